package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code store.json} says of a feature store.
 *
 * <p>The key {@code encoders} says how the features were made. It is kept with what is trained on them, and not looked at here.
 *
 * @param modalities name to number of features, in order
 * @param targets the columns of every {@code labels.npy}
 * @param splits names of the clips of each split
 * @param encoders the object under that key, as text; empty if there is none, or nothing in it
 */
record StoreManifest(
        Map<String, Integer> modalities,
        List<TargetInfo> targets,
        Map<Split, List<String>> splits,
        Optional<String> encoders) {
    static final String FILE = "store.json";

    /** The format that this version writes of; an older one would be read, a newer one is refused. */
    static final int FORMAT = 1;

    private static final Pattern PLAIN_NAME = Pattern.compile("[^./\\\\:*?\"<>|\\p{Cntrl}][^/\\\\:*?\"<>|\\p{Cntrl}]*");

    static StoreManifest read(Path root) {
        Path file = root.resolve(FILE);
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new DataException(
                    root + " is not a feature store: it has no " + FILE + "; docs/datasets.md says what belongs in it",
                    e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    static StoreManifest parse(String text) {
        JsonValue store = JsonValue.read(text, FILE);
        int format = store.get("format").count();
        if (format > FORMAT) {
            throw new DataException(FILE + ": found format " + format + ", wanted at most " + FORMAT
                    + "; a newer version of Attune wrote this store");
        }
        if (store.has("groups")) {
            throw new DataException(
                    FILE + ": found groups, wanted them in " + StoreGroups.FILE + ", with the columns clip and group");
        }
        return new StoreManifest(
                modalities(store.get("modalities")),
                targets(store.get("targets")),
                splits(store.get("splits")),
                encoders(store));
    }

    private static Optional<String> encoders(JsonValue store) {
        return Optional.of(store)
                .filter(value -> value.has("encoders"))
                .map(value -> value.get("encoders"))
                .filter(value -> value.value() instanceof Map<?, ?> map && !map.isEmpty())
                .map(JsonValue::text);
    }

    private static Map<String, Integer> modalities(JsonValue value) {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        value.members().forEach((name, modality) -> {
            requirePlain(name, value);
            modalities.put(name, modality.get("dim").count());
        });
        if (modalities.isEmpty()) {
            throw value.wrong("at least one modality");
        }
        return modalities;
    }

    private static List<TargetInfo> targets(JsonValue value) {
        List<TargetInfo> targets = new ArrayList<>();
        for (JsonValue target : value.elements()) {
            String name = target.get("name").string();
            TargetInfo.Kind kind = kind(target.get("kind"));
            if (kind == TargetInfo.Kind.BINARY) {
                targets.add(TargetInfo.binary(name));
                continue;
            }
            double min = target.get("min").number();
            double max = target.get("max").number();
            if (!(min < max)) {
                throw new DataException(
                        target.place() + ": found min " + min + " and max " + max + ", wanted min less");
            }
            targets.add(new TargetInfo(name, kind, min, max));
        }
        return targets;
    }

    private static TargetInfo.Kind kind(JsonValue value) {
        return Arrays.stream(TargetInfo.Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(value.string()))
                .findFirst()
                .orElseThrow(() -> value.wrong("continuous or binary"));
    }

    private static Map<Split, List<String>> splits(JsonValue value) {
        Map<Split, List<String>> splits = new EnumMap<>(Split.class);
        value.members().forEach((name, clips) -> {
            Split split = Arrays.stream(Split.values())
                    .filter(candidate -> candidate.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new DataException(
                            value.place() + ": found the split " + name + ", wanted train, validation or test"));
            splits.put(
                    split,
                    clips.elements().stream()
                            .map(clip -> requirePlain(clip.string(), clip))
                            .toList());
        });
        return splits;
    }

    /** A name becomes part of a path, so it must not lead out of the store. */
    private static String requirePlain(String name, JsonValue place) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new DataException(place.place() + ": found the name \"" + name
                    + "\", wanted one that can name a file: no slash, colon, quote or control character, no dot first");
        }
        return name;
    }
}
