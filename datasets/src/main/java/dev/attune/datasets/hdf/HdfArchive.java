package dev.attune.datasets.hdf;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.exceptions.HdfException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A tree of groups and arrays in an HDF5 file; arrays are read when they are asked for. Safe for use by several threads.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class HdfArchive implements AutoCloseable {
    private final HdfFile file;
    private final String source;

    private HdfArchive(HdfFile file, String source) {
        this.file = file;
        this.source = source;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param source how messages name it
     * @throws DataException if it is missing or no HDF5 file
     */
    public static HdfArchive open(Path file, String source) {
        requireNonNull(source, "source is null");
        if (!Files.exists(file)) {
            throw new DataException(source + " does not exist; looked for " + file);
        }
        try {
            return new HdfArchive(new HdfFile(file), source);
        } catch (HdfException e) {
            throw new DataException(source + " is no HDF5 file that can be read: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the names of what a group holds, groups and arrays, sorted.
     *
     * @param path the names of the groups from the root on
     * @throws DataException if there is no such group
     */
    public synchronized List<String> names(String... path) {
        try {
            return group(path).getChildren().keySet().stream().sorted().toList();
        } catch (HdfException e) {
            throw failed(String.join("/", path), e);
        }
    }

    /**
     * Returns the extent of an array in each dimension.
     *
     * @param path the names of the groups from the root on, and of the array
     * @throws DataException if there is no such array
     */
    public synchronized int[] shape(String... path) {
        return dataset(path).getDimensions().clone();
    }

    /**
     * Reads an array of numbers.
     *
     * @param path the names of the groups from the root on, and of the array
     * @return its values, the last dimension varying fastest
     * @throws DataException if there is no such array, or its values are no numbers
     */
    public synchronized double[] read(String... path) {
        Dataset dataset = dataset(path);
        if (dataset.isEmpty() || Arrays.stream(dataset.getDimensions()).anyMatch(extent -> extent == 0)) {
            return new double[0];
        }
        try {
            return doubles(dataset.getDataFlat(), String.join("/", path));
        } catch (HdfException e) {
            throw failed(String.join("/", path), e);
        }
    }

    private double[] doubles(Object values, String array) {
        if (values instanceof double[] numbers) {
            return numbers;
        }
        if (values instanceof float[] numbers) {
            double[] doubles = new double[numbers.length];
            for (int i = 0; i < doubles.length; i++) {
                doubles[i] = numbers[i];
            }
            return doubles;
        }
        if (values instanceof long[] numbers) {
            return Arrays.stream(numbers).asDoubleStream().toArray();
        }
        if (values instanceof int[] numbers) {
            return Arrays.stream(numbers).asDoubleStream().toArray();
        }
        throw new DataException(source + ", array " + array + ": found values of type "
                + values.getClass().getComponentType().getSimpleName()
                + ", wanted float32, float64, int32 or int64");
    }

    private Group group(String... path) {
        Group group = file;
        for (int i = 0; i < path.length; i++) {
            if (!(group.getChild(path[i]) instanceof Group child)) {
                throw new DataException(source + ": found no group "
                        + String.join("/", Arrays.copyOf(path, i + 1)) + "; there is: "
                        + String.join(", ", group.getChildren().keySet()));
            }
            group = child;
        }
        return group;
    }

    private Dataset dataset(String... path) {
        int last = path.length - 1;
        try {
            Group parent = group(Arrays.copyOf(path, last));
            if (parent.getChild(path[last]) instanceof Dataset dataset) {
                return dataset;
            }
            throw new DataException(source + ": found no array " + String.join("/", path) + "; there is: "
                    + String.join(", ", parent.getChildren().keySet()));
        } catch (HdfException e) {
            throw failed(String.join("/", path), e);
        }
    }

    private DataException failed(String what, HdfException cause) {
        return new DataException(source + ", " + what + " cannot be read: " + cause.getMessage(), cause);
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
