package dev.attune.encoders.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.api.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxModelTest {
    /** 200 bytes, so that its length takes two bytes in the file. */
    private static final String LONG_NAME = "/encoder/" + "a".repeat(191);

    @TempDir
    private Path folder;

    /** y = relu(x W), with W = [[1, -1], [2, -3]]. */
    private Path small(String hidden) {
        return new OnnxWriter()
                .input("x", -1, 2)
                .weights("W", new float[] {1, -1, 2, -3}, 2, 2)
                .node("MatMul", hidden, "x", "W")
                .node("Relu", "y", hidden)
                .output("y", -1, 2)
                .write(folder.resolve("small.onnx"));
    }

    @Test
    void computesWhatTheFileSays() {
        try (OnnxModel model = OnnxModel.open(small("hidden"), 1)) {
            assertThat(model.inputs()).containsExactly(new OnnxInput("x", OnnxInput.Type.FLOAT, List.of(-1L, 2L)));
            assertThat(model.outputs()).containsExactly("y");
            OnnxArray y = model.run(Map.of("x", OnnxArray.of(new float[] {1, 1, -4, 1}, 2, 2)), Optional.empty());
            // (1, 1) W = (3, -4); (-4, 1) W = (-2, 1)
            assertThat(y.floats()).containsExactly(3, 0, 0, 1);
            assertThat(y.shape()).containsExactly(2, 2);
        }
    }

    @Test
    void readsInnerTensorsWhateverTheirNames() {
        for (String name : List.of("hidden", LONG_NAME)) {
            try (OnnxModel model = OnnxModel.open(small(name), List.of(name, "y"), 1)) {
                assertThat(model.outputs()).containsExactly("y", name);
                List<OnnxArray> found =
                        model.run(Map.of("x", OnnxArray.of(new float[] {1, 1}, 1, 2)), List.of(name, "y"));
                assertThat(found.get(0).floats()).containsExactly(3, -4);
                assertThat(found.get(1).floats()).containsExactly(3, 0);
            }
        }
    }

    @Test
    void takesWholeNumbers() {
        Path file = new OnnxWriter()
                .longInput("ids", 1, -1)
                .weights("table", new float[] {0, 1, 10, 11, 20, 21}, 3, 2)
                .node("Gather", "rows", "table", "ids")
                .output("rows", 1, -1, 2)
                .write(folder.resolve("gather.onnx"));
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            OnnxArray rows = model.run(Map.of("ids", OnnxArray.of(new long[] {2, 0}, 1, 2)), Optional.of("rows"));
            assertThat(rows.floats()).containsExactly(20, 21, 0, 1);
            assertThat(rows.shape()).containsExactly(1, 2, 2);
            // The file is right, the row is not there.
            assertThatThrownBy(() -> model.run(Map.of("ids", OnnxArray.of(new long[] {9}, 1, 1)), Optional.of("rows")))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("The model " + file + " failed: ")
                    .hasMessageContaining("idx=9");
        }
    }

    @Test
    void namesTheNearestTensors() {
        Path file = small("hidden_layer");
        assertThatThrownBy(() -> OnnxModel.open(file, List.of("hidden"), 1))
                .isInstanceOf(DataException.class)
                .hasMessage("The model " + file + " has no tensor hidden; of its 2 tensors, the nearest are "
                        + "[hidden_layer, y], and its outputs are [y].");
        assertThatThrownBy(() -> OnnxModel.open(file, List.of("W"), 1)).hasMessageContaining("has no tensor W");
    }

    @Test
    void refusesWhatTheModelDoesNotTake() {
        Path file = small("hidden");
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            assertThatThrownBy(() -> model.run(Map.of("x", OnnxArray.of(new float[3], 1, 3)), Optional.empty()))
                    .isInstanceOf(DataException.class)
                    .hasMessage("The model " + file + " takes x: float [?, 2], found float [1, 3].");
            assertThatThrownBy(() -> model.run(Map.of("x", OnnxArray.of(new long[2], 1, 2)), Optional.empty()))
                    .hasMessage("The model " + file + " takes x: float [?, 2], found long [1, 2].");
            assertThatThrownBy(() -> model.run(Map.of(), Optional.empty()))
                    .hasMessage("The model " + file + " takes x: float [?, 2], found no array for it.");
            assertThatThrownBy(() -> model.run(Map.of("z", OnnxArray.of(new float[2], 1, 2)), Optional.empty()))
                    .hasMessage("The model " + file + " takes [x: float [?, 2]], found an array for z.");
            assertThatThrownBy(() -> model.run(Map.of("x", OnnxArray.of(new float[2], 1, 2)), Optional.of("hidden")))
                    .hasMessage("The model " + file + " gives [y], found no hidden.");
        }
    }

    @Test
    void saysWhatAFileIsThatIsNoModel() throws IOException {
        assertThatThrownBy(() -> OnnxModel.open(folder.resolve("none.onnx"), 1))
                .isInstanceOf(DataException.class)
                .hasMessage("There is no model " + folder.resolve("none.onnx") + ".");
        assertRefused("", "is not an ONNX model.");
        assertRefused("model of my thesis\n".repeat(50), "is not an ONNX model.");
        assertRefused("version https://git-lfs.github.com/spec/v1\n", "fetch the file that it points to");
        assertRefused("<!DOCTYPE html>", "but a web page");
        assertRefused("PK\u0003\u0004....", "export the model to ONNX");
        byte[] whole = Files.readAllBytes(small("hidden"));
        for (int length = 1; length < whole.length - 4; length += 3) {
            Path file = Files.write(folder.resolve("cut.onnx"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> OnnxModel.open(file, List.of("hidden"), 1))
                    .as("the first %s bytes", length)
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void saysWhatTheRuntimeSaysOfAModelThatItCannotLoad() {
        Path file = new OnnxWriter()
                .input("x", 1)
                .node("NoSuchOperator", "y", "x")
                .output("y", 1)
                .write(folder.resolve("odd.onnx"));
        assertThatThrownBy(() -> OnnxModel.open(file, 1))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("ONNX Runtime cannot load the model " + file + ": ")
                .hasMessageContaining("NoSuchOperator");
    }

    @Test
    void refusesWeightsInOtherFiles() {
        Path file = new OnnxWriter()
                .input("x", 2)
                .weightsElsewhere("w", "odd.onnx.data", 2)
                .node("Add", "y", "x", "w")
                .output("y", 2)
                .write(folder.resolve("odd.onnx"));
        assertThatThrownBy(() -> OnnxModel.open(file, 1))
                .isInstanceOf(DataException.class)
                .hasMessage("The model " + file + " keeps weights in odd.onnx.data, wanted a single file; save it as"
                        + " one, with onnx.save of Python and no external data.");
    }

    private void assertRefused(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("other.onnx"), content);
        assertThatThrownBy(() -> OnnxModel.open(file, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void closesTwice() {
        OnnxModel model = OnnxModel.open(small("hidden"), 1);
        model.close();
        model.close();
        assertThatThrownBy(() -> model.run(Map.of(), Optional.empty())).isInstanceOf(IllegalStateException.class);
    }

    /** Against what ONNX Runtime itself says of a real file, and by a tensor that the file gives as well. */
    @Test
    void readsRealFiles() {
        Path file = Path.of(System.getProperty("attune.models", "")).resolve("mini_xception.onnx");
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            assertThat(model.onlyInput().toString()).isEqualTo("input_1: float [1, 1, 64, 64]");
            OnnxArray classes = model.run(
                    Map.of("input_1", OnnxArray.of(new float[64 * 64], 1, 1, 64, 64)),
                    Optional.of(model.outputs().get(0)));
            double sum = 0;
            for (float probability : classes.floats()) {
                sum += probability;
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }
}
