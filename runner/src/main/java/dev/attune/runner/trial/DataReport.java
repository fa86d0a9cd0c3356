package dev.attune.runner.trial;

import dev.attune.api.data.Split;
import dev.attune.runner.data.CorpusSummary;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found in the data of a study.
 *
 * @param corpora each corpus that could be opened, as often as the study cuts it anew
 * @param findings all there are, those that stop a training first
 */
public record DataReport(List<Corpus> corpora, List<Finding> findings) {
    /** Copies the lists. */
    public DataReport {
        corpora = List.copyOf(corpora);
        findings = List.copyOf(findings);
    }

    /** Returns how many findings would stop a training. */
    public long stopping() {
        return findings.stream().filter(Finding::stops).count();
    }

    /**
     * One finding.
     *
     * @param stops whether a training would stop because of it
     * @param text where it is, what was found and what was wanted
     */
    public record Finding(boolean stops, String text) {
        /** Returns it with what it means. */
        public String words() {
            return (stops ? "stops a training: " : "worth knowing: ") + text;
        }
    }

    /**
     * What a corpus holds, cut in one way.
     *
     * @param settings what tells it from the others of the study; empty if it is the only one
     * @param modalities name to number of features
     * @param targets names
     * @param splits what each split holds
     * @param omissions what was left out because the options allow for it
     * @param notes what else there is to know
     */
    public record Corpus(
            String settings,
            Map<String, Integer> modalities,
            List<String> targets,
            Map<Split, CorpusSummary.Counts> splits,
            List<String> omissions,
            List<String> notes) {
        /** Copies the collections, keeping order. */
        public Corpus {
            modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
            targets = List.copyOf(targets);
            splits = Collections.unmodifiableMap(new EnumMap<>(splits));
            omissions = List.copyOf(omissions);
            notes = List.copyOf(notes);
        }
    }
}
