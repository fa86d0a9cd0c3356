package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.data.OverlapAverage;
import dev.attune.runner.data.Window;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.train.PredictionScript.Argument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens exported models with what others open them with, and holds them against the predictions that the trial left. */
final class TrialExportTest {
    private static final int LENGTH = 20;
    private static final int STRIDE = 15;
    private static final float TOLERANCE = 1e-5f;

    private static final String DATA = """
            data: {type: synthetic, modalities: [visual, audio], train: 5, validation: 2, test: 2, frames: [12, 40],
                   dims: {visual: 12, audio: 10}, standardize: dimension, window: {length: 20, stride: 15}}
            head: {dropout: 0.1}
            training: {epochs: 2, batch: 4, threads: 1}
            """;

    @TempDir
    private Path folder;

    private TrialFolder finished(String model) {
        StudyPlan.Trial trial = TrialFixture.trial(DATA + model + "\n");
        TrialFolder run = new TrialFolder(folder.resolve("run"));
        TrialFixture.finish(trial, run);
        return run;
    }

    private static StudyPlan.Trial trial(String model) {
        return TrialFixture.trial(DATA + model + "\n");
    }

    /** One window as the arguments of forward; not a number where nothing was observed. */
    private static NDList arguments(Window window, List<Argument> declared, NDManager manager) {
        NDList arguments = new NDList();
        for (Argument argument : declared) {
            arguments.add(argument.isMask() ? mask(window, argument, manager) : features(window, argument, manager));
        }
        return arguments;
    }

    private static NDArray features(Window window, Argument argument, NDManager manager) {
        String modality = argument.name().replace("_features", "");
        int width = Math.toIntExact(argument.shape().get(2));
        float[] values = new float[LENGTH * width];
        window.clip()
                .readFeatures(
                        modality, window.start(), window.end(), FloatBuffer.wrap(values, 0, window.frames() * width));
        boolean[] mask = observed(window, modality);
        for (int i = 0; i < values.length; i++) {
            values[i] = mask[i / width] ? values[i] : Float.NaN;
        }
        return manager.create(values, argument.shape());
    }

    private static NDArray mask(Window window, Argument argument, NDManager manager) {
        return manager.create(observed(window, argument.name().replace("_mask", "")), argument.shape());
    }

    private static boolean[] observed(Window window, String modality) {
        boolean[] mask = new boolean[LENGTH];
        if (modality.equals("frames")) {
            Arrays.fill(mask, 0, window.frames(), true);
        } else {
            window.clip().readMask(modality, window.start(), window.end(), mask, 0);
        }
        return mask;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temporal: {type: tcn, channels: [6, 6], kernel: 3, norm: true}\nfusion: {type: rjcma, depth: 2}",
                "temporal: {type: bilstm, hidden: 3}\nfusion: {type: mult, width: 4, heads: 2, levels: 1, memory-levels: 1}",
                "temporal: none\nfusion: {type: misa, width: 6, heads: 2}",
                "temporal: none\nfusion: linear",
                "temporal: none\nfusion: {type: unimodal, modality: audio}",
                "temporal: none\nfusion: constant"
            })
    void djlPredictsWithTheFileWhatTheTrialPredicted(String model)
            throws IOException, ModelNotFoundException, MalformedModelException, TranslateException {
        TrialFolder run = finished(model);
        StudyPlan.Trial trial = trial(model);
        Path file = folder.resolve("exported.pt");
        List<Argument> declared = new TrialExport(run, trial.config()).writeTorchScript(file, 1);

        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(file)
                .optEngine("PyTorch")
                .optDevice(Device.cpu())
                .optTranslator(new NoopTranslator())
                .build();
        try (ZooModel<NDList, NDList> opened = criteria.loadModel();
                Predictor<NDList, NDList> predictor = opened.newPredictor();
                OpenedCorpus corpus = OpenedCorpus.open(trial.config())) {
            int targets = corpus.dataset().info().targets().size();
            for (Clip clip : corpus.dataset().clips(Split.VALIDATION)) {
                OverlapAverage average = new OverlapAverage(clip.length(), targets);
                for (Window window : Window.cut(clip, LENGTH, STRIDE)) {
                    try (NDManager manager = ComputeEngine.newManager(Device.cpu())) {
                        NDList output = predictor.predict(arguments(window, declared, manager));
                        average.add(
                                window.start(),
                                window.frames(),
                                output.singletonOrThrow().toFloatArray(),
                                0);
                        output.close();
                    }
                }
                float[] expected = run.readPredictions(Split.VALIDATION, clip.id(), clip.length() * targets);
                assertThat(average.values()).as(clip.id()).containsExactly(expected, offset(TOLERANCE));
            }
        }
    }

    private static final String PYTHON = """
            import sys, torch
            notes = {"forward.json": "", "attune.config.yaml": ""}
            model = torch.jit.load(sys.argv[1], _extra_files=notes)
            model.eval()
            import json
            inputs = []
            for i, argument in enumerate(json.loads(notes["forward.json"])["arguments"]):
                kind = torch.bool if argument["type"] == "bool" else torch.float32
                with open(sys.argv[2] + "/" + str(i), "rb") as file:
                    inputs.append(torch.frombuffer(bytearray(file.read()), dtype=kind).reshape(argument["shape"]))
            with torch.no_grad():
                output = model(*inputs)
            with open(sys.argv[2] + "/output", "wb") as file:
                file.write(output.contiguous().numpy().tobytes())
            print(len(list(model.parameters())), notes["attune.config.yaml"].count(b"rjcma"))
            try:
                model(inputs[0][:, 1:], *inputs[1:])
            except Exception as refusal:
                print(refusal)
            """;

    /** Needs a Python with torch, named by the environment. */
    @Test
    void pythonPredictsTheSame() throws IOException, InterruptedException, TranslateException {
        String python = System.getenv("ATTUNE_BENCH_PYTHON");
        assumeThat(python).as("ATTUNE_BENCH_PYTHON names a Python with torch").isNotNull();
        String model =
                "temporal: {type: tcn, channels: [6, 6], kernel: 3, norm: true}\nfusion: {type: rjcma, depth: 2}";
        TrialFolder run = finished(model);
        StudyPlan.Trial trial = trial(model);
        Path file = folder.resolve("exported.pt");
        List<Argument> declared = new TrialExport(run, trial.config()).writeTorchScript(file, 1);
        Path exchanged = Files.createDirectory(folder.resolve("exchanged"));
        try (NDManager manager = ComputeEngine.newManager(Device.cpu());
                OpenedCorpus corpus = OpenedCorpus.open(trial.config())) {
            Clip clip = shortClip(corpus);
            NDList inputs = arguments(Window.cut(clip, LENGTH, STRIDE).get(0), declared, manager);
            for (int i = 0; i < inputs.size(); i++) {
                ByteBuffer bytes = inputs.get(i).toByteBuffer();
                byte[] content = new byte[bytes.remaining()];
                bytes.get(content);
                Files.write(exchanged.resolve(Integer.toString(i)), content);
            }
            Path script = Files.writeString(folder.resolve("open.py"), PYTHON);
            Process process = new ProcessBuilder(
                            python, "-W", "ignore", script.toString(), file.toString(), exchanged.toString())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            assertThat(printed)
                    .containsPattern("^[1-9][0-9]* 1\\R")
                    .contains("visual_features has the shape [1, 19, 12], wanted [1, 20, 12]");

            int targets = corpus.dataset().info().targets().size();
            float[] found = new float[LENGTH * targets];
            ByteBuffer.wrap(Files.readAllBytes(exchanged.resolve("output")))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(found);
            float[] expected = run.readPredictions(Split.VALIDATION, clip.id(), clip.length() * targets);
            assertThat(Arrays.copyOf(found, expected.length)).containsExactly(expected, offset(TOLERANCE));
        }
    }

    /** Returns a clip of one window, whose prediction is that of the window. */
    private static Clip shortClip(OpenedCorpus corpus) {
        return corpus.dataset().clips(Split.VALIDATION).stream()
                .filter(clip -> clip.length() <= LENGTH)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void safeTensorsHaveTheParametersAndWhatTheyAreOf() {
        TrialFolder run = finished("temporal: none\nfusion: concat");
        Path file = folder.resolve("exported.safetensors");
        new TrialExport(run, trial("temporal: none\nfusion: concat").config()).writeSafeTensors(file);

        SafeTensors exported = SafeTensors.read(file);
        SafeTensors best = SafeTensors.read(run.best());
        assertThat(exported.tensors().keySet())
                .isEqualTo(best.tensors().keySet())
                .isNotEmpty();
        exported.tensors().forEach((name, tensor) -> {
            float[] original = Lookup.required(best.tensors(), name).values();
            assertThat(tensor.values()).as(name).containsExactly(original);
        });
        assertThat(exported.metadata())
                .containsEntry("format", "pt")
                .containsEntry("attune.window.length", "20")
                .hasEntrySatisfying(
                        "attune.config.yaml", yaml -> assertThat(yaml).contains("concat"))
                .hasEntrySatisfying(
                        "attune.model.json", json -> assertThat(json).contains("\"visual\"", "\"multiply\""));
    }

    @Test
    void anUnfinishedRunIsRefused() {
        assertThatThrownBy(() -> new TrialExport(
                        new TrialFolder(folder.resolve("none")),
                        trial("temporal: none\nfusion: concat").config()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not a finished run: it has no result.json");
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        TrialFolder run = finished("temporal: none\nfusion: concat");
        Path described = run.path().resolve("checkpoint/model.json");
        String sound = Files.readString(described);
        List<String> broken = new ArrayList<>();
        for (String text : List.of(
                "{",
                sound.replace("\"format\" : 2", "\"format\" : 3"),
                sound.replace("continuous", "wavy"),
                sound.replace("\"mean\"", "\"median\""))) {
            Files.writeString(described, text);
            assertThatThrownBy(() -> new TrialExport(
                            run, trial("temporal: none\nfusion: concat").config()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(described.toString());
            broken.add(text);
        }
        assertThat(broken).doesNotHaveDuplicates().hasSize(4).doesNotContain(sound);
        Files.writeString(described, sound);
        TrialExport other = new TrialExport(
                run,
                trial("temporal: none\nfusion: {type: concat, hidden: [5]}").config());
        assertThatThrownBy(() -> other.writeTorchScript(folder.resolve("never.pt"), 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not of this trial");
        assertThat(folder.resolve("never.pt")).doesNotExist();
    }
}
