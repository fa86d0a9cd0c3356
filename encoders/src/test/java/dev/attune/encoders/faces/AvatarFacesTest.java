package dev.attune.encoders.faces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.corpus.CorpusContext;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.media.Media;
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Span;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import dev.attune.datasets.avatar.AvatarConfig;
import dev.attune.datasets.avatar.AvatarPlugin;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heads of the avatar corpus count as faces: of every speaker, in every mood, also while they blink and speak. */
final class AvatarFacesTest {
    private static final int SIZE = 240;

    @Test
    void theCascadeFindsDrawnFaces(@TempDir Path folder) {
        AvatarConfig.Shares equal = new AvatarConfig.Shares(1, 1, 1);
        AvatarConfig config =
                new AvatarConfig(12, 3, 5, SIZE, SIZE, 6, 0.2, new AvatarConfig.Carries(equal, equal), 21);
        List<Picture> pictures = Collections.synchronizedList(new ArrayList<>());
        make(
                new AvatarPlugin().corpora().get(0),
                config,
                new CorpusContext(folder, new Keeping(pictures), (a, b) -> {}));
        assertThat(pictures).hasSize(12 * 15);
        int found = 0;
        try (FaceDetector detector = new CascadeDetector(FaceConfig.DEFAULT)) {
            assertThat(detector.format(SIZE, SIZE).width()).isEqualTo(SIZE);
            for (Picture picture : pictures) {
                List<Face> faces = detector.detect(picture);
                found += faces.size() == 1 && isWhereTheHeadIs(faces.get(0).box()) ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThan(pictures.size() * 95 / 100);
    }

    private static boolean isWhereTheHeadIs(Box box) {
        Point centre = box.centre();
        return Math.abs(centre.x() / SIZE - 0.5) < 0.12
                && Math.abs(centre.y() / SIZE - 0.5) < 0.15
                && box.width() > 0.4 * SIZE
                && box.width() < 0.8 * SIZE;
    }

    private static <C extends Record> void make(CorpusFactory<C> corpus, Record config, CorpusContext context) {
        corpus.make(corpus.configType().cast(config), context);
    }

    /** Keeps the pictures of all videos, in grey. */
    private record Keeping(List<Picture> pictures) implements Media {
        @Override
        public Recording open(Path file) {
            throw new UnsupportedOperationException("nothing is opened here");
        }

        @Override
        public VideoWriter write(Path file, VideoFormat format) {
            return new VideoWriter() {
                @Override
                public void picture(BufferedImage image, double seconds) {
                    pictures.add(grey(image, seconds));
                }

                @Override
                public void sound(float[] samples, int count) {}

                @Override
                public void finish() {}

                @Override
                public void close() {}
            };
        }

        private static Picture grey(BufferedImage image, double seconds) {
            ByteBuffer pixels = ByteBuffer.allocateDirect(image.getWidth() * image.getHeight());
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int rgb = image.getRGB(x, y);
                    // The weights of luma that video uses.
                    pixels.put((byte)
                            Math.round(0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255)));
                }
            }
            return new Picture(
                    new Span(seconds, seconds + 0.2), image.getWidth(), image.getHeight(), Colour.GREY, pixels);
        }
    }
}
