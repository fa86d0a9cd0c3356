package dev.attune.datasets.affwild2;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Aff-Wild2, opened. */
final class Affwild2Dataset implements Dataset {
    private final DatasetInfo info;
    private final Map<Split, List<Clip>> clips;
    private final List<String> omissions;
    private final TrialSource source;
    private final Supplier<String> fingerprint;

    Affwild2Dataset(
            DatasetInfo info,
            Map<Split, List<Clip>> clips,
            List<String> omissions,
            TrialSource source,
            Supplier<String> fingerprint) {
        this.info = info;
        this.clips = new EnumMap<>(clips);
        this.omissions = List.copyOf(omissions);
        this.source = source;
        this.fingerprint = fingerprint;
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
        return source.extraction();
    }

    @Override
    public List<String> omissions() {
        return omissions;
    }

    @Override
    public void close() {
        source.close();
    }
}
