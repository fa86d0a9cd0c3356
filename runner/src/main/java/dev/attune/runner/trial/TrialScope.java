package dev.attune.runner.trial;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import dev.attune.runner.config.ExperimentConfig;

/** The parts of one trial, wired, which are closed together. */
final class TrialScope implements AutoCloseable {
    private final TrialResources resources;
    private final Injector injector;

    private TrialScope(TrialResources resources, Injector injector) {
        this.resources = resources;
        this.injector = injector;
    }

    /**
     * Opens the corpus and builds the model.
     *
     * @throws RuntimeException what a part threw, without the account of where it was wired
     */
    static TrialScope open(ExperimentConfig config, SummaryCache summaries) {
        TrialResources resources = new TrialResources();
        boolean opened = false;
        try {
            Injector injector = Guice.createInjector(Stage.PRODUCTION, new TrialModule(config, resources, summaries));
            opened = true;
            return new TrialScope(resources, injector);
        } catch (CreationException e) {
            throw unwrap(e.getErrorMessages(), e);
        } catch (ProvisionException e) {
            throw unwrap(e.getErrorMessages(), e);
        } finally {
            if (!opened) {
                resources.close();
            }
        }
    }

    /** Returns a part. */
    <T> T get(Class<T> type) {
        return injector.getInstance(type);
    }

    /** A provider's own exception is meant for the user; Guice's account of where it was thrown is not. */
    private static RuntimeException unwrap(Iterable<Message> messages, RuntimeException wrapper) {
        for (Message message : messages) {
            if (message.getCause() instanceof RuntimeException cause) {
                return cause;
            }
            if (message.getCause() instanceof Error error) {
                throw error;
            }
        }
        return wrapper;
    }

    @Override
    public void close() {
        resources.close();
    }
}
