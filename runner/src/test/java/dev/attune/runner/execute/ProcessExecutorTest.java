package dev.attune.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.train.TrialFailedException;
import dev.attune.runner.trial.Goal;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialRunner;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs trials in real worker processes, some of which die. */
final class ProcessExecutorTest {
    private static final String BASE = """
            data: {type: synthetic, modalities: [visual, audio], train: 5, validation: 2, test: 2, frames: [30, 40],
                   dims: {visual: 12, audio: 10}, window: {length: 20, stride: 15}}
            temporal: {type: tcn, channels: [6], kernel: 3, dropout: 0.2}
            fusion: {type: rjcma, depth: 1}
            training: {epochs: 4, batch: 4, compile: off} # a graph would not call the deadly loss at each step
            """;

    @TempDir
    private Path folder;

    private Path service = Path.of("");
    private PluginHost plugins = PluginHost.ofProcess();

    @BeforeEach
    void findPlugins() throws IOException {
        service = DeadlyPlugin.service(folder.resolve("service"));
        // The loader must stay open as long as the plugin is used, which is to the end of the test's process.
        plugins = PluginHost.fromLoader(
                new URLClassLoader(new URL[] {service.toUri().toURL()}, DeadlyPlugin.class.getClassLoader()));
    }

    private StudyPlan.Trial trial(String more) {
        return StudyPlan.single(new ConfigLoader(plugins).experimentFromYaml(BASE + more, Path.of("exp.yaml")))
                .trials()
                .get(0);
    }

    /** Stores the trials below a folder, as a study does, and returns what is to be done. */
    private List<TrialTask> tasks(String study, StudyPlan.Trial... trials) throws IOException {
        List<TrialTask> tasks = new ArrayList<>();
        for (StudyPlan.Trial trial : trials) {
            Path place = Files.createDirectories(folder.resolve(study).resolve(trial.id()));
            Files.writeString(place.resolve("config.yaml"), EffectiveConfig.yaml(trial.config()));
            tasks.add(new TrialTask(trial, new TrialFolder(place), Goal.FINISH, false));
        }
        return tasks;
    }

    private ProcessExecutor executor(int jobs) {
        return executor(jobs, System.getProperty("java.class.path") + File.pathSeparator + service);
    }

    private ProcessExecutor executor(int jobs, String classPath) {
        WorkerCommand own = WorkerCommand.ofThisProcess(jobs);
        List<String> options = new ArrayList<>(own.options());
        options.add("-Xmx192m");
        return new ProcessExecutor(
                new WorkerCommand(own.java(), classPath, options, own.cores(), jobs), folder.resolve("logs"));
    }

    @Test
    void neitherTheExecutorNorTheOrderChangesAFile() throws IOException {
        StudyPlan.Trial first = trial("");
        StudyPlan.Trial second = trial("head: {dropout: 0.3}\nseed: 4\n");
        StudyPlan.Trial third = trial("seed: 7\n");
        Recorder here = new Recorder();
        new InProcessExecutor(new TrialRunner(plugins.states())).execute(tasks("here", first, second, third), here);
        try (ProcessExecutor one = executor(1)) {
            one.execute(tasks("warm", third, second), new Recorder());
            Recorder recorder = new Recorder();
            one.execute(tasks("warm", first), recorder);
            assertThat(recorder.of(first)).isEqualTo(here.of(first));
        }
        Recorder apart = new Recorder();
        try (ProcessExecutor two = executor(2)) {
            two.execute(tasks("apart", second, first, third), apart);
        }
        assertThat(here.of(first)).containsExactly("start", "epoch 1", "epoch 2", "epoch 3", "epoch 4", "end");
        assertThat(apart.of(second)).isEqualTo(here.of(second));
        Map<String, String> content = content("here");
        assertThat(content.keySet()).anyMatch(file -> file.endsWith("result.json"));
        assertThat(content("warm")).isEqualTo(content);
        assertThat(content("apart")).isEqualTo(content);
        assertThat(folder.resolve("logs")).doesNotExist(); // nobody had anything to say
    }

    @Test
    void theDeathOfAWorkerCostsNothing() throws IOException {
        Path marker = folder.resolve("marker");
        StudyPlan.Trial mortal = trial("loss: {type: deadly, how: kill, step: 6, once: " + marker + "}\n");
        Recorder recorder = new Recorder();
        try (ProcessExecutor executor = executor(1)) {
            executor.execute(tasks("killed", mortal), recorder);
        }
        assertThat(marker).exists();
        List<String> events = recorder.of(mortal);
        assertThat(events).startsWith("start", "epoch 1").endsWith("epoch 4", "end");
        assertThat(Collections.frequency(events, "start")).as("%s", events).isEqualTo(2);
        assertThat(Collections.frequency(events, "epoch 1"))
                .as("epochs are not repeated")
                .isOne();
        new InProcessExecutor(new TrialRunner(plugins.states())).execute(tasks("spared", mortal), new Recorder());
        assertThat(content("killed")).isEqualTo(content("spared"));
    }

    @Test
    void aTrialThatKillsItsWorkersFailsAlone() throws IOException {
        StudyPlan.Trial exit = trial("loss: {type: deadly, how: exit, step: 6}\n");
        StudyPlan.Trial heap = trial("loss: {type: deadly, how: heap}\n");
        StudyPlan.Trial thrown = trial("loss: {type: deadly, how: throw}\n");
        StudyPlan.Trial noisy = trial("loss: {type: deadly, how: print, step: 2}\n");
        List<TrialTask> tasks = tasks("deaths", exit, heap, thrown, noisy, trial(""));
        Files.writeString(tasks.get(4).folder().path().resolve("config.yaml"), BASE + "seed: 12\n");
        Recorder recorder = new Recorder();
        try (ProcessExecutor executor = executor(2)) {
            executor.execute(tasks, recorder);
        }
        Failure exited = recorder.failure(exit);
        assertThat(exited.kind()).isEqualTo(Failure.Kind.WORKER);
        assertThat(exited.reason())
                .matches("Its worker process died twice, the last time after epoch \\d of 4: "
                        + "it ended with exit code 42\\.");
        assertThat(exited.log()).contains("goodbye, standard output");
        assertThat(recorder.failure(heap).reason())
                .contains("before an epoch ended: it ran out of memory for the Java heap", "ATTUNE_OPTS=-Xmx8g");
        assertThat(recorder.failure(thrown))
                .isEqualTo(new Failure(
                        Failure.Kind.DEFECT, "IllegalStateException: the loss does not like it here", List.of()));
        assertThat(Collections.frequency(recorder.of(thrown), "start")).isOne();
        assertThat(recorder.of(noisy)).containsExactly("start", "epoch 1", "epoch 2", "epoch 3", "epoch 4", "end");
        Failure changed = recorder.failure(tasks.get(4).trial());
        assertThat(changed.reason()).contains("config.yaml was changed since it was written: it describes trial ");
        assertThat(folder.resolve("logs"))
                .isDirectoryContaining(log -> log.toString().endsWith(".log"));
    }

    @Test
    void aWorkerThatCannotStartIsOneSentence() throws IOException {
        List<TrialTask> tasks = tasks("start", trial(""));
        Recorder recorder = new Recorder();
        WorkerCommand own = WorkerCommand.ofThisProcess(1);
        try (ProcessExecutor executor = new ProcessExecutor(
                new WorkerCommand(folder.resolve("java"), own.classPath(), own.options(), 1, 1),
                folder.resolve("logs"))) {
            assertThatThrownBy(() -> executor.execute(tasks, recorder))
                    .isInstanceOf(TrialFailedException.class)
                    .hasMessageContaining("A worker process cannot be started: Cannot run program")
                    .hasMessageContaining("--executor in-process");
        }
        try (ProcessExecutor executor = executor(2, folder.toString())) {
            assertThatThrownBy(() -> executor.execute(tasks, recorder))
                    .isInstanceOf(TrialFailedException.class)
                    .hasMessageContaining("did not get ready: it ended with exit code 1 (")
                    .hasMessageContaining("WorkerMain")
                    .hasMessageContaining(folder.resolve("logs/worker-1.log").toString());
        }
        assertThat(recorder.events).isEmpty();
    }

    @Test
    void nothingGoesOnWhenTheListenerStopsTheWork() throws IOException {
        StudyPlan.Trial wanted = trial("seed: 3\n");
        try (ProcessExecutor executor = executor(2)) {
            Recorder stopper = new Recorder() {
                @Override
                public void onEpoch(TrialTask task, TrainingListener.Epoch epoch) {
                    throw new TrialFailedException("enough");
                }
            };
            assertThatThrownBy(() -> executor.execute(tasks("stopped", wanted, trial("seed: 5\n")), stopper))
                    .hasMessage("enough");
            assertThat(workers()).isEmpty();
            Recorder recorder = new Recorder();
            executor.execute(tasks("stopped", wanted), recorder);
            assertThat(recorder.of(wanted)).endsWith("end"); // by a new worker
        }
        assertThat(workers()).isEmpty();
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info().commandLine().orElse("").contains(WorkerMain.class.getName()))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Returns the bytes of all files below a folder that must not depend on where and when a trial ran, by relative path. */
    private Map<String, String> content(String study) {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(study))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.equals("metrics.jsonl")) {
                    content.put(file.toString(), Files.readString(file).replaceAll("\"seconds\":[^,}]*", ""));
                } else if (!name.equals("environment.json") && !name.equals(".lock")) {
                    content.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> relative = new TreeMap<>();
        content.forEach((file, bytes) ->
                relative.put(folder.resolve(study).relativize(Path.of(file)).toString(), bytes));
        return relative;
    }

    /** Keeps what it is told. */
    private static class Recorder implements TrialExecutor.Listener {
        private final Map<String, List<String>> events = new LinkedHashMap<>();
        private final Map<String, Failure> failures = new LinkedHashMap<>();
        private final Thread thread = Thread.currentThread();

        List<String> of(StudyPlan.Trial trial) {
            return events.getOrDefault(trial.id(), List.of());
        }

        Failure failure(StudyPlan.Trial trial) {
            assertThat(failures).containsKey(trial.id());
            return failures.getOrDefault(trial.id(), new Failure(Failure.Kind.DEFECT, ""));
        }

        private void add(TrialTask task, String event) {
            assertThat(Thread.currentThread()).isSameAs(thread);
            events.computeIfAbsent(task.trial().id(), id -> new ArrayList<>()).add(event);
        }

        @Override
        public void onStart(TrialTask task) {
            add(task, "start");
        }

        @Override
        public void onEpoch(TrialTask task, TrainingListener.Epoch epoch) {
            add(task, "epoch " + epoch.number());
        }

        @Override
        public void onEnd(TrialTask task) {
            add(task, "end");
        }

        @Override
        public void onFailure(TrialTask task, Failure failure) {
            add(task, "failure");
            failures.put(task.trial().id(), failure);
        }
    }
}
