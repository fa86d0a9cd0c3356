package dev.attune.runner.data;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A corpus in which each clip has some modalities from another clip of its split: a model that does as well on it as on the corpus
 * itself does not use them.
 *
 * <p>The clips of a split form a circle, ordered by the SHA-256 of seed and name, and each takes from the next; so no clip keeps its own,
 * and which other it gets depends on nothing but names and seed. All modalities that are shuffled come from the same clip, and still belong
 * together. The other clip's sequence and mask are cut to the length of this one, or repeated from their beginning. Labels and the
 * other modalities stay. Nothing is read before it is asked for, and no split shuffled: one that cannot be does not stand in the way of those
 * that are used.
 */
public final class ShuffledDataset implements Dataset {
    private static final int FEWEST = 2;

    private final Dataset dataset;
    private final Set<String> modalities;
    private final long seed;
    private final Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);

    /**
     * Shuffles a corpus, and from now on owns it.
     *
     * @param dataset the corpus
     * @param modalities which of its modalities are shuffled
     * @param seed decides, together with the names of the clips
     */
    public ShuffledDataset(Dataset dataset, Set<String> modalities, long seed) {
        this.dataset = dataset;
        this.modalities = Set.copyOf(modalities);
        this.seed = seed;
    }

    private List<Clip> shuffle(Split split, List<Clip> own) {
        List<Clip> circle = new ArrayList<>(own);
        circle.removeIf(clip -> clip.length() == 0); // has nothing to give, and asks for nothing
        if (circle.isEmpty()) {
            return own;
        }
        if (circle.size() < FEWEST) {
            throw new DataException("The " + split.label() + " split has one clip, "
                    + circle.get(0).id()
                    + ", but data.shuffled needs at least two: each takes its sequences of "
                    + String.join(", ", sorted())
                    + " from another.");
        }
        circle.sort(Comparator.<Clip, String>comparing(clip -> sha256(seed + "\n" + clip.id()))
                .thenComparing(Clip::id));
        Map<String, Clip> shuffled = new HashMap<>();
        for (int i = 0; i < circle.size(); i++) {
            Clip next = circle.get((i + 1) % circle.size());
            shuffled.put(circle.get(i).id(), new ShuffledClip(circle.get(i), next, modalities));
        }
        return own.stream().map(clip -> shuffled.getOrDefault(clip.id(), clip)).toList();
    }

    /** Returns the corpus as it was: the same values, in the clips that they are from. */
    Dataset unshuffled() {
        return dataset;
    }

    /** Returns a corpus as it was, shuffled or not. */
    public static Dataset unshuffled(Dataset corpus) {
        return corpus instanceof ShuffledDataset shuffled ? shuffled.unshuffled() : corpus;
    }

    private List<String> sorted() {
        return modalities.stream().sorted().toList();
    }

    @Override
    public DatasetInfo info() {
        return dataset.info();
    }

    /**
     * Returns the clips of a split.
     *
     * @throws DataException if it has one clip, which has no other to take from
     */
    @Override
    public synchronized List<Clip> clips(Split split) {
        List<Clip> shuffled = clips.get(split);
        if (shuffled == null) {
            shuffled = shuffle(split, dataset.clips(split));
            clips.put(split, shuffled);
        }
        return shuffled;
    }

    @Override
    public String fingerprint() {
        return sha256("shuffled " + sorted() + " with seed " + seed + "\n" + dataset.fingerprint());
    }

    @Override
    public Optional<String> extraction() {
        return dataset.extraction();
    }

    @Override
    public List<String> omissions() {
        return dataset.omissions();
    }

    @Override
    public List<String> omitted(Split split) {
        return dataset.omitted(split);
    }

    @Override
    public List<String> notes() {
        return dataset.notes();
    }

    @Override
    public void close() {
        dataset.close();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * A clip with some modalities of another.
     *
     * @param own the clip
     * @param other the clip that they come from
     * @param shuffled which
     */
    private record ShuffledClip(Clip own, Clip other, Set<String> shuffled) implements Clip {
        @Override
        public String id() {
            return own.id();
        }

        @Override
        public String group() {
            return own.group();
        }

        @Override
        public int length() {
            return own.length();
        }

        @Override
        public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
            if (!shuffled.contains(modality)) {
                own.readFeatures(modality, from, to, destination);
                return;
            }
            for (int frame = from; frame < to; ) {
                int start = frame % other.length();
                int end = Math.min(other.length(), start + to - frame);
                other.readFeatures(modality, start, end, destination);
                frame += end - start;
            }
        }

        @Override
        public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
            if (!shuffled.contains(modality)) {
                own.readMask(modality, from, to, destination, offset);
                return;
            }
            for (int frame = from; frame < to; ) {
                int start = frame % other.length();
                int end = Math.min(other.length(), start + to - frame);
                other.readMask(modality, start, end, destination, offset + frame - from);
                frame += end - start;
            }
        }

        @Override
        public void readLabels(int from, int to, FloatBuffer destination) {
            own.readLabels(from, to, destination);
        }

        @Override
        public void readTimes(int from, int to, double[] destination, int offset) {
            own.readTimes(from, to, destination, offset);
        }

        @Override
        public String describe(String what, int frame, int column) {
            return shuffled.contains(what)
                    ? other.describe(what, frame % other.length(), column)
                    : own.describe(what, frame, column);
        }
    }
}
