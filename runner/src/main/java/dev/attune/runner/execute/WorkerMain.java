package dev.attune.runner.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.attune.api.DataException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialRunner;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A worker process: takes one task after the other from its standard input, and says on its standard output how they go.
 *
 * <p>It ends when its input does, in the midst of a task too, so that it never outlives the process that started it.
 */
final class WorkerMain {
    /** What a worker of a study that was killed may need to notice it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OutputStream parent;
    private final ConfigLoader loader;
    private final InProcessExecutor executor;

    private WorkerMain(OutputStream parent, PluginHost plugins) {
        this.parent = parent;
        loader = new ConfigLoader(plugins);
        executor = new InProcessExecutor(new TrialRunner(plugins.states(), PATIENCE));
    }

    /** Works until the input ends. */
    public static void main(String[] arguments) throws InterruptedException {
        OutputStream parent = new FileOutputStream(FileDescriptor.out);
        // Whatever anybody prints goes to the log.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(orders), "orders");
        reader.setDaemon(true);
        reader.start();
        WorkerMain worker;
        try {
            ComputeEngine.start(); // before plugins are looked for: whoever comes first decides which engine there is
            worker = new WorkerMain(parent, PluginHost.ofProcess());
        } catch (RuntimeException | LinkageError e) {
            say(parent, Protocol.Message.of(Failure.of(rootOf(e))));
            return;
        }
        say(parent, Protocol.Message.of(Protocol.Kind.READY));
        while (true) {
            worker.work(orders.take());
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
    }

    private static void read(BlockingQueue<String> orders) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                orders.add(line);
            }
        } catch (IOException e) {
            // An input that cannot be read has ended.
        }
        Runtime.getRuntime().halt(0);
    }

    private void work(String line) {
        try {
            Protocol.Order order = Protocol.Order.fromLine(line);
            TrialTask task = new TrialTask(trial(order), new TrialFolder(order.folder()), order.goal(), order.test());
            executor.execute(List.of(task), new Teller());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the order '" + line + "' cannot be read", e);
        } catch (RuntimeException | LinkageError e) {
            say(parent, Protocol.Message.of(Failure.of(e)));
        }
    }

    private StudyPlan.Trial trial(Protocol.Order order) {
        Path file = order.folder().resolve("config.yaml");
        ExperimentConfig config = loader.loadExperiment(file, List.of());
        String id = EffectiveConfig.id(config);
        if (!id.equals(order.id())) {
            throw new DataException(file + " was changed since it was written: it describes trial " + id + ", not "
                    + order.id() + ". Start the study again from its YAML file.");
        }
        return new StudyPlan.Trial(id, config, List.of());
    }

    private static void say(OutputStream parent, Protocol.Message message) {
        try {
            // In one piece: what a native library prints at the same time stands before or after it.
            parent.write(message.toText().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            Runtime.getRuntime().halt(0); // nobody listens any more
        }
    }

    /** Passes on how a task goes. */
    private final class Teller implements TrialExecutor.Listener {
        @Override
        public void onStart(TrialTask task) {
            // Whoever gave the order knows.
        }

        @Override
        public void onEpoch(TrialTask task, TrainingListener.Epoch epoch) {
            say(parent, Protocol.Message.of(epoch));
        }

        @Override
        public void onEnd(TrialTask task) {
            say(parent, Protocol.Message.of(Protocol.Kind.END));
        }

        @Override
        public void onFailure(TrialTask task, Failure failure) {
            say(parent, Protocol.Message.of(failure));
        }
    }
}
