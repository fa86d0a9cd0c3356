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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Gives the clips of a feature store the labels and splits of a corpus that labels utterances; those that the store has itself do not
 * count.
 */
final class UtteranceCorpus {
    private final String corpus;
    private final List<TargetInfo> all;
    private final SortedMap<String, Path> labelFiles;

    /**
     * @param corpus how messages name it
     * @param all its targets, in the order of an utterance's labels
     * @param labelFiles what the labels were read from, by name
     */
    UtteranceCorpus(String corpus, List<TargetInfo> all, SortedMap<String, Path> labelFiles) {
        this.corpus = corpus;
        this.all = List.copyOf(all);
        this.labelFiles = labelFiles;
    }

    /**
     * Opens the store.
     *
     * @param store its folder
     * @param utterances the labelled utterances
     * @param allowMissing share of them that the store may lack
     * @param context what is asked for
     */
    Dataset open(Path store, List<Utterance> utterances, double allowMissing, DatasetContext context) {
        List<String> names = all.stream().map(TargetInfo::name).toList();
        List<TargetInfo> targets = Names.select(corpus, "target", context.targets(), names).stream()
                .map(name -> all.get(names.indexOf(name)))
                .toList();
        Findings findings = new Findings(corpus);
        for (Utterance utterance : utterances) {
            findings.collect(() -> requireInRange(utterance));
        }
        findings.refuse();
        Dataset stored =
                new FeatureStore(FeaturesConfig.of(store), new DatasetContext(context.modalities(), List.of())).open();
        try {
            return labelled(stored, utterances, allowMissing, targets);
        } catch (RuntimeException | Error e) {
            stored.close();
            throw e;
        }
    }

    private Dataset labelled(
            Dataset stored, List<Utterance> utterances, double allowMissing, List<TargetInfo> targets) {
        Map<String, Clip> known = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            stored.clips(split).forEach(clip -> known.put(clip.id(), clip));
        }
        Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);
        Map<Split, List<String>> absent = new EnumMap<>(Split.class);
        Omissions missing = new Omissions("utterances", allowMissing);
        for (Utterance utterance : utterances) {
            Optional<Clip> clip = utterance.names().stream()
                    .filter(known::containsKey)
                    .map(known::get)
                    .findFirst();
            if (clip.isPresent()) {
                clips.computeIfAbsent(utterance.split(), split -> new ArrayList<>())
                        .add(new UtteranceClip(
                                clip.get(), utterance.group(), labels(utterance, targets), utterance.place()));
            } else {
                missing.add(utterance.place() + ": found no clip " + String.join(" or ", utterance.names())
                        + " in the feature store");
                absent.computeIfAbsent(utterance.split(), split -> new ArrayList<>())
                        .add(utterance.names().get(0));
            }
        }
        Findings findings = new Findings(corpus);
        List<String> omitted = missing.settle(utterances.size(), findings);
        findings.refuse();
        return new OpenedDataset(
                        corpus,
                        new DatasetInfo(stored.info().modalities(), targets),
                        clips,
                        stored.extraction(),
                        () -> Fingerprints.ofText(stored.fingerprint() + Fingerprints.ofFiles(labelFiles)),
                        stored::close)
                .omitting(omitted)
                .leavingOut(absent);
    }

    private void requireInRange(Utterance utterance) {
        for (int target = 0; target < all.size(); target++) {
            TargetInfo info = all.get(target);
            float label = utterance.labels().get(target);
            if (!Float.isNaN(label) && !info.accepts(label)) {
                throw new DataException(utterance.place() + ": found " + label + " for " + info.name()
                        + ", wanted a value in [" + info.min() + ", " + info.max() + "]");
            }
        }
    }

    private float[] labels(Utterance utterance, List<TargetInfo> targets) {
        float[] labels = new float[targets.size()];
        for (int target = 0; target < labels.length; target++) {
            labels[target] = utterance.labels().get(all.indexOf(targets.get(target)));
        }
        return labels;
    }
}
