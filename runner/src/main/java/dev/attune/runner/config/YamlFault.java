package dev.attune.runner.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what the YAML parser says in eight lines. */
final class YamlFault {
    private static final Pattern BAD_START = Pattern.compile("found character '(.)(?:\\(TAB\\))?' that cannot start.*");
    private static final Pattern TAB_START = Pattern.compile("found character '\\\\t\\(TAB\\)' that cannot start.*");
    private static final Pattern EXPECTED = Pattern.compile("expected (.+?), but (?:got|found) '?(.+?)'?");

    private YamlFault() {}

    @SuppressWarnings("deprecation") // Jackson has no other way to give the parts of the message
    static void report(JsonProcessingException error, Source source, Problems problems) {
        if (error instanceof com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException marked) {
            Place place = new Place(
                    source,
                    marked.getProblemMark().getLine() + 1,
                    marked.getProblemMark().getColumn() + 1);
            String opening = marked.getContextMark() == null
                    ? ""
                    : " at line " + (marked.getContextMark().getLine() + 1);
            problems.add(place, "", sentence(marked.getContext(), marked.getProblem(), opening));
            return;
        }
        JsonLocation location = error.getLocation();
        Place place = location == null
                ? source.whole()
                : new Place(source, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
        String message = error.getOriginalMessage();
        problems.add(
                place,
                "",
                message.startsWith("Expected a field name")
                        ? "found a list or map as a key, wanted plain text"
                        : "not valid YAML: " + message.lines().findFirst().orElse(""));
    }

    private static String sentence(@Nullable String context, String problem, String opening) {
        String within = context == null ? "" : context;
        if (TAB_START.matcher(problem).matches() || problem.contains("(TAB)")) {
            return "found a tab, wanted spaces: YAML is not indented with tabs";
        }
        Matcher start = BAD_START.matcher(problem);
        if (start.matches()) {
            return "found " + start.group(1) + ", which cannot begin a value; put the value in quotes";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "found a second colon, or a line indented deeper than its neighbours; wanted one 'key: value' a line, "
                    + "and quotes round text that has ': ' in it";
        }
        if (problem.contains("unexpected end of stream") && within.contains("quoted")) {
            return "the file ends within the quotes that were opened" + opening;
        }
        Matcher expected = EXPECTED.matcher(problem);
        if (expected.matches()) {
            return expected(within, expected.group(1), expected.group(2), opening);
        }
        return "not valid YAML: " + problem + (within.isEmpty() ? "" : ", " + within);
    }

    private static String expected(String within, String wanted, String found, String opening) {
        String what = found.contains("stream end") ? "the end of the file" : found.replaceAll("[<>]", "");
        if (within.contains("flow sequence")) {
            return "found " + what + " in the list that was opened" + opening + ", wanted , or ]";
        }
        if (within.contains("flow mapping")) {
            return "found " + what + " in the map that was opened" + opening + ", wanted , or }";
        }
        if (wanted.equals("<block end>")) {
            return "found " + what + " where the block that begins" + opening
                    + " should go on or end; check the indentation and the quotes";
        }
        return "found " + what + ", wanted a value";
    }
}
