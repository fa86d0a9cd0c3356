package dev.attune.datasets.affwild2;

import java.util.stream.IntStream;

/**
 * A trial of the made-up corpus, whose labels and features are formulas of its number and the frame.
 *
 * @param name of the trial
 * @param folder of its label file: Train_Set, Validation_Set, or empty for a test trial
 * @param number tells its labels from others'
 * @param video the number of the video that it shares with another
 * @param videoName the name of that video
 * @param frames of the video
 * @param rows of labels
 * @param labelled whether any of them is valid
 */
record MadeUpTrial(
        String name, String folder, int number, int video, String videoName, int frames, int rows, boolean labelled) {
    static final int VISUAL = 3;
    static final int AUDIO = 2;

    /** Returns a label as the file has it: -5 for none, by rules that hit one target, the other, or both. */
    float label(int row, int target) {
        boolean neither = (row + number) % 7 == 3 || row / 4 % 5 == 1;
        boolean missing = neither || (row + number) % (target == 0 ? 11 : 13) == 5;
        return !labelled || missing ? -5 : written(row, target);
    }

    private float written(int row, int target) {
        return Float.parseFloat(text(row, target));
    }

    /** Returns the label in the digits of the file, from -0.999 to 0.999. */
    private String text(int row, int target) {
        int thousandths = (row * 37 + number * 101 + target * 501) % 1999 - 999;
        return String.valueOf(thousandths / 1000.0);
    }

    String line(int row) {
        return cell(row, 0) + "," + cell(row, 1);
    }

    private String cell(int row, int target) {
        return label(row, target) == -5 ? "-5" : text(row, target);
    }

    /** Returns the label that a frame must have, NaN for none. */
    float truth(int frame, int target) {
        return frame >= rows || label(frame, target) == -5 ? Float.NaN : label(frame, target);
    }

    /** Returns the rows that the authors keep: those with at least one label. */
    int[] kept() {
        return IntStream.range(0, rows)
                .filter(row -> label(row, 0) != -5 || label(row, 1) != -5)
                .toArray();
    }

    /** Returns a feature of a frame of the video. */
    float feature(String modality, int frame, int column) {
        return video * 1000 + frame + (modality.equals("visual") ? 0.25f : 0.5f) * (column + 1);
    }

    /** Returns whether the video shows a face at a frame: there are gaps, of single frames and longer. */
    boolean face(int frame) {
        return frame < frames && frame % 9 != 4 && (frame / 5) % 6 != 2;
    }

    double seconds(int frame) {
        return frame < frames ? frame / 30.0 + 0.001 * (frame % 3) : Double.NaN;
    }
}
