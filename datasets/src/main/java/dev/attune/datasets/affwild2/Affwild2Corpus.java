package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.Fingerprints;
import dev.attune.datasets.Names;
import dev.attune.datasets.OpenedDataset;
import dev.attune.datasets.affwild2.Affwild2Config.Layout;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the corpus in either layout: looks at every trial, and tells what is wrong with all of them at once. */
final class Affwild2Corpus {
    private static final String NAME = "affwild2";
    private static final Map<Split, Integer> OF_ABAW6 = Map.of(Split.TRAIN, 356, Split.VALIDATION, 76, Split.TEST, 162);

    private final Affwild2Config config;
    private final List<String> modalities;
    private final List<String> targets;
    private final int[] columns;
    private final TrialFindings findings;

    Affwild2Corpus(Affwild2Config config, DatasetContext context) {
        this.config = config;
        this.modalities = context.modalities();
        this.targets = Names.select(NAME, "target", context.targets(), LabelRows.TARGETS);
        this.columns = targets.stream().mapToInt(LabelRows.TARGETS::indexOf).toArray();
        this.findings = new TrialFindings(NAME + " in " + config.root(), config.allowMissing());
    }

    Dataset open() {
        if (!Files.isDirectory(config.root())) {
            throw new DataException("There is no folder " + config.root() + ", wanted the one of the corpus.");
        }
        TrialSource source = config.layout() == Layout.OFFICIAL
                ? new OfficialTrials(config, modalities, findings)
                : new PreprocessedTrials(config, modalities, findings);
        try {
            Set<String> labelled = new HashSet<>();
            Map<Split, List<String>> official = source.splits();
            official.forEach((split, trials) -> {
                // Test trials have labels where somebody has put labelled ones there.
                trials.stream()
                        .filter(trial -> split != Split.TEST || source.hasLabels(trial))
                        .forEach(labelled::add);
            });
            Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);
            Map<Split, List<String>> trialsOf = Blocks.fold(official, config.fold(), NAME);
            trialsOf.forEach((split, trials) -> clips.put(
                    split,
                    trials.stream()
                            .flatMap(trial -> clip(source, trial, labelled.contains(trial)).stream())
                            .toList()));
            tellCounts(official);
            List<String> omissions = findings.settle(
                    official.values().stream().mapToInt(List::size).sum());
            requireSelectable(clips);
            DatasetInfo info = new DatasetInfo(
                    source.modalities(),
                    targets.stream().map(TargetInfo::continuous).toList());
            return new OpenedDataset(NAME, info, clips, source.extraction(), () -> fingerprint(source), source::close)
                    .omitting(omissions)
                    .leavingOut(leftOut(trialsOf, clips))
                    .noting(findings.notes());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Returns the trials of each split of which there is no clip. */
    private static Map<Split, List<String>> leftOut(Map<Split, List<String>> trialsOf, Map<Split, List<Clip>> clips) {
        Set<String> given = new HashSet<>();
        clips.values().forEach(list -> list.forEach(clip -> given.add(clip.id())));
        Map<Split, List<String>> leftOut = new EnumMap<>(Split.class);
        trialsOf.forEach((split, trials) -> leftOut.put(
                split, trials.stream().filter(trial -> !given.contains(trial)).toList()));
        return leftOut;
    }

    private Optional<Clip> clip(TrialSource source, String name, boolean labelled) {
        Optional<Trial> opened = source.open(name, labelled);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        Trial trial = opened.get();
        int frames = trial.frames().length();
        KeptFrames kept = labelled ? trial.labels().kept(config.labels(), frames) : KeptFrames.all(frames);
        if (kept.length() == 0) {
            findings.leftOut(name + ": left out, since labels: dropped keeps none of its " + frames + " frames");
            return Optional.empty();
        }
        return Optional.of(new TrialClip(name, trial, kept, columns));
    }

    /** An archive that was unpacked in part looks like a corpus; its numbers tell. */
    private void tellCounts(Map<Split, List<String>> official) {
        Map<Split, Integer> found = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            found.put(split, official.getOrDefault(split, List.of()).size());
        }
        if (found.equals(OF_ABAW6)) {
            return;
        }
        String sentence = "ABAW6 has 356 training, 76 validation and 162 test trials; found " + found.get(Split.TRAIN)
                + ", " + found.get(Split.VALIDATION) + " and " + found.get(Split.TEST);
        boolean fewer = found.entrySet().stream()
                .anyMatch(split -> split.getValue() < OF_ABAW6.getOrDefault(split.getKey(), 0));
        if (fewer && config.splits().isEmpty()) {
            // Whoever trains is told: beside figures of the whole corpus, those of a part of it are of other clips.
            findings.leftOut(sentence);
        } else {
            findings.note(sentence);
        }
    }

    private void requireSelectable(Map<Split, List<Clip>> clips) {
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
            if (clips.getOrDefault(split, List.of()).isEmpty()) {
                throw new DataException(NAME + " in " + config.root() + ": found no trial for " + split.label()
                        + ", wanted at least one");
            }
        }
    }

    private static String fingerprint(TrialSource source) {
        return Fingerprints.ofText(source.storeFingerprint() + "\n" + Fingerprints.ofFiles(source.files()));
    }
}
