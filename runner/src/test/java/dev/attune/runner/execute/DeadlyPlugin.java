package dev.attune.runner.execute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A plugin whose loss brings its process to an end; on the class path of workers alone. */
public final class DeadlyPlugin implements AttunePlugin {
    /** Called by the service loader. */
    public DeadlyPlugin() {}

    /**
     * Makes a folder that puts the plugin on the class path.
     *
     * @param folder where
     */
    public static Path service(Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(AttunePlugin.class.getName()), DeadlyPlugin.class.getName() + "\n");
        return folder;
    }

    @Override
    public String id() {
        return "deadly";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<LossFactory<?>> losses() {
        return List.of(new Loss());
    }

    /** What the loss does in a certain step. */
    public enum How {
        /** Nothing. */
        LIVE,
        /** Kills the process, as somebody or the system might. */
        KILL,
        /** Ends the process with exit code 42. */
        EXIT,
        /** Fills the Java heap. */
        HEAP,
        /** Throws. */
        THROW,
        /** Prints into the midst of what the process tells its parent. */
        PRINT
    }

    /**
     * Options of the loss.
     *
     * @param how what it does
     * @param step in which call
     * @param once a file that is made when it does it; it does nothing if the file is there
     */
    public record Options(
            @Doc("What it does.") @DefaultValue("live") How how,

            @Doc("In which call.") @DefaultValue("1") int step,

            @Doc("Makes this file, and does nothing if it is there.")
            Optional<Path> once) {}

    private static final class Loss implements LossFactory<Options> {
        @Override
        public String name() {
            return "deadly";
        }

        @Override
        public String summary() {
            return "Mean squared error that ends its process.";
        }

        @Override
        public Class<Options> configType() {
            return Options.class;
        }

        @Override
        public SequenceLoss create(Options config) {
            return new SequenceLoss() {
                private int calls;

                @Override
                public NDArray evaluate(NDArray predictions, NDArray labels, NDArray mask) {
                    calls++;
                    if (calls == config.step() && isTime(config)) {
                        act(config.how());
                    }
                    NDArray error = predictions.sub(labels).mul(mask.toType(DataType.FLOAT32, false));
                    return error.mul(error).mean();
                }
            };
        }

        private static boolean isTime(Options config) {
            try {
                if (config.once().isPresent()) {
                    if (Files.exists(config.once().get())) {
                        return false;
                    }
                    Files.createFile(config.once().get());
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void act(How how) {
            switch (how) {
                case LIVE -> {}
                case KILL -> kill();
                case EXIT -> {
                    print("goodbye, standard output\n");
                    Runtime.getRuntime().halt(42);
                }
                case HEAP -> fill();
                case THROW -> throw new IllegalStateException("the loss does not like it here");
                case PRINT -> print("no line break after this");
            }
        }

        private static void kill() {
            try {
                String self = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder("kill", "-9", self).start();
                Thread.sleep(60_000);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("cannot kill this process", e);
            }
        }

        /** Arrays that hold one another cannot be collected. */
        private static void fill() {
            Object[] last = new Object[1];
            while (true) {
                Object[] next = new Object[1 << 20];
                next[0] = last;
                last = next;
            }
        }

        /** As native code would. */
        private static void print(String text) {
            try {
                new FileOutputStream(FileDescriptor.out).write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
