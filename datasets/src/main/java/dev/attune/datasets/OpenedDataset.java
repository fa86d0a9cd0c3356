package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An opened corpus of any type: its clips by split.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class OpenedDataset implements Dataset {
    private final DatasetInfo info;
    private final Map<Split, List<Clip>> clips;
    private final Optional<String> extraction;
    private final Supplier<String> fingerprint;
    private final Runnable close;
    private List<String> omissions = List.of();
    private List<String> notes = List.of();
    private Map<Split, List<String>> omitted = Map.of();

    /**
     * Makes a corpus of what was opened.
     *
     * @param name what messages call the corpus
     * @param info what it holds
     * @param clips of each split, in order
     * @param extraction how the features were made, if that is known
     * @param fingerprint computes the hash, when it is asked for
     * @param close frees what opening took
     * @throws DataException if two clips have one name
     */
    public OpenedDataset(
            String name,
            DatasetInfo info,
            Map<Split, ? extends List<? extends Clip>> clips,
            Optional<String> extraction,
            Supplier<String> fingerprint,
            Runnable close) {
        this.info = info;
        this.clips = new EnumMap<>(Split.class);
        clips.forEach((split, list) -> this.clips.put(split, List.copyOf(list)));
        this.extraction = extraction;
        this.fingerprint = fingerprint;
        this.close = close;
        requireDistinct(name);
    }

    private void requireDistinct(String name) {
        Map<String, Split> seen = new HashMap<>();
        clips.forEach((split, list) -> list.forEach(clip -> {
            Split first = seen.putIfAbsent(clip.id(), split);
            if (first != null) {
                throw new DataException(name + ": found the clip " + clip.id() + " twice, in " + first.label() + " and "
                        + split.label() + ", wanted every clip once, in one split");
            }
        }));
    }

    @Override
    public DatasetInfo info() {
        return info;
    }

    @Override
    public List<Clip> clips(Split split) {
        return clips.getOrDefault(split, List.of());
    }

    @Override
    public String fingerprint() {
        return fingerprint.get();
    }

    @Override
    public Optional<String> extraction() {
        return extraction;
    }

    /**
     * Says what was left out because the options allow for it.
     *
     * @param sentences as {@link Dataset#omissions} gives them
     * @return this
     */
    public OpenedDataset omitting(List<String> sentences) {
        omissions = List.copyOf(sentences);
        return this;
    }

    @Override
    public List<String> omissions() {
        return omissions;
    }

    /**
     * Names the clips that are left out.
     *
     * @param names as {@link Dataset#omitted} gives them, by split
     * @return this
     */
    public OpenedDataset leavingOut(Map<Split, List<String>> names) {
        omitted = new EnumMap<>(Split.class);
        names.forEach((split, list) -> omitted.put(split, List.copyOf(list)));
        return this;
    }

    @Override
    public List<String> omitted(Split split) {
        return omitted.getOrDefault(split, List.of());
    }

    /**
     * Says what a user should know beside that.
     *
     * @param sentences as {@link Dataset#notes} gives them
     * @return this
     */
    public OpenedDataset noting(List<String> sentences) {
        notes = List.copyOf(sentences);
        return this;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        close.run();
    }
}
