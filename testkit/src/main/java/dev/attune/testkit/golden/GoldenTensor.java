package dev.attune.testkit.golden;

import dev.attune.api.PublicApi;
import java.util.Arrays;

/**
 * One array of a golden case.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class GoldenTensor {
    private final String name;
    private final long[] shape;
    private final float[] values;

    GoldenTensor(String name, long[] shape, float[] values) {
        this.name = name;
        this.shape = shape;
        this.values = values;
    }

    /** Returns its name without the role. */
    public String name() {
        return name;
    }

    /** Returns a copy of its shape. */
    public long[] shape() {
        return shape.clone();
    }

    /** Returns a copy of its values in C order. */
    public float[] values() {
        return values.clone();
    }

    @Override
    public String toString() {
        return name + Arrays.toString(shape);
    }
}
