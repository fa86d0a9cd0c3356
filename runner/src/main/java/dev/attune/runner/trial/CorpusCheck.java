package dev.attune.runner.trial;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.trial.DataReport.Corpus;
import dev.attune.runner.trial.DataReport.Finding;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads one corpus from end to end and keeps all that is wrong with it.
 *
 * <p>A study may cut a corpus in several ways, into folds, say. Each clip is read once for all cuts that give it the same frames.
 */
final class CorpusCheck {
    private static final int NAMED = 20;

    /** By clip, what tells its frames, and modality or targets. */
    private final Map<List<Object>, ClipCheck.Result> read = new HashMap<>();

    /** What is so of a clip is so in every cut. */
    private final Set<Finding> ofClips = new LinkedHashSet<>();

    private final Set<Finding> findings = new LinkedHashSet<>();

    /** Returns what was found in clips so far. */
    Set<Finding> ofClips() {
        return ofClips;
    }

    /** Returns what else was found in the cut that was checked last. */
    Set<Finding> findings() {
        return findings;
    }

    /**
     * Reads what was not read yet.
     *
     * @param settings what tells this cut from the others
     * @param dataset the corpus, with the same options but for the fold
     */
    Corpus check(String settings, Dataset dataset) {
        findings.clear();
        DatasetInfo info = dataset.info();
        Map<Split, CorpusSummary.Counts> counts = new EnumMap<>(Split.class);
        Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            clips.put(split, clips(dataset, split));
            counts.put(split, check(split, clips.getOrDefault(split, List.of()), info));
        }
        findings.addAll(GroupCheck.of(clips));
        return new Corpus(
                settings,
                info.modalities(),
                info.targets().stream().map(TargetInfo::name).toList(),
                counts,
                dataset.omissions(),
                dataset.notes());
    }

    private List<Clip> clips(Dataset dataset, Split split) {
        try {
            return dataset.clips(split);
        } catch (DataException e) {
            e.findings().forEach(finding -> findings.add(new Finding(true, finding)));
            return List.of();
        }
    }

    private CorpusSummary.Counts check(Split split, List<Clip> clips, DatasetInfo info) {
        long frames = 0;
        long[] labels = new long[info.targets().size()];
        Map<String, Integer> missing = new LinkedHashMap<>();
        List<String> unlabelled = new ArrayList<>();
        boolean readable = true;
        for (Clip clip : clips) {
            if (clip.length() == 0) {
                ofClips.add(new Finding(false, "clip " + clip.id() + " has no frames; leave it out"));
                continue;
            }
            frames += clip.length();
            List<Object> which = frames(clip, info);
            for (String modality : info.modalities().keySet()) {
                if (features(clip, which, info, modality).equals(List.of(0L))) {
                    missing.merge(modality, 1, Integer::sum);
                }
            }
            List<Long> own = labels(clip, which, info);
            readable &= own.size() == labels.length;
            for (int i = 0; i < own.size(); i++) {
                labels[i] += own.get(i);
            }
            if (!own.isEmpty() && own.stream().allMatch(count -> count == 0)) {
                unlabelled.add(clip.id());
            }
        }
        missing.forEach((modality, count) -> missingModality(split, modality, count, clips.size()));
        missingLabels(split, clips.size(), unlabelled);
        if (split != Split.TEST && !clips.isEmpty() && readable) {
            missingTargets(split, clips.size(), labels, info);
        }
        return new CorpusSummary.Counts(
                clips.size(), frames, Arrays.stream(labels).sum());
    }

    /**
     * Returns what tells which frames a clip has. Its name does not, since the targets and modalities that are asked for may decide it: a
     * frame of a clip is the same as often as it is at the same time, or, where no time is known, as the same is asked for.
     */
    private List<Object> frames(Clip clip, DatasetInfo info) {
        double[] times = new double[clip.length()];
        Arrays.fill(times, Double.NaN);
        try {
            clip.readTimes(0, times.length, times, 0);
        } catch (DataException e) {
            // No training reads them, but predictions are written beside them.
            e.findings().forEach(finding -> ofClips.add(new Finding(false, finding)));
        }
        return Arrays.stream(times).anyMatch(Double::isNaN)
                ? List.of(clip.id(), clip.length(), info.modalities(), info.targets())
                : List.of(clip.id(), DoubleBuffer.wrap(times));
    }

    /** Returns the number of valid frames; nothing if they cannot be read. */
    private List<Long> features(Clip clip, List<Object> frames, DatasetInfo info, String modality) {
        return read.computeIfAbsent(List.of(frames, modality), key -> kept(ClipCheck.features(clip, info, modality)))
                .counts();
    }

    /** Returns the number of labels of each target; nothing if they cannot be read. */
    private List<Long> labels(Clip clip, List<Object> frames, DatasetInfo info) {
        return read.computeIfAbsent(List.of(frames, info.targets()), key -> kept(ClipCheck.labels(clip, info)))
                .counts();
    }

    private ClipCheck.Result kept(ClipCheck.Result result) {
        ofClips.addAll(result.findings());
        return result;
    }

    private void missingModality(Split split, String modality, int count, int clips) {
        if (count == clips) {
            findings.add(new Finding(
                    false, split.label() + ": " + modality + " is missing in every frame of all " + clips + " clips"));
        }
    }

    /** A test split without any label is how challenges give it away; one with some is another matter. */
    private void missingLabels(Split split, int clips, List<String> unlabelled) {
        boolean expected = split == Split.TEST && unlabelled.size() == clips;
        if (!unlabelled.isEmpty() && !expected) {
            findings.add(new Finding(
                    false,
                    split.label() + ": " + unlabelled.size() + " of " + clips + " clips "
                            + (unlabelled.size() == 1 ? "has" : "have") + " no label: "
                            + unlabelled.stream().limit(NAMED).collect(Collectors.joining(", "))
                            + (unlabelled.size() > NAMED ? " and " + (unlabelled.size() - NAMED) + " more" : "")));
        }
    }

    private void missingTargets(Split split, int clips, long[] labels, DatasetInfo info) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == 0) {
                findings.add(new Finding(
                        true,
                        "the " + split.label() + " split has no valid label of "
                                + info.targets().get(i).name() + " in " + clips + (clips == 1 ? " clip" : " clips")));
            }
        }
    }
}
