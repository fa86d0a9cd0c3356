package dev.attune.runner.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Scalar;
import dev.attune.runner.config.Node.Sequence;
import dev.attune.runner.config.Node.Unusable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns YAML text into nodes that know where they stand.
 *
 * <p>Jackson gives tokens and positions; what a scalar means is left to the option that it is for, because YAML 1.1 would make
 * {@code no} a boolean and {@code 010} eight. Anchors, aliases and tags are refused: {@code extends} and variants do their work in a
 * way that positions survive.
 */
final class YamlReader {
    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final Source source;
    private final Problems problems;
    private final int[] characters;
    private final YAMLParser parser;

    private YamlReader(String text, Source source, Problems problems) throws IOException {
        this.source = source;
        this.problems = problems;
        this.characters = text.codePoints().toArray();
        this.parser = FACTORY.createParser(text);
    }

    /**
     * Reads one document.
     *
     * @param text YAML
     * @param source where it comes from
     * @param problems takes what is wrong
     * @return null if the text is no YAML, which then has been reported; an empty map's absence is an empty scalar
     */
    static @Nullable Node read(String text, Source source, Problems problems) {
        Node simple = simple(text, new Place(source, 1, 1));
        if (simple != null) {
            return simple;
        }
        String shielded = YamlText.shield(text, source, problems);
        if (shielded == null) {
            return null;
        }
        try {
            YamlReader reader = new YamlReader(shielded, source, problems);
            try (YAMLParser parser = reader.parser) {
                return reader.document(parser.nextToken());
            }
        } catch (JsonProcessingException e) {
            YamlFault.report(e, source, problems);
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("text in memory could not be read", e);
        }
    }

    /** Reads what needs no parser, as most defaults of options; a study reads all of them for every trial. */
    private static @Nullable Node simple(String text, Place place) {
        if (text.equals("[]")) {
            return new Sequence(List.of(), place);
        }
        if (text.equals("{}")) {
            return new Mapping(Map.of(), place);
        }
        boolean word = !text.isEmpty()
                && isLetterOrDigit(text.charAt(0))
                && text.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '-');
        return word ? new Scalar(text, true, place) : null;
    }

    private static boolean isLetterOrDigit(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    private Node document(@Nullable JsonToken first) throws IOException {
        if (first == null) {
            return new Scalar("", true, new Place(source, 1, 1));
        }
        Node root = node(first, "");
        if (parser.nextToken() != null) {
            problems.add(place(), "", "a second document starts here, wanted one document in a file");
        }
        return root;
    }

    private Node node(JsonToken token, String path) throws IOException {
        Place place = place();
        if (parser.isCurrentAlias()) {
            problems.add(
                    place, path, "found the alias *" + parser.getText() + ", wanted the value itself; see extends");
            return new Unusable(place);
        }
        if (parser.getObjectId() != null) {
            refuse("the anchor &" + parser.getObjectId(), place, path);
        }
        if (parser.getTypeId() != null) {
            refuse(
                    "the tag " + String.valueOf(parser.getTypeId()).replaceFirst("^(tag:yaml.org,2002:)?", "!"),
                    place,
                    path);
        }
        return switch (token) {
            case START_OBJECT -> mapping(place, path);
            case START_ARRAY -> sequence(place, path);
            default -> scalar(place);
        };
    }

    private void refuse(String mark, Place place, String path) {
        problems.add(place, path, "found " + mark + ", wanted a value without anchors and tags");
    }

    private Mapping mapping(Place place, String path) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Place keyPlace = place();
            String key = YamlText.unshield(parser.currentName());
            String keyPath = path.isEmpty() ? key : path + "." + key;
            Node value = node(parser.nextToken(), keyPath);
            Entry earlier = entries.putIfAbsent(key, new Entry(keyPlace, value));
            if (earlier != null) {
                problems.add(
                        keyPlace, keyPath, "found a second time, wanted once; the first is at " + earlier.keyPlace());
            }
        }
        return new Mapping(entries, place);
    }

    private Sequence sequence(Place place, String path) throws IOException {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, path + "[" + items.size() + "]"));
        }
        return new Sequence(items, place);
    }

    private Scalar scalar(Place place) throws IOException {
        int offset = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        int start = offset < characters.length ? characters[offset] : '\n';
        boolean plain = start != '"' && start != '\'' && start != '|' && start != '>';
        String text = parser.getText();
        if (parser.currentToken().isBoolean()) {
            text = new String(characters, offset, text.length()); // the parser's own is lower case
        }
        return new Scalar(YamlText.unshield(text), plain, place);
    }

    private Place place() {
        JsonLocation location = parser.currentTokenLocation();
        return new Place(source, location.getLineNr(), location.getColumnNr());
    }
}
