package dev.attune.runner.extract;

import dev.attune.api.PluginException;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderContext;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.encoder.Models;
import dev.attune.api.encoder.Sense;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Transcriber;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.api.media.Transcript;
import dev.attune.runner.config.ExtractionConfig;
import dev.attune.runner.config.ModalityConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.plugin.PluginCalls;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The encoders of one job, made when they are first needed; used by one thread. */
final class EncoderSet implements AutoCloseable {
    private final ExtractionConfig config;
    private final ModelCache models;
    private final int threads;
    private final Consumer<String> notices;
    private final Map<String, Encoder> encoders = new HashMap<>();
    private final Map<String, SortedMap<String, String>> used = new HashMap<>();
    private @Nullable Transcriber transcriber;

    /**
     * Makes none yet.
     *
     * @param config every setting
     * @param models gives encoders their files
     * @param threads how many each of them may keep busy
     * @param notices takes what the user should know, one sentence each
     */
    EncoderSet(ExtractionConfig config, ModelCache models, int threads, Consumer<String> notices) {
        this.config = config;
        this.models = models;
        this.threads = threads;
        this.notices = notices;
    }

    /** Returns the encoder of a modality. */
    Encoder encoder(String modality) {
        Encoder known = encoders.get(modality);
        if (known != null) {
            return known;
        }
        ModalityConfig chosen = config.modalities().get(modality);
        if (chosen == null) {
            throw new IllegalArgumentException("there is no modality " + modality);
        }
        SortedMap<String, String> hashes = new TreeMap<>();
        Models given = models.of(chosen.encoder().factory().getClass().getClassLoader(), hashes);
        Encoder encoder = create(chosen.encoder(), new EncoderContext(given, threads));
        encoders.put(modality, encoder);
        used.put(modality, hashes);
        if (encoder.outputs() < 1) {
            throw new PluginException("The encoder " + chosen.encoder().name() + " gives " + encoder.outputs()
                    + " features, wanted at least 1; report this to its author.");
        }
        return encoder;
    }

    /** Returns the models that the encoder of a modality asked for, source to hash. */
    SortedMap<String, String> modelsOf(String modality) {
        encoder(modality);
        return used.getOrDefault(modality, new TreeMap<>());
    }

    @SuppressWarnings("unchecked") // Selection has checked that the options are the factory's
    private static <C extends Record> Encoder create(Selection<EncoderFactory<?>> selection, EncoderContext context) {
        return PluginCalls.within(
                selection.factory(),
                () -> ((EncoderFactory<C>) selection.factory()).create((C) selection.options(), context));
    }

    /**
     * Finds out what is said.
     *
     * @param recording the recording
     * @param findings takes what the user should know of it
     * @return empty if nobody asks or nothing is known
     */
    Optional<Transcript> transcribe(Recording recording, Consumer<String> findings) {
        return transcriber().flatMap(one -> one.transcribe(recording, findings));
    }

    /** Returns the files that are read to find out what is said in a recording, those of models included. */
    List<Path> transcriptFiles(Path recording) {
        return transcriber().map(one -> one.files(recording)).orElse(List.of());
    }

    private Optional<Transcriber> transcriber() {
        if (transcriber == null && config.transcript().isPresent()) {
            transcriber = create(config.transcript().get());
        }
        return Optional.ofNullable(transcriber);
    }

    @SuppressWarnings("unchecked") // Selection has checked that the options are the factory's
    private static <C extends Record> Transcriber create(Selection<TranscriberFactory<?>> selection) {
        return PluginCalls.within(
                selection.factory(),
                () -> ((TranscriberFactory<C>) selection.factory()).create((C) selection.options()));
    }

    boolean attendsToWords(String modality) {
        ModalityConfig chosen = config.modalities().get(modality);
        return chosen != null && chosen.encoder().factory().sense() == Sense.WORDS;
    }

    /** Forgets an encoder that failed: who knows what state it is in. The next clip gets a new one. */
    void renew(String modality) {
        Encoder failed = encoders.remove(modality);
        if (failed != null) {
            close("encoder of " + modality, failed::close);
        }
    }

    /** Forgets the transcriber, which failed. */
    void renewTranscriber() {
        Transcriber failed = transcriber;
        transcriber = null;
        if (failed != null) {
            close("transcriber", failed::close);
        }
    }

    /** What is done is done: that something cannot be closed is no reason to lose it, or to leave others open. */
    private void close(String what, Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException | LinkageError e) {
            notices.accept("The " + what + " failed when it was closed: " + e + ". Report this to its author.");
        }
    }

    @Override
    public void close() {
        List.copyOf(encoders.keySet()).forEach(this::renew);
        renewTranscriber();
    }
}
