package dev.attune.runner.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.attune.api.ConfigException;
import dev.attune.runner.config.TrainingConfig;

/**
 * The PyTorch engine of this JVM.
 *
 * <p>Threads, the random seed and gradient collection belong to the process: one training runs at a time in one JVM.
 */
public final class ComputeEngine {
    private static final String NAME = "PyTorch";
    /** Where DJL looks for a libtorch of the user's own. */
    private static final String OWN_LIBRARY = "PYTORCH_LIBRARY_PATH";

    private ComputeEngine() {}

    /**
     * Starts the engine, from the libraries on the class path alone: it neither downloads nor reports anything.
     *
     * @return the engine; the same each time
     */
    public static Engine start() {
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        // Traced graphs are not profiled and re-optimised while they run: results must not depend on how often they
        // ran.
        setDefault("ai.djl.pytorch.graph_optimizer", "false");
        return Engine.getEngine(NAME);
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Makes a manager that owns native memory until it is closed.
     *
     * @param device where
     */
    public static NDManager newManager(Device device) {
        return start().newBaseManager(device);
    }

    /**
     * Finds the device that a configuration asks for.
     *
     * @param choice what it asks for
     * @throws ConfigException if there is no GPU and one was asked for
     */
    public static Device device(TrainingConfig.Device choice) {
        boolean present = choice != TrainingConfig.Device.CPU && start().getGpuCount() > 0;
        if (choice == TrainingConfig.Device.GPU && !present) {
            throw new ConfigException("training.device is gpu, but the engine finds no GPU on this machine; "
                    + "use cpu or auto, or see docs/installation.md for a libtorch with CUDA.");
        }
        return present ? Device.gpu() : Device.cpu();
    }

    /**
     * Returns whether the engine finds a GPU.
     *
     * <p>Starts the engine only where there may be one: the libtorch that Maven brings by default knows none.
     */
    public static boolean hasGpu() {
        boolean possible = System.getenv(OWN_LIBRARY) != null
                || System.getProperty(OWN_LIBRARY) != null
                || System.getProperty("java.class.path").contains("pytorch-native-cu1");
        return possible && start().getGpuCount() > 0;
    }

    /**
     * Sets the number of threads that one operation may use, for the whole process.
     *
     * @param threads at least 1
     */
    public static void useThreads(int threads) {
        start();
        JniUtils.setNumThreads(threads);
    }

    /** Returns the number of threads that one operation may use. */
    public static int threads() {
        start();
        return JniUtils.getNumThreads();
    }
}
