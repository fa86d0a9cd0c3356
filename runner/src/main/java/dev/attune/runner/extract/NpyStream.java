package dev.attune.runner.extract;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.NpyFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a NumPy array whose shape is known before its values, row by row. */
final class NpyStream implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final int rows;
    private final ByteBuffer row;
    private final OutputStream out;
    private int written;

    private NpyStream(Path file, String type, int rowBytes, int... shape) {
        this.file = file;
        this.rows = shape[0];
        this.row = ByteBuffer.allocate(rowBytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            out = new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING),
                    BUFFER);
            out.write(NpyFiles.header(type, shape));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    static NpyStream ofFloats(Path file, int rows, int columns) {
        return new NpyStream(file, "<f4", Float.BYTES * columns, rows, columns);
    }

    static NpyStream ofTruths(Path file, int rows) {
        return new NpyStream(file, "|b1", 1, rows);
    }

    static NpyStream ofDoubles(Path file, int rows) {
        return new NpyStream(file, "<f8", Double.BYTES, rows);
    }

    void row(float[] values) {
        row.clear();
        row.asFloatBuffer().put(values);
        write();
    }

    void row(boolean value) {
        row.put(0, (byte) (value ? 1 : 0));
        write();
    }

    void row(double value) {
        row.putDouble(0, value);
        write();
    }

    private void write() {
        if (written++ == rows) {
            throw new IllegalStateException("more than " + rows + " rows for " + file);
        }
        try {
            out.write(row.array());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private DataException unwritable(IOException e) {
        return new DataException(file + " cannot be written: " + JsonFiles.words(e), e);
    }
}
