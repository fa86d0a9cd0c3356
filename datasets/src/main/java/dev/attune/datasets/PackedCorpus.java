package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.npy.NpyArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Opens the files of a packed corpus, holds them against each other, and deals their clips out to the splits. */
final class PackedCorpus {
    private static final String NAME = "packed corpus";

    private final PackedConfig config;
    private final DatasetContext context;
    private final Map<Split, SplitSource> sources;
    private final Map<Split, PackedFile> files = new EnumMap<>(Split.class);
    private final Findings findings = new Findings(NAME);

    PackedCorpus(PackedConfig config, DatasetContext context) {
        this.config = config;
        this.context = context;
        this.sources = config.sources();
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

    private Dataset openAll() {
        sources.forEach((split, source) -> source.file()
                .ifPresent(file -> findings.collect(() -> files.put(split, PackedFile.open(file, config)))));
        Split holder = reference();
        if (!files.containsKey(holder)) {
            findings.refuse(); // the others must resemble it
        }
        PackedFile reference = file(holder);
        Map<String, Integer> modalities = new LinkedHashMap<>();
        (context.modalities().isEmpty() ? reference.modalities() : context.modalities())
                .forEach(modality -> findings.collect(() -> modalities.put(
                        modality, reference.features(modality).info().columns())));
        List<TargetInfo> targets = new ArrayList<>();
        findings.collect(() -> targets.addAll(targets(reference)));
        Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);
        files.forEach((split, file) -> {
            PackedClip.Content content = content(file, modalities, targets, reference);
            findings.collect(() -> deal(split, content, clips));
        });
        findings.refuse();
        return new OpenedDataset(
                NAME,
                new DatasetInfo(modalities, targets),
                clips,
                Optional.empty(),
                () -> Fingerprints.ofFiles(usedFiles()),
                this::close);
    }

    private void close() {
        files.values().forEach(PackedFile::close);
    }

    /** Returns the files that were opened. */
    Collection<PackedFile> files() {
        return files.values();
    }

    /** Returns whose file has the training clips, which the others must resemble; where there is none, the first. */
    private Split reference() {
        SplitSource train = sources.get(Split.TRAIN);
        return train != null
                ? train.from().orElse(Split.TRAIN)
                : sources.entrySet().stream()
                        .filter(source -> source.getValue().file().isPresent())
                        .findFirst()
                        .orElseThrow()
                        .getKey();
    }

    private PackedFile file(Split holder) {
        PackedFile file = files.get(holder);
        if (file == null) {
            throw new IllegalStateException(holder.label() + " was checked to have a file");
        }
        return file;
    }

    private List<TargetInfo> targets(PackedFile reference) {
        PackedLabels labels = new PackedLabels(reference, config);
        List<String> all = labels.names(config.labelNames());
        String source = reference.source(reference.labelsName());
        List<TargetInfo> targets = new ArrayList<>();
        for (String name : Names.select(source, "target", context.targets(), all)) {
            boolean binary = switch (config.kind()) {
                case BINARY -> true;
                case CONTINUOUS -> false;
                case AUTO -> labels.isBinary(all.indexOf(name));
            };
            targets.add(
                    binary
                            ? TargetInfo.binary(name)
                            : new TargetInfo(
                                    name,
                                    TargetInfo.Kind.CONTINUOUS,
                                    config.range().get(0),
                                    config.range().get(1)));
        }
        return targets;
    }

    /** Returns the arrays of a file; what is wrong with them is found. */
    private PackedClip.Content content(
            PackedFile file, Map<String, Integer> modalities, List<TargetInfo> targets, PackedFile reference) {
        Map<String, NpyArray> features = new LinkedHashMap<>();
        Map<String, NpyArray> masks = new LinkedHashMap<>();
        modalities.forEach((modality, dimension) -> findings.collect(() -> {
            NpyArray array = file.features(modality);
            int found = array.info().columns();
            if (found != dimension) {
                throw new DataException(file.source(modality) + ": found " + found + " columns, wanted " + dimension
                        + " like " + reference.name());
            }
            features.put(modality, array);
            file.mask(modality).ifPresent(mask -> masks.put(modality, mask));
        }));
        PackedLabels labels = new PackedLabels(file, config);
        if (!targets.isEmpty()) { // else it was found already why there are none
            findings.collect(() -> choose(labels, file, targets));
        }
        return new PackedClip.Content(file, features, masks, labels);
    }

    private void choose(PackedLabels labels, PackedFile file, List<TargetInfo> targets) {
        List<String> all = labels.names(config.labelNames());
        List<String> names = targets.stream().map(TargetInfo::name).toList();
        Names.select(file.source(file.labelsName()), "target", names, all);
        labels.choose(PackedLabels.indices(names, all), targets, findings);
    }

    /** Gives the clips of one file to the split that owns it and to those that take parts of it. */
    private void deal(Split owner, PackedClip.Content content, Map<Split, List<Clip>> clips) {
        PackedFile file = content.file();
        List<String> ids = file.ids(config.idColumn(), prefix(owner, file));
        List<String> groups = file.groups(config.groupColumn(), ids);
        Map<Integer, Split> takers = takers(owner, file, ids, groups);
        for (int clip = 0; clip < file.clips(); clip++) {
            Split split = takers.getOrDefault(clip, owner);
            clips.computeIfAbsent(split, key -> new ArrayList<>())
                    .add(new PackedClip(content, ids.get(clip), groups.get(clip), file.start(clip), file.length(clip)));
        }
        if (!clips.containsKey(owner)) {
            throw new DataException(file.name() + ": other splits take all " + file.clips() + " clips, wanted some to"
                    + " be left for " + owner.label());
        }
    }

    /** Returns the start of clip names: the name of the file, told apart by split where two files share it. */
    private String prefix(Split owner, PackedFile file) {
        long sameBase = files.values().stream()
                .filter(other -> other.base().equals(file.base()))
                .count();
        return sameBase == 1 ? file.base() : owner.label() + "-" + file.base();
    }

    private Map<Integer, Split> takers(Split owner, PackedFile file, List<String> ids, List<String> groups) {
        Map<Integer, Split> takers = new LinkedHashMap<>();
        sources.forEach((split, source) -> {
            if (source.from().filter(from -> from == owner).isPresent()) {
                take(split, file, ids, wanted(split, source, file, groups), takers);
            }
        });
        return takers;
    }

    private static void take(
            Split split, PackedFile file, List<String> ids, BitSet wanted, Map<Integer, Split> takers) {
        wanted.stream().forEach(clip -> {
            Split first = takers.putIfAbsent(clip, split);
            if (first != null) {
                throw new DataException(file.name() + ": " + first.label() + " and " + split.label()
                        + " both take the clip " + ids.get(clip)
                        + ", wanted disjoint parts; give both the same folds, seed and by, and each its own fold");
            }
        });
    }

    private static BitSet wanted(Split split, SplitSource source, PackedFile file, List<String> groups) {
        if (source.by() == SplitSource.By.CLIP) {
            if (file.inPieces()) {
                throw new DataException(
                        file.name() + ": found neither an array lengths nor a clip-column, wanted one of"
                                + " them for the folds of " + split.label()
                                + ", since neighbouring pieces of one recording would fall into different folds");
            }
            Folds.tooFew(groups, source.folds()).ifPresent(found -> {
                throw new DataException(file.name() + ": found " + found + ", wanted at least " + source.folds()
                        + " to deal out into the folds of " + split.label());
            });
            return Folds.choose(groups, source.folds(), source.fold(), source.seed());
        }
        String column = source.column().orElseThrow();
        List<String> values = file.valuesOfClips(source.table(), column);
        BitSet wanted = new BitSet();
        for (String value : source.wantedValues()) {
            if (!values.contains(value)) {
                Names.require(
                        file.name() + ", column " + column,
                        "value",
                        value,
                        values.stream().distinct().toList());
            }
            for (int clip = 0; clip < values.size(); clip++) {
                if (values.get(clip).equals(value)) {
                    wanted.set(clip);
                }
            }
        }
        return wanted;
    }

    private SortedMap<String, Path> usedFiles() {
        SortedMap<String, Path> used = new TreeMap<>();
        files.forEach((split, file) ->
                file.usedFiles().forEach((name, path) -> used.put(split.label() + "/" + name, path)));
        return used;
    }
}
