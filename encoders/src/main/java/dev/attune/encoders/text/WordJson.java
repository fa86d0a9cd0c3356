package dev.attune.encoders.text;

import dev.attune.api.DataException;
import dev.attune.api.media.Transcript;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds words in JSON: a list of objects with {@code word} (or {@code text}), {@code start} (or {@code begin}) and {@code end}; or such
 * a list under {@code words} or {@code result} (Vosk), also inside {@code segments} (Whisper). Other keys do not matter.
 */
final class WordJson {
    private static final List<String> LISTS = List.of("words", "result", "segments");

    private final String source;
    private final WordList words = new WordList();
    private int count;

    private WordJson(String source) {
        this.source = source;
    }

    static Transcript read(Lines lines) {
        WordJson json = new WordJson("The transcript " + lines.file());
        try {
            if (!json.collect(Json.read(lines.text()))) {
                throw new DataException("The transcript " + lines.file()
                        + " has no list of words, wanted [{word, start, end}, ...], or that under words.");
            }
        } catch (Json.Malformed e) {
            throw lines.broken(e.line() - 1, String.valueOf(e.getMessage()));
        }
        return json.words.transcript();
    }

    /** Adds the words of an answer of a recogniser. */
    static void add(String answer, WordList words) {
        WordJson json = new WordJson("The recogniser's answer");
        try {
            json.collect(Json.read(answer));
        } catch (Json.Malformed e) {
            throw new DataException("The recogniser's answer is no JSON: " + e.getMessage() + ".", e);
        }
        json.words
                .transcript()
                .words()
                .forEach(word ->
                        words.add(word.text(), word.span().start(), word.span().end()));
    }

    /** Returns whether there was a list, of any length. */
    private boolean collect(@Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(this::element);
            return true;
        }
        boolean found = false;
        if (value instanceof Map<?, ?> map) {
            for (String name : LISTS) {
                // Whisper's segments carry the words; a list of words beside them would say everything twice.
                if (!found && map.get(name) instanceof List<?> list) {
                    list.forEach(this::element);
                    found = true;
                }
            }
        }
        return found;
    }

    private void element(@Nullable Object element) {
        if (element instanceof Map<?, ?> map && LISTS.stream().anyMatch(map::containsKey)) {
            collect(map);
            return;
        }
        count++;
        if (!(element instanceof Map<?, ?> map)) {
            throw new DataException(source + " has something at word " + count + " that is no object.");
        }
        Object text = map.containsKey("word") ? map.get("word") : map.get("text");
        Object start = map.containsKey("start") ? map.get("start") : map.get("begin");
        if (text instanceof String word
                && start instanceof Double from
                && map.get("end") instanceof Double to
                && from >= 0
                && from <= to
                && to < Double.POSITIVE_INFINITY) {
            words.share(word, from, to);
        } else {
            throw new DataException(source + " is broken at word " + count + ": found the keys " + map.keySet()
                    + ", wanted a text under word, and seconds under start and end, start not after end.");
        }
    }
}
