package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.Split;
import dev.attune.datasets.FeatureStores;
import dev.attune.datasets.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The official layout: labels in text files, features in a store whose clips are the raw videos.
 *
 * <p>Two people of one video are two trials, {@code x_left} and {@code x_right} or {@code x} and {@code x_right}. Each takes the store's
 * clip of its own name if there is one, else that of the video. What has no labels is test: the trials that have pictures of faces, and
 * the clips of the store that no other trial takes.
 */
final class OfficialTrials implements TrialSource {
    /** More frames than that between the last label row and the last picture are told: a third of a second of most videos. */
    private static final int TOLD = 10;

    private static final List<String> SIDES = List.of("_left", "_right");

    private final Dataset store;
    private final TrialFindings findings;
    private final Annotations annotations;
    private final Optional<Path> table;
    private final Optional<List<String>> pictured;
    private final List<String> faces = new ArrayList<>(); // of trials without labels, where no table tells
    private final Map<String, Clip> clips = new LinkedHashMap<>();
    private final Map<Split, List<String>> splits;
    private final SortedMap<String, Path> read = new TreeMap<>();

    OfficialTrials(Affwild2Config config, List<String> modalities, TrialFindings findings) {
        this.findings = findings;
        this.annotations = Annotations.find(config.annotationFolder(), findings);
        this.table = config.splits();
        this.pictured = CroppedFaces.trials(config.root());
        Optional<Map<Split, List<String>>> tabled = table.map(file -> SplitTable.read(file, findings));
        // Last of what can fail: nobody would close it.
        this.store = FeatureStores.open(config.features().orElseThrow(), modalities);
        for (Split split : Split.values()) {
            store.clips(split).forEach(clip -> clips.put(clip.id(), clip));
        }
        this.splits = tabled.orElseGet(this::officialSplits);
        table.ifPresent(this::noteUnused);
    }

    private Map<Split, List<String>> officialSplits() {
        Map<Split, List<String>> official = new EnumMap<>(Split.class);
        Set<String> annotated = new LinkedHashSet<>();
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
            official.put(split, annotations.trials(split));
            annotated.addAll(annotations.trials(split));
        }
        faces.addAll(pictured.orElse(List.of()));
        faces.removeAll(annotated);
        Set<String> listed = new LinkedHashSet<>(annotated);
        listed.addAll(faces);
        List<String> others = unused(listed); // somebody may have unpacked the faces of some trials alone
        List<String> test =
                Stream.concat(faces.stream(), others.stream()).sorted().toList();
        official.put(Split.TEST, test);
        findings.noteTest(faces.size(), "trial", CroppedFaces.FOLDER);
        findings.noteTest(others.size(), "clip", "the store");
        notePartners(annotated, test);
        return official;
    }

    /** Returns the clips of the store that no trial takes, in alphabetical order. */
    private List<String> unused(Collection<String> trials) {
        Set<String> unused = new TreeSet<>(clips.keySet());
        trials.forEach(trial -> clip(trial).map(Clip::id).ifPresent(unused::remove));
        return List.copyOf(unused);
    }

    /** Tells of videos one of whose people has labels, and another none: that one may be a test trial, or have been forgotten. */
    private void notePartners(Set<String> annotated, List<String> test) {
        for (String trial : test) {
            others(trial)
                    .filter(annotated::contains)
                    .findFirst()
                    .ifPresent(other -> findings.note(trial + ": is in the test split without a label file, while "
                            + other + ", of the same video, has one"));
        }
        for (String trial : annotated) {
            boolean alone = others(trial).noneMatch(other -> annotated.contains(other) || test.contains(other));
            if (alone && !trial.equals(video(trial))) {
                findings.note(trial + ": has a label file, and the other person of the video " + video(trial)
                        + " has none; if that is a test trial, splits: FILE or the folder " + CroppedFaces.FOLDER
                        + " would show it");
            }
        }
    }

    /** Returns what other trials of the same video can be called. */
    private static Stream<String> others(String trial) {
        String video = video(trial);
        return Stream.concat(Stream.of(video), SIDES.stream().map(side -> video + side))
                .filter(other -> !other.equals(trial));
    }

    private void noteUnused(Path file) {
        Set<String> listed = new LinkedHashSet<>();
        splits.values().forEach(listed::addAll);
        String lister = String.valueOf(file.getFileName());
        findings.noteUnused(unused(listed), "clip", "the store", lister);
        List<String> left = pictured.orElse(List.of()).stream()
                .filter(trial -> !listed.contains(trial))
                .toList();
        findings.noteUnused(left, "trial", CroppedFaces.FOLDER, lister);
    }

    private Optional<Clip> clip(String trial) {
        return Optional.ofNullable(clips.get(trial)).or(() -> Optional.ofNullable(clips.get(video(trial))));
    }

    /** Returns the video that shows a person. */
    static String video(String trial) {
        for (String side : SIDES) {
            if (trial.endsWith(side)) {
                return trial.substring(0, trial.length() - side.length());
            }
        }
        return trial;
    }

    @Override
    public Map<Split, List<String>> splits() {
        return splits;
    }

    @Override
    public Map<String, Integer> modalities() {
        return store.info().modalities();
    }

    @Override
    public boolean hasLabels(String trial) {
        return annotations.file(trial).isPresent();
    }

    @Override
    public Optional<Trial> open(String trial, boolean labelled) {
        Optional<Clip> clip = clip(trial);
        if (clip.isEmpty()) {
            findings.missing(trial, "the feature store has no clip " + words(trial));
            return Optional.empty();
        }
        return labelled
                ? labels(trial).map(labels -> trial(trial, clip.get(), labels))
                : Optional.of(unlabelled(clip.get()));
    }

    /** Returns what a trial's clip can be called, and, where a table names the trial, the clip that may have been meant. */
    private String words(String trial) {
        String video = video(trial);
        String words = trial + (video.equals(trial) ? "" : ", nor " + video);
        return table.isEmpty() || clips.isEmpty()
                ? words
                : words + "; the nearest is " + Names.nearest(trial, clips.keySet());
    }

    private Optional<LabelRows> labels(String trial) {
        Optional<Path> file = annotations.file(trial);
        if (file.isEmpty()) {
            findings.missing(trial, "there is no label file " + trial + ".txt");
            return Optional.empty();
        }
        String name = Annotations.name(file.get());
        try {
            LabelRows labels = LabelRows.read(file.get(), name);
            read.put(name, file.get());
            return Optional.of(labels);
        } catch (DataException e) {
            findings.fault(e);
            return Optional.empty();
        }
    }

    private Trial trial(String name, Clip clip, LabelRows labels) {
        int difference = clip.length() - labels.length();
        if (Math.abs(difference) > TOLD) {
            findings.note(name + ": " + labels.length() + " label rows and " + clip.length() + " frames; the last "
                    + Math.abs(difference) + (difference > 0 ? " frames have no label" : " labels have no features"));
        }
        return new Trial(new StoreFrames(clip, Math.max(clip.length(), labels.length()), modalities()), labels);
    }

    private Trial unlabelled(Clip clip) {
        return new Trial(new StoreFrames(clip, clip.length(), modalities()), LabelRows.NONE);
    }

    @Override
    public SortedMap<String, Path> files() {
        SortedMap<String, Path> files = new TreeMap<>(read);
        table.ifPresent(file -> files.put("splits", file));
        return files;
    }

    @Override
    public String storeFingerprint() {
        // Faces without labels decide which trials are in the test split, where nothing else tells.
        return faces.isEmpty() ? store.fingerprint() : store.fingerprint() + "\n" + String.join("/", faces);
    }

    @Override
    public Optional<String> extraction() {
        return store.extraction();
    }

    @Override
    public void close() {
        store.close();
    }
}
