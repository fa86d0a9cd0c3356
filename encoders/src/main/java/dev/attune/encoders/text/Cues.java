package dev.attune.encoders.text;

import dev.attune.api.media.Transcript;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads SubRip and WebVTT: cues of a line with two times and lines of text, parted by empty lines.
 *
 * <p>What stands before the times of a cue, such as its number, and blocks without times, such as notes and styles, are passed over.
 */
final class Cues {
    private static final String ARROW = "-->";
    private static final Pattern TIME = Pattern.compile("(?:(\\d+):)?(\\d{1,2}):(\\d{1,2})[,.](\\d{1,3})");
    private static final Pattern INNER_TIME = Pattern.compile("<((?:\\d+:)?\\d{1,2}:\\d{1,2}\\.\\d{1,3})>");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>|\\{\\\\[^{}]*\\}");

    private final Lines lines;
    private final WordList words = new WordList();

    private Cues(Lines lines) {
        this.lines = lines;
    }

    static Transcript srt(Lines lines) {
        return new Cues(lines).read();
    }

    static Transcript vtt(Lines lines) {
        if (lines.count() == 0 || !lines.get(0).startsWith("WEBVTT")) {
            throw lines.broken(0, "a WebVTT file must begin with WEBVTT");
        }
        return new Cues(lines).read();
    }

    private Transcript read() {
        int cues = 0;
        int line = 0;
        while (line < lines.count()) {
            if (!lines.get(line).contains(ARROW)) {
                line++;
                continue;
            }
            cues++;
            int first = line + 1;
            int next = first;
            while (next < lines.count() && !lines.get(next).isBlank()) {
                if (lines.get(next).contains(ARROW)) {
                    throw lines.broken(next, "a cue begins inside another, wanted an empty line between them");
                }
                next++;
            }
            cue(line, first, next);
            line = next;
        }
        if (cues == 0 && lines.text().lines().anyMatch(text -> !text.isBlank() && !text.startsWith("WEBVTT"))) {
            throw lines.broken(0, "there is no cue, wanted lines such as 00:00:01,000 " + ARROW + " 00:00:02,500");
        }
        return words.transcript();
    }

    private void cue(int line, int first, int next) {
        String[] times = lines.get(line).split(ARROW, 2);
        double start = seconds(line, times[0].strip());
        // WebVTT puts settings after the second time.
        double end = seconds(line, times[1].strip().split("\\s+", 2)[0]);
        if (start > end) {
            throw lines.broken(line, "the cue ends before it starts");
        }
        StringBuilder text = new StringBuilder();
        for (int i = first; i < next; i++) {
            text.append(lines.get(i)).append(' ');
        }
        double from = start;
        int place = 0;
        Matcher inner = INNER_TIME.matcher(text);
        while (inner.find()) {
            double until = Math.max(from, Math.min(end, seconds(line, inner.group(1))));
            words.share(plain(text.substring(place, inner.start())), from, until);
            from = until;
            place = inner.end();
        }
        words.share(plain(text.substring(place)), from, end);
    }

    private double seconds(int line, String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw lines.broken(line, "found " + text + ", wanted a time such as 00:01:02.345");
        }
        String hours = time.group(1) == null ? "0" : time.group(1);
        // A fraction of 1 to 3 digits: .5 is half a second.
        double fraction = Double.parseDouble("0." + time.group(4));
        return Double.parseDouble(hours) * 3600
                + Integer.parseInt(time.group(2)) * 60
                + Integer.parseInt(time.group(3))
                + fraction;
    }

    /** Takes tags out and puts in what stands for signs. */
    private static String plain(String text) {
        return TAG.matcher(text)
                .replaceAll("")
                .replace("&nbsp;", " ")
                .replace("&lrm;", "")
                .replace("&rlm;", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
