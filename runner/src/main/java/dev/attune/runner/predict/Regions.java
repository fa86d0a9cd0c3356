package dev.attune.runner.predict;

import dev.attune.api.media.Region;
import dev.attune.runner.trial.NpyFiles;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/** The part of each picture that an encoder looked at, such as the face. */
final class Regions {
    private static final int NUMBERS = 5; // x, y, width, height, score; zeros where there is none

    private final float[] numbers;

    private Regions(float[] numbers) {
        this.numbers = numbers;
    }

    /** Returns regions of no picture. */
    static Regions none() {
        return new Regions(new float[0]);
    }

    /**
     * Reads those of the first modality that has some.
     *
     * @param clip the folder of the clip in a feature store
     * @param modalities in which to look
     * @param frames of the clip
     * @throws dev.attune.api.DataException if the file is damaged
     */
    static Regions read(Path clip, Collection<String> modalities, int frames) {
        return modalities.stream()
                .map(modality -> clip.resolve(modality + ".region.npy"))
                .filter(Files::exists)
                .findFirst()
                .map(file -> new Regions(NpyFiles.read(file, Math.multiplyExact(frames, NUMBERS))))
                .orElseGet(Regions::none);
    }

    /** Returns that of a frame. */
    Optional<Region> at(int frame) {
        int first = frame * NUMBERS;
        if (first + NUMBERS > numbers.length || !(numbers[first + 2] > 0) || !(numbers[first + 3] > 0)) {
            return Optional.empty();
        }
        return Optional.of(new Region(
                numbers[first],
                numbers[first + 1],
                numbers[first + 2],
                numbers[first + 3],
                Math.max(0, Math.min(1, numbers[first + 4]))));
    }

    /**
     * Returns how much of the regions a rectangle would hide, over all frames.
     *
     * @param place in parts of the picture
     */
    double hidden(Rectangle2D place) {
        double sum = 0;
        for (int frame = 0; frame < numbers.length / NUMBERS; frame++) {
            int first = frame * NUMBERS;
            Rectangle2D shared = place.createIntersection(
                    new Rectangle2D.Double(numbers[first], numbers[first + 1], numbers[first + 2], numbers[first + 3]));
            sum += shared.isEmpty() ? 0 : shared.getWidth() * shared.getHeight();
        }
        return sum;
    }
}
