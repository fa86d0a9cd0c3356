package dev.attune.datasets.npy;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import java.util.List;

/**
 * Type and shape of a NumPy array.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class NpyInfo {
    private final String source;
    private final NpyHeader header;

    NpyInfo(String source, NpyHeader header) {
        this.source = source;
        this.header = header;
    }

    /** Returns the NumPy descriptor of the element type, for example {@code <f4}. */
    public String dtype() {
        return header.type().descriptor();
    }

    /** Returns the extent of each dimension. */
    public List<Long> shape() {
        return header.shape();
    }

    /** Returns whether elements are {@code <f2}, {@code <f4} or {@code <f8}. */
    public boolean isFloat() {
        return header.type().isFloat();
    }

    /**
     * Checks that this is an array of floating-point numbers.
     *
     * @param rank wanted number of dimensions
     * @return this
     * @throws DataException if it is not
     */
    public NpyInfo requireFloats(int rank) {
        return require(header.type().isFloat(), "<f2, <f4 or <f8", rank);
    }

    /**
     * Checks that this is an array of whole numbers.
     *
     * @param rank wanted number of dimensions
     * @return this
     * @throws DataException if it is not
     */
    public NpyInfo requireIntegers(int rank) {
        return require(header.type().isInteger(), "<i2, <i4, <i8 or |u1", rank);
    }

    /**
     * Checks that this is a mask.
     *
     * @param rank wanted number of dimensions
     * @return this
     * @throws DataException if it is not
     */
    public NpyInfo requireMask(int rank) {
        return require(header.type().isMask(), "|b1 or |u1", rank);
    }

    /**
     * Checks the number of rows.
     *
     * @param rows wanted extent of the first dimension
     * @param because what has so many rows, for example {@code array audio}
     * @return this
     * @throws DataException if it has another
     */
    public NpyInfo requireRows(long rows, String because) {
        if (rows() != rows) {
            throw new DataException(source + ": found " + rows() + " rows, wanted " + rows + " like " + because);
        }
        return this;
    }

    /**
     * Returns the extent of the first dimension.
     *
     * @throws DataException if a clip could not count so many frames
     */
    public int rows() {
        long rows = header.shape().get(0);
        if (rows > Integer.MAX_VALUE) {
            throw new DataException(source + ": found " + rows + " rows, wanted at most " + Integer.MAX_VALUE);
        }
        return (int) rows;
    }

    /**
     * Returns the number of values a row.
     *
     * @throws DataException if a row is too long to be read at once
     */
    public int columns() {
        long columns = header.shape().stream().skip(1).reduce(1L, Math::multiplyExact);
        if (columns > Integer.MAX_VALUE) {
            throw new DataException(source + ": found " + columns + " columns, wanted at most " + Integer.MAX_VALUE);
        }
        return (int) columns;
    }

    private NpyInfo require(boolean rightType, String wanted, int rank) {
        if (!rightType) {
            throw new DataException(source + ": found dtype " + dtype() + ", wanted " + wanted);
        }
        if (header.shape().size() != rank) {
            throw new DataException(source + ": found " + header.shape().size() + " dimensions, shape "
                    + NpyArray.text(header.shape()) + ", wanted " + rank);
        }
        return this;
    }
}
