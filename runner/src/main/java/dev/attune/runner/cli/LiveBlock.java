package dev.attune.runner.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Some lines at the end of a terminal that are drawn again and again, below lines that stay. Safe for use by several threads. */
final class LiveBlock {
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final Supplier<TerminalSize> size;
    private List<String> lines = List.of();
    private int drawn;
    private boolean ended;

    /**
     * Makes an empty block.
     *
     * @param out the terminal
     * @param size how much it shows
     */
    LiveBlock(PrintWriter out, Supplier<TerminalSize> size) {
        this.out = out;
        this.size = size;
    }

    /** Prints a line that stays, above the block. */
    synchronized void print(String line) {
        if (!ended) {
            draw(line + System.lineSeparator());
        }
    }

    /** Shows other lines; the last one is shown even if there is no room for all. */
    synchronized void show(List<String> present) {
        if (!ended) {
            lines = List.copyOf(present);
            draw("");
        }
    }

    /** Removes the block and draws no other. */
    synchronized void end() {
        if (!ended) {
            lines = List.of();
            draw("");
            ended = true;
        }
    }

    private void draw(String above) {
        TerminalSize room = size.get();
        List<String> visible = fitting(room.rows() - 1);
        // In one piece, or the terminal flickers. A line that wrapped would make the next erasure miss.
        String text = (drawn == 0 ? "" : "\u001b[" + drawn + "A\r" + CLEAR_BELOW)
                + above
                + visible.stream()
                        .map(line -> DisplayWidth.cut(line, room.columns() - 1) + System.lineSeparator())
                        .collect(Collectors.joining());
        drawn = visible.size();
        out.print(text);
        out.flush();
    }

    private List<String> fitting(int rows) {
        if (lines.size() <= rows || lines.isEmpty()) {
            return lines;
        }
        List<String> first = lines.subList(0, Math.max(0, rows - 1));
        return java.util.stream.Stream.concat(first.stream(), java.util.stream.Stream.of(lines.get(lines.size() - 1)))
                .toList();
    }
}
