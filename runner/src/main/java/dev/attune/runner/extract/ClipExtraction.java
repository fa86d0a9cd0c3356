package dev.attune.runner.extract;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.media.Media;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Transcript;
import dev.attune.runner.config.ExtractionConfig;
import dev.attune.runner.config.LabelsConfig;
import dev.attune.runner.config.ModalityConfig;
import dev.attune.runner.plugin.PluginFaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** Makes what is missing of one clip. */
final class ClipExtraction {
    static final String LABELS = "labels";

    private static final String TIME = "time";
    /** How often somebody is told how far the work is. */
    private static final int FRAMES_PER_STEP = 50;

    private final ExtractionConfig config;
    private final Media media;
    private final Keys keys;
    private final EncoderSet encoders;

    ClipExtraction(ExtractionConfig config, Media media, Keys keys, EncoderSet encoders) {
        this.config = config;
        this.media = media;
        this.keys = keys;
        this.encoders = encoders;
    }

    /** Tells that a modality could not be made. */
    static final class PartFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String part;

        PartFailedException(String part, RuntimeException cause) {
            super(cause.getMessage(), cause);
            this.part = part;
        }

        String part() {
            return part;
        }
    }

    /**
     * Makes what is missing, and puts it into the store as a whole.
     *
     * @param clip the recording
     * @param folder of the clip in the store
     * @param progress is told which share of the work is done
     * @return what became of each part
     * @throws PartFailedException if one could not be made; then the folder is as it was
     */
    List<ClipOutcome.Part> run(ClipFile clip, ClipFolder folder, DoubleConsumer progress) throws PartFailedException {
        ClipRecord before = folder.record();
        Map<String, String> wanted = keys(clip);
        Set<String> missing = new LinkedHashSet<>();
        wanted.forEach((part, key) -> {
            ClipRecord.Part made = before.parts().get(part);
            if (made == null || !made.key().equals(key) || !folder.has(part)) {
                missing.add(part);
            }
        });
        Map<String, ClipRecord.Part> parts = new LinkedHashMap<>(before.parts());
        parts.keySet().removeAll(missing);
        boolean tooMuch = !wanted.containsKey(LABELS) && parts.remove(LABELS) != null;
        if (!missing.isEmpty() || tooMuch) {
            folder.begin(parts.keySet());
            try {
                make(clip, folder.draft(), missing, parts, wanted, progress);
                new ClipRecord(parts).write(folder.draft(), clip);
                folder.finish();
            } finally {
                folder.abandon();
            }
        }
        List<ClipOutcome.Part> outcome = new ArrayList<>();
        wanted.keySet().forEach(part -> {
            ClipRecord.Part made = parts.get(part);
            if (made != null) {
                outcome.add(ClipOutcome.Part.of(part, made, !missing.contains(part)));
            }
        });
        return outcome;
    }

    private Map<String, String> keys(ClipFile clip) throws PartFailedException {
        try {
            return keys.of(clip, encoders);
        } catch (DataException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw failedTranscriber(config.modalities().keySet(), e);
        }
    }

    /**
     * Makes some parts; adds what was made of them.
     *
     * <p>What is cheap comes first: a table of labels with a mistake should not be found after an hour of encoding.
     */
    private void make(
            ClipFile clip,
            Path draft,
            Set<String> missing,
            Map<String, ClipRecord.Part> parts,
            Map<String, String> keys,
            DoubleConsumer progress)
            throws PartFailedException {
        Opened opened = open(clip, draft);
        Work work = new Work(opened, parts, keys);
        if (missing.contains(LABELS)) {
            work.add(LABELS, 0, findings -> labels(opened, findings));
        }
        Set<String> names = new LinkedHashSet<>(missing);
        names.remove(LABELS);
        List<String> said = new ArrayList<>();
        long start = System.nanoTime();
        Transcript transcript = transcript(opened, names, said);
        double[] listening = {(System.nanoTime() - start) / 1e9};
        List<String> ofFile = new ArrayList<>(opened.recording.findings());
        int done = 0;
        for (String name : names) {
            double before = done++;
            DoubleConsumer share = own -> progress.accept((before + own) / names.size());
            boolean listens = encoders.attendsToWords(name);
            work.add(name, listens ? listening[0] : 0, findings -> {
                findings.addAll(ofFile);
                ofFile.clear(); // what is wrong with the file is said once
                if (listens) {
                    listening[0] = 0; // is counted once
                    findings.addAll(said);
                }
                return modality(name, opened, new EncoderInput(opened.recording, transcript), findings, share);
            });
        }
    }

    /**
     * A recording at work.
     *
     * @param clip its file
     * @param recording what is in it
     * @param clock the frames
     * @param draft takes what is made
     */
    private record Opened(ClipFile clip, Recording recording, Timeline clock, Path draft) {}

    /** Makes a part, and returns how many of its frames are valid. */
    private interface Maker {
        int make(List<String> findings) throws PartFailedException;
    }

    /**
     * Records what is made.
     *
     * @param opened the recording
     * @param parts takes what was made
     * @param keys of what it is made
     */
    private record Work(Opened opened, Map<String, ClipRecord.Part> parts, Map<String, String> keys) {
        void add(String part, double before, Maker maker) throws PartFailedException {
            List<String> findings = new ArrayList<>();
            long start = System.nanoTime();
            int valid = maker.make(findings);
            double seconds = before + (System.nanoTime() - start) / 1e9;
            String key = keys.getOrDefault(part, "");
            parts.put(part, new ClipRecord.Part(key, opened.clock.length(), valid, seconds, findings));
        }
    }

    private Opened open(ClipFile clip, Path draft) throws PartFailedException {
        try {
            Recording recording = media.open(clip.file());
            Timeline own = recording.timeline();
            Timeline clock = config.clock()
                    .rate()
                    .map(rate -> Timeline.regular(own.seconds(0), own.end(), rate))
                    .orElse(own);
            try (NpyStream times = NpyStream.ofDoubles(draft.resolve(TIME + FrameFiles.ARRAY), clock.length())) {
                for (int frame = 0; frame < clock.length(); frame++) {
                    times.row(clock.seconds(frame));
                }
            }
            return new Opened(clip, recording, clock, draft);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            throw new PartFailedException("", explained(config.media().name(), e));
        }
    }

    /** Finds out what is said if a modality that is made attends to it. */
    private Transcript transcript(Opened opened, Set<String> names, List<String> findings) throws PartFailedException {
        if (names.stream().noneMatch(encoders::attendsToWords)) {
            return Transcript.EMPTY;
        }
        try {
            Optional<Transcript> said = encoders.transcribe(opened.recording, findings::add);
            if (said.isEmpty()) {
                findings.add("no transcript was found");
            } else if (said.get().words().isEmpty()) {
                findings.add("the transcript has no words");
            }
            return said.orElse(Transcript.EMPTY);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            throw failedTranscriber(names, e);
        }
    }

    /** A transcript that cannot be read is a matter of the modality that wants it. */
    private PartFailedException failedTranscriber(Set<String> names, Throwable e) {
        encoders.renewTranscriber();
        String what = config.transcript()
                .map(chosen -> "transcriber " + chosen.name())
                .orElse("transcriber");
        String part =
                names.stream().filter(encoders::attendsToWords).findFirst().orElse("");
        return new PartFailedException(part, explained(what, e));
    }

    private int modality(String name, Opened opened, EncoderInput input, List<String> findings, DoubleConsumer progress)
            throws PartFailedException {
        ModalityConfig modality = requireNonNull(config.modalities().get(name), "there is no such modality");
        try {
            return encode(name, modality, opened, input, findings, progress);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            encoders.renew(name);
            throw new PartFailedException(
                    name, explained("encoder " + modality.encoder().name(), e));
        }
    }

    private int encode(
            String name,
            ModalityConfig modality,
            Opened opened,
            EncoderInput input,
            List<String> findings,
            DoubleConsumer progress) {
        Encoder encoder = encoders.encoder(name);
        int width = encoder.outputs();
        Timeline clock = opened.clock;
        Path regions = opened.draft.resolve(name + FrameFiles.REGION);
        try (FrameFiles files = new FrameFiles(opened.draft, name, clock.length(), width)) {
            Alignment alignment =
                    new Alignment(clock, width, Alignment.placement(modality), counting(files, clock, progress));
            try (CheckedRows rows =
                    new CheckedRows(modality.encoder().name(), opened.clip.name(), clock, width, alignment, regions)) {
                encoder.encode(input, rows);
                rows.end();
                findings.addAll(rows.findings());
            }
            return alignment.validFrames();
        }
    }

    private static FrameSink counting(FrameSink sink, Timeline clock, DoubleConsumer progress) {
        int[] frames = {0};
        return (features, valid) -> {
            sink.frame(features, valid);
            if (++frames[0] % FRAMES_PER_STEP == 0) {
                progress.accept((double) frames[0] / clock.length());
            }
        };
    }

    /** An exception that its author did not mean for a user is given a sentence that says whose fault it is. */
    private static DataException explained(String what, Throwable e) {
        if (e instanceof DataException expected) {
            return expected;
        }
        if (e instanceof OutOfMemoryError) {
            long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
            return new DataException(
                    "The " + what + " needs more memory than there is: of the " + mebibytes
                            + " MiB that Java may use, too little was free. Work on fewer recordings at once with"
                            + " --jobs, or allow more, such as ATTUNE_OPTS=-Xmx8g.",
                    e);
        }
        return new DataException(
                PluginFaults.explain(e)
                        .map(fault -> String.valueOf(fault.getMessage()))
                        .orElseGet(() -> "The " + what + " failed: " + e + ". Report this to its author."),
                e);
    }

    private int labels(Opened opened, List<String> findings) throws PartFailedException {
        LabelsConfig labels = config.labels().orElseThrow();
        float[] values = new float[labels.targets().size()];
        Path file = opened.draft.resolve(LABELS + FrameFiles.ARRAY);
        int valid = 0;
        try (NpyStream array = NpyStream.ofFloats(file, opened.clock.length(), values.length)) {
            LabelTrack track = LabelTrack.read(keys.labelTable(opened.clip).orElseThrow(), labels);
            for (int frame = 0; frame < opened.clock.length(); frame++) {
                track.at(opened.clock.seconds(frame), values);
                array.row(values);
                valid += LabelTrack.isAny(values) ? 1 : 0;
            }
        } catch (DataException e) {
            throw new PartFailedException(LABELS, e);
        }
        if (valid == 0) {
            findings.add("no frame has a label");
        }
        return valid;
    }

    /** Returns whether a file of a clip's folder belongs to one of some parts. */
    static boolean belongs(String file, Set<String> parts) {
        return parts.stream()
                .anyMatch(part -> file.equals(part + FrameFiles.ARRAY)
                        || file.equals(part + FrameFiles.MASK)
                        || file.equals(part + FrameFiles.REGION));
    }

    static boolean isComplete(Path folder, String part) {
        return Files.isRegularFile(folder.resolve(part + FrameFiles.ARRAY))
                && Files.isRegularFile(folder.resolve(TIME + FrameFiles.ARRAY))
                && (part.equals(LABELS) || Files.isRegularFile(folder.resolve(part + FrameFiles.MASK)));
    }
}
