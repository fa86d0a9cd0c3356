package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.npy.NpyArray;
import dev.attune.datasets.npy.NpyInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Opens a feature store: reads the manifest and the header of every array, and leaves their values where they are. */
final class FeatureStore {
    private static final String SUFFIX = ".npy";
    private static final String MASK = ".mask";
    private static final String TIME = "time";
    private static final String LABELS = "labels";

    private final FeaturesConfig config;
    private final StoreManifest manifest;
    private final StoreGroups groups;
    private final DatasetInfo info;
    private final List<Integer> labelColumns;
    private final StoreArrays arrays = new StoreArrays();

    FeatureStore(FeaturesConfig config, DatasetContext context) {
        this.config = config;
        this.manifest = StoreManifest.read(config.root());
        this.groups = StoreGroups.read(config.root());
        Map<String, Integer> modalities = new LinkedHashMap<>();
        Names.select(
                        StoreManifest.FILE,
                        "modality",
                        context.modalities(),
                        manifest.modalities().keySet())
                .forEach(name -> modalities.put(name, manifest.modalities().getOrDefault(name, 0)));
        List<String> all = manifest.targets().stream().map(TargetInfo::name).toList();
        List<String> targets = Names.select(StoreManifest.FILE, "target", context.targets(), all);
        this.labelColumns = targets.stream().map(all::indexOf).toList();
        this.info = new DatasetInfo(
                modalities, labelColumns.stream().map(manifest.targets()::get).toList());
    }

    Dataset open() {
        Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);
        List<DataException> faults = new ArrayList<>();
        splits().forEach((split, ids) -> clips.put(
                split, ids.stream().flatMap(id -> clip(id, faults).stream()).toList()));
        refuse(faults);
        return new OpenedDataset(
                        StoreManifest.FILE,
                        info,
                        clips,
                        manifest.encoders(),
                        () -> Fingerprints.ofFiles(files(clips)),
                        arrays::clear)
                .noting(groups.notes(manifest.splits().values().stream()
                        .flatMap(List::stream)
                        .collect(Collectors.toSet())));
    }

    private Optional<Clip> clip(String id, List<DataException> faults) {
        try {
            return Optional.of(clip(id));
        } catch (DataException e) {
            faults.add(e);
            return Optional.empty();
        }
    }

    /** Tells what is wrong with all clips at once; headers are cheap, and a second look at a corpus is not. */
    private static void refuse(List<DataException> faults) {
        if (faults.size() == 1) {
            throw faults.get(0);
        }
        if (!faults.isEmpty()) {
            throw new DataException(
                    StoreManifest.FILE + " names " + faults.size() + " clips whose files are not as they should be:",
                    faults.stream().flatMap(fault -> fault.findings().stream()).toList());
        }
    }

    private Map<Split, List<String>> splits() {
        Map<Split, List<String>> splits = new EnumMap<>(manifest.splits());
        Map<String, Split> taken = new LinkedHashMap<>();
        config.rules().forEach((split, rule) -> {
            List<String> giver = manifest.splits().getOrDefault(rule.from(), List.of());
            List<String> groupOfEach = giver.stream().map(groups::of).toList();
            Folds.tooFew(groupOfEach, rule.folds()).ifPresent(found -> {
                throw new DataException(StoreManifest.FILE + ": found " + found + " in "
                        + rule.from().label() + ", wanted at least " + rule.folds() + " to deal out into the folds of "
                        + split.label());
            });
            BitSet chosen = Folds.choose(groupOfEach, rule.folds(), rule.fold(), rule.seed());
            List<String> own = chosen.stream().mapToObj(giver::get).toList();
            own.forEach(clip -> take(clip, split, taken));
            splits.put(split, own);
        });
        config.rules()
                .values()
                .forEach(rule -> splits.computeIfPresent(
                        rule.from(),
                        (split, ids) -> ids.stream()
                                .filter(id -> !taken.containsKey(id))
                                .toList()));
        return splits;
    }

    private static void take(String clip, Split split, Map<String, Split> taken) {
        Split first = taken.putIfAbsent(clip, split);
        if (first != null) {
            throw new DataException(StoreManifest.FILE + ": " + first.label() + " and " + split.label()
                    + " both take the clip " + clip
                    + ", wanted disjoint parts; give both the same folds and seed, and each its own fold");
        }
    }

    private Clip clip(String id) {
        int frames = inspect(id, TIME).requireFloats(1).rows();
        String like = id + "/" + TIME + SUFFIX;
        info.modalities().forEach((modality, dimension) -> {
            NpyInfo features = inspect(id, modality).requireFloats(2).requireRows(frames, like);
            if (features.columns() != dimension) {
                throw new DataException(name(id, modality) + ": found " + features.columns() + " columns, wanted "
                        + dimension + " as " + StoreManifest.FILE + " says");
            }
            if (exists(id, modality + MASK)) {
                inspect(id, modality + MASK).requireMask(1).requireRows(frames, like);
            }
        });
        if (exists(id, LABELS)) {
            NpyInfo labels = inspect(id, LABELS).requireFloats(2).requireRows(frames, like);
            int targets = manifest.targets().size();
            if (labels.columns() != targets) {
                throw new DataException(name(id, LABELS) + ": found " + labels.columns() + " columns, wanted " + targets
                        + " as " + StoreManifest.FILE + " says");
            }
        }
        return new FeatureClip(this, id, groups.of(id), frames);
    }

    private SortedMap<String, Path> files(Map<Split, List<Clip>> clips) {
        SortedMap<String, Path> files = new TreeMap<>();
        files.put(StoreManifest.FILE, config.root().resolve(StoreManifest.FILE));
        Path ofGroups = StoreGroups.file(config.root());
        if (Files.exists(ofGroups)) {
            files.put(StoreGroups.FILE, ofGroups);
        }
        List<String> names = new ArrayList<>(List.of(TIME, LABELS));
        info.modalities().keySet().forEach(modality -> names.addAll(List.of(modality, modality + MASK)));
        clips.values()
                .forEach(list -> list.forEach(clip -> names.stream()
                        .filter(array -> exists(clip.id(), array))
                        .forEach(array -> files.put(name(clip.id(), array), file(clip.id(), array)))));
        return files;
    }

    private NpyInfo inspect(String clip, String array) {
        return NpyArray.inspect(file(clip, array), name(clip, array));
    }

    private boolean exists(String clip, String array) {
        return Files.exists(file(clip, array));
    }

    private Path file(String clip, String array) {
        return config.root().resolve(clip).resolve(array + SUFFIX);
    }

    // ---- for clips

    /** Returns how messages name an array. */
    String name(String clip, String array) {
        return clip + "/" + array + SUFFIX;
    }

    DatasetInfo info() {
        return info;
    }

    /** Returns the column of the labels that holds a target. */
    int labelColumn(int target) {
        return labelColumns.get(target);
    }

    /** Returns the features of a clip, (frames, D). */
    NpyArray features(String clip, String modality) {
        if (!info.modalities().containsKey(modality)) {
            throw new IllegalArgumentException(
                    "the dataset was opened with " + info.modalities().keySet() + ", not with " + modality);
        }
        return arrays.get(file(clip, modality), name(clip, modality));
    }

    boolean hasMask(String clip, String modality) {
        return exists(clip, modality + MASK);
    }

    /** Returns which frames of a clip are valid, (frames). */
    NpyArray mask(String clip, String modality) {
        return arrays.get(file(clip, modality + MASK), name(clip, modality + MASK));
    }

    /** Returns when the frames of a clip begin, in seconds, (frames). */
    NpyArray times(String clip) {
        return arrays.get(file(clip, TIME), name(clip, TIME));
    }

    boolean hasLabels(String clip) {
        return exists(clip, LABELS);
    }

    /** Returns the labels of a clip, (frames, targets of the store). */
    NpyArray labels(String clip) {
        return arrays.get(file(clip, LABELS), name(clip, LABELS));
    }
}
