package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Opens computational sequences: every labelled segment becomes a clip whose frames are the words that lie in it, with the label of the
 * segment at every frame.
 *
 * <p>Features are aligned for a recording as a whole, of which clips are parts, since reading a recording anew for each of its segments
 * would inflate it again each time.
 */
final class CsdCorpus {
    /** Shorter words and overlaps do not count, as in the CMU-MultimodalSDK. */
    private static final double EPSILON = 1e-5;

    private final CsdConfig config;
    private final List<TargetInfo> targets;
    private final List<String> modalities;
    private final SpillFile spill = new SpillFile("corpus of computational sequences");
    private final Map<String, CsdSequence> sequences = new LinkedHashMap<>();
    private final SortedMap<String, Path> used = new TreeMap<>();

    CsdCorpus(CsdConfig config, DatasetContext context) {
        this.config = config;
        this.modalities = Names.select(
                "features", "modality", context.modalities(), config.features().keySet());
        this.targets = Ranges.selected("label-names", config.labelNames(), config.range(), context);
    }

    /** Opens the corpus; if that fails, nothing stays open. */
    Dataset open() {
        try {
            return openAll();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void close() {
        sequences.values().forEach(CsdSequence::close);
        spill.close();
    }

    private Dataset openAll() {
        Map<String, Split> partition = Partition.read(config.root().resolve(config.partition()), config.partition());
        used.put(config.partition(), config.root().resolve(config.partition()));
        CsdSequence labels = sequence(config.labels());
        if (labels.columns() != config.labelNames().size()) {
            throw new DataException(labels.source() + ": found " + labels.columns() + " columns of labels and "
                    + config.labelNames().size() + " names, wanted a name for each; set label-names");
        }
        CsdSequence pivot = features(config.pivot());
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        modalities.forEach(
                modality -> dimensions.put(modality, features(modality).columns()));
        List<String> omitted = requireEnough(partition, labels, pivot);
        Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);
        Findings findings = new Findings("corpus of computational sequences");
        partition.forEach((recording, split) -> findings.collect(
                () -> clips.computeIfAbsent(split, key -> new ArrayList<>()).addAll(clips(recording, labels, pivot))));
        findings.refuse();
        return new OpenedDataset(
                        "corpus of computational sequences",
                        new DatasetInfo(dimensions, targets),
                        clips,
                        Optional.empty(),
                        () -> Fingerprints.ofFiles(used),
                        this::close)
                .omitting(omitted);
    }

    private CsdSequence features(String modality) {
        String file = config.features().get(modality);
        if (file == null) {
            throw new IllegalStateException(modality + " was checked to be a modality");
        }
        return sequence(file);
    }

    private CsdSequence sequence(String file) {
        return sequences.computeIfAbsent(file, name -> {
            used.put(name, config.root().resolve(name));
            return CsdSequence.open(config.root().resolve(name), name);
        });
    }

    /** Returns what the files lack of the recordings that the table of splits names. */
    private List<String> requireEnough(Map<String, Split> partition, CsdSequence labels, CsdSequence pivot) {
        Omissions missing = new Omissions("recordings", config.allowMissing());
        for (String recording : partition.keySet()) {
            for (CsdSequence sequence : List.of(labels, pivot)) {
                if (!sequence.recordings().contains(recording)) {
                    missing.add(config.partition() + ": found the recording " + recording + ", which "
                            + sequence.source() + " does not have");
                    break;
                }
            }
        }
        Findings findings = new Findings(config.partition());
        List<String> omitted = missing.settle(partition.size(), findings);
        findings.refuse();
        return omitted;
    }

    /** Returns the clips of a recording: none where it has no labels, and none for a segment without a word. */
    private List<Clip> clips(String recording, CsdSequence labels, CsdSequence pivot) {
        TimedRows words = pivot.read(recording);
        int[] kept = IntStream.range(0, words.rows())
                .filter(row -> words.end(row) - words.begin(row) > EPSILON)
                .toArray();
        Clock clock = new Clock(
                Arrays.stream(kept).mapToDouble(words::begin).toArray(),
                Arrays.stream(kept).mapToDouble(words::end).toArray());
        Map<String, AlignedStream> streams = new LinkedHashMap<>();
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("labels", labels.source(recording));
        for (String modality : modalities) {
            CsdSequence features = features(modality);
            sources.put(modality, features.source(recording));
            streams.put(
                    modality,
                    new AlignedStream(() -> align(features, recording, pivot, kept, clock), features.columns(), spill));
        }
        TimedRows segments = labels.read(recording);
        List<Clip> clips = new ArrayList<>();
        for (int segment = 0; segment < segments.rows(); segment++) {
            int first = first(clock, segments.begin(segment));
            int end = end(clock, segments.end(segment));
            if (first < end) {
                clips.add(new AlignedClip(
                        Names.ofFile(recording) + "-" + segment,
                        recording,
                        clock.part(first, end),
                        labels(recording, labels, segments, segment, end - first),
                        first,
                        streams,
                        sources));
            }
        }
        return clips;
    }

    private static AlignedRows align(
            CsdSequence features, String recording, CsdSequence pivot, int[] kept, Clock clock) {
        TimedRows rows = features.read(recording);
        if (features == pivot) {
            // A word's own features, not the mean with words that it overlaps.
            return AlignedRows.chosen(rows, kept);
        }
        return AlignedRows.of(rows, clock, new AlignConfig(AlignConfig.Policy.MEAN, 0));
    }

    /** Returns the first word that ends after a segment begins. */
    private static int first(Clock clock, double begin) {
        int first = 0;
        while (first < clock.frames() && clock.end(first) - begin <= EPSILON) {
            first++;
        }
        return first;
    }

    /** Returns the word after the last that begins before a segment ends. */
    private static int end(Clock clock, double end) {
        int last = clock.frames();
        while (last > 0 && end - clock.begin(last - 1) <= EPSILON) {
            last--;
        }
        return last;
    }

    private float[] labels(String recording, CsdSequence source, TimedRows segments, int segment, int frames) {
        float[] labels = new float[frames * targets.size()];
        for (int target = 0; target < targets.size(); target++) {
            int column = config.labelNames().indexOf(targets.get(target).name());
            float label = segments.at(segment, column);
            if (!Float.isNaN(label) && !targets.get(target).accepts(label)) {
                throw new DataException(source.source(recording) + "/features, row " + segment + ", column " + column
                        + ": found " + label + " for " + targets.get(target).name() + ", wanted a value in ["
                        + targets.get(target).min() + ", " + targets.get(target).max()
                        + "]; if the labels have another range, set range");
            }
            for (int frame = 0; frame < frames; frame++) {
                labels[frame * targets.size() + target] = label;
            }
        }
        return labels;
    }
}
