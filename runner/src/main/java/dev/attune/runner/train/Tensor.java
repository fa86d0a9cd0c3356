package dev.attune.runner.train;

/** Values in main memory, with their shape, C order. */
public final class Tensor {
    private final long[] shape;
    private final float[] values;

    /**
     * Takes values; neither array is copied.
     *
     * @param shape the shape
     * @param values as many values
     */
    public Tensor(long[] shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** Returns the shape; not to be changed. */
    public long[] shape() {
        return shape;
    }

    /** Returns the values; not to be changed. */
    public float[] values() {
        return values;
    }
}
