package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import dev.attune.api.media.Media;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.VideoWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks what every way of opening and writing recordings promises; each plugin extends it once for each of its own.
 *
 * <pre>{@code
 * class MyMediaTest extends MediaContract<MyConfig> {
 *     @Override
 *     protected MediaFactory<MyConfig> factory() {
 *         return new MyMediaFactory();
 *     }
 *
 *     @Override
 *     protected MyConfig config() {
 *         return new MyConfig();
 *     }
 * }
 * }</pre>
 *
 * <p>Needs no file: what is read is first written, a video of one second with a gap between two pictures and with a tone in the middle.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class MediaContract<C extends Record> {
    /** A codec may lose that much of a grey, of 255. */
    private static final int LOST_GREY = 12;

    /** Containers count time in small steps. */
    private static final double CLOCK = 2e-3;

    private static final int RATE = 16_000;

    /** A buffer that fits neither a packet nor a second. */
    private static final int ODD = 777;

    /** Makes a contract. */
    protected MediaContract() {}

    /** Returns the factory under test. */
    protected abstract MediaFactory<C> factory();

    /** Returns the options under test. */
    protected abstract C config();

    /**
     * Returns the name of a video file that can be written, such as {@code clip.mp4}, which is what it is by default.
     *
     * @param name the name without an ending
     */
    protected String fileName(String name) {
        return name + ".mp4";
    }

    /** Checks name, options and summary, which users see. */
    @Test
    public final void describesItself() {
        FactoryChecks.check(factory(), config());
    }

    /** Checks that a picture that was written is found at its time. */
    @Test
    public final void findsThePicturesThatWereWritten(@TempDir Path folder) {
        Recording recording = sample(folder);
        assertThat(recording.file())
                .as("file() must be the file that was opened")
                .isEqualTo(folder.resolve(fileName("sample")));
        assertThat(List.of(recording.width(), recording.height()))
                .as("width() and height() must be those of the upright picture")
                .containsExactly(SampleVideo.WIDTH, SampleVideo.HEIGHT);
        assertThat(recording.findings())
                .as("findings() must be empty for a file without faults")
                .isEmpty();
        Timeline timeline = recording.timeline();
        assertThat(timeline.length())
                .as("the clock must have a frame for each picture, and no more for a gap")
                .isEqualTo(SampleVideo.PICTURES);
        List<Shot> shots = shots(recording, PictureFormat.original(Colour.GREY));
        assertThat(shots).as("every picture must be found again").hasSize(SampleVideo.PICTURES);
        for (int k = 0; k < SampleVideo.PICTURES; k++) {
            assertThat(timeline.seconds(k))
                    .as("picture %d must stand at its own time, never at its number divided by a rate", k)
                    .isCloseTo(SampleVideo.seconds(k), within(CLOCK));
            assertThat(shots.get(k).brightness())
                    .as("picture %d must look as it was written; mind the order of pictures and the range of greys", k)
                    .isCloseTo(SampleVideo.grey(k), within((double) LOST_GREY));
        }
    }

    /** Checks that pictures agree with the clock. */
    @Test
    public final void givesPicturesInTheOrderOfTheirTimes(@TempDir Path folder) {
        Recording recording = sample(folder);
        Timeline timeline = recording.timeline();
        List<Shot> shots = shots(recording, PictureFormat.original(Colour.RGB));
        assertThat(recording.hasPictures())
                .as("hasPictures() must be true of a video")
                .isTrue();
        assertThat(shots)
                .as("there must be a picture for each frame of the clock")
                .hasSize(timeline.length());
        for (int frame = 0; frame < timeline.length(); frame++) {
            Span span = shots.get(frame).span;
            assertThat(new double[] {span.start(), span.end()})
                    .as("picture %d must be shown from its own time to that of the next, as the clock has it", frame)
                    .containsExactly(new double[] {timeline.seconds(frame), timeline.end(frame)}, within(1e-9));
        }
    }

    /** Checks size and colours of pictures. */
    @Test
    public final void givesPicturesInTheFormThatIsWanted(@TempDir Path folder) {
        Recording recording = sample(folder);
        for (Colour colour : Colour.values()) {
            PictureFormat wanted = new PictureFormat(SampleVideo.WIDTH / 2, SampleVideo.HEIGHT / 4, colour);
            List<Shot> shots = shots(recording, wanted);
            assertThat(shots)
                    .as("a form that is wanted must not change how many pictures there are")
                    .hasSize(SampleVideo.PICTURES);
            for (Shot shot : shots) {
                assertThat(List.of(shot.width, shot.height, shot.colour))
                        .as("a picture must have the size and the colours that the PictureFormat wants")
                        .containsExactly(wanted.width(), wanted.height(), wanted.colour());
            }
            assertThat(shots.get(0).brightness())
                    .as("a picture that is scaled must be as bright as before")
                    .isCloseTo(SampleVideo.grey(0), within((double) LOST_GREY));
        }
    }

    /** Checks where the sound stands, and that there is silence where there is none. */
    @Test
    public final void givesSoundFromZeroToTheEndOfTheClock(@TempDir Path folder) {
        Recording recording = sample(folder);
        double end = recording.timeline().end();
        for (int rate : new int[] {RATE, 22_050}) {
            float[] sound = sound(recording, rate, 4096);
            assertThat((double) sound.length)
                    .as(
                            "sound must reach from time zero to the end of the clock, %s s, at %d samples a second",
                            end, rate)
                    .isCloseTo(end * rate, within(1.0));
            for (float value : sound) {
                assertThat(value).as("a sample must be a number from -1 to 1").isBetween(-1f, 1f);
            }
            assertThat(loudness(sound, rate, SampleVideo.TONE))
                    .as("the tone must be heard where it was written, from %s s on", SampleVideo.TONE.start())
                    .isGreaterThan(0.1);
            assertThat(loudness(sound, rate, SampleVideo.BEFORE))
                    .as("there must be silence before the tone; is the delay of the codec taken off?")
                    .isLessThan(0.02);
            assertThat(loudness(sound, rate, SampleVideo.AFTER))
                    .as("there must be silence after the tone")
                    .isLessThan(0.02);
        }
        assertThat(recording.soundSpans())
                .as("soundSpans() must say that there is sound, where it is digital silence, too")
                .isNotEmpty();
        double covered = recording.soundSpans().stream()
                .mapToDouble(SampleVideo.TONE::overlap)
                .sum();
        assertThat(covered).as("soundSpans() must cover the tone").isCloseTo(SampleVideo.TONE.seconds(), within(CLOCK));
        for (int i = 1; i < recording.soundSpans().size(); i++) {
            assertThat(recording.soundSpans().get(i - 1).end())
                    .as("soundSpans() must ascend and not overlap")
                    .isLessThanOrEqualTo(recording.soundSpans().get(i).start());
        }
    }

    /** Checks that nobody needs to know how much comes at once. */
    @Test
    public final void givesTheSameSoundInPiecesOfAnySize(@TempDir Path folder) {
        Recording recording = sample(folder);
        Identity.check(
                "sound must be the same whatever the size of the array that takes it; keep what does not fit",
                sound(recording, RATE, RATE),
                sound(recording, RATE, ODD));
        try (SoundStream stream = recording.sound(RATE)) {
            assertThat(stream.rate())
                    .as("rate() must be the rate that was asked for")
                    .isEqualTo(RATE);
            float[] piece = new float[RATE];
            int count = 0;
            while (count != -1) {
                count = stream.read(piece);
            }
            assertThat(stream.read(piece))
                    .as("read() must give -1 after the last sample, however often it is asked")
                    .isEqualTo(-1);
        }
    }

    /** Checks a video without sound. */
    @Test
    public final void givesSilenceWhereThereIsNoSound(@TempDir Path folder) {
        Path file = folder.resolve(fileName("silent"));
        Media media = media();
        SampleVideo.write(media, file, 0);
        Recording recording = media.open(file);
        assertThat(recording.soundSpans())
                .as("soundSpans() must be empty for a file without sound")
                .isEmpty();
        float[] sound = sound(recording, RATE, RATE);
        assertThat((double) sound.length)
                .as("where there is no sound there must be silence up to the end of the clock")
                .isCloseTo(recording.timeline().end() * RATE, within(1.0));
        assertThat(sound).as("where there is no sound there must be silence").containsOnly(0f);
    }

    /** Checks that a recording that is opened again, or read again, is the same. */
    @Test
    public final void isTheSameWheneverItIsRead(@TempDir Path folder) {
        Recording recording = sample(folder);
        Recording again = media().open(recording.file());
        assertThat(again.timeline().toArray())
                .as("a file that is opened again must have the same clock")
                .containsExactly(recording.timeline().toArray());
        PictureFormat format = PictureFormat.original(Colour.BGR);
        List<Shot> shots = shots(recording, format);
        assertThat(shots(recording, format))
                .as("pictures that are read again must be the same")
                .isEqualTo(shots);
        assertThat(shots(again, format))
                .as("a file that is opened again must have the same pictures")
                .isEqualTo(shots);
        Identity.check(
                "a file that is opened again must have the same sound; start a decoder of its own for each stream",
                sound(recording, RATE, RATE),
                sound(again, RATE, RATE));
    }

    /** Checks that the streams of a recording do not know of each other. */
    @Test
    public final void readsSeveralStreamsAtOnce(@TempDir Path folder) {
        Recording recording = sample(folder);
        PictureFormat format = PictureFormat.original(Colour.GREY);
        List<Shot> expected = shots(recording, format);
        float[] piece = new float[ODD];
        try (PictureStream ahead = recording.pictures(format);
                PictureStream behind = recording.pictures(format);
                SoundStream sound = recording.sound(RATE)) {
            requirePicture(ahead.next());
            for (int k = 0; k + 1 < expected.size(); k++) {
                sound.read(piece);
                Shot next = Shot.of(requirePicture(ahead.next()));
                Shot here = Shot.of(requirePicture(behind.next()));
                assertThat(List.of(here, next))
                        .as("several streams of a recording may be read at once, so none may move another")
                        .isEqualTo(expected.subList(k, k + 2));
            }
        }
    }

    /** Checks that a wrong file is a message for the user. */
    @Test
    public final void refusesWhatIsNoRecording(@TempDir Path folder) throws IOException {
        refuse(folder.resolve(fileName("absent")), "a file that does not exist");
        Path text = Files.writeString(folder.resolve(fileName("text")), "This is no recording.\n");
        refuse(text, "a file that is no recording");
        refuse(Files.createFile(folder.resolve(fileName("empty"))), "an empty file");
        refuse(Files.createDirectory(folder.resolve(fileName("folder"))), "a folder");
    }

    private void refuse(Path file, String what) {
        Throwable found = catchThrowable(() -> media().open(file));
        assertThat(found).as("%s must be refused with a DataException", what).isInstanceOf(DataException.class);
        assertThat(found)
                .as("the DataException for %s must name the file, so that the user finds it", what)
                .hasMessageContaining(file.getFileName().toString());
    }

    /** Checks that a video stands under its name only when it is whole. */
    @Test
    public final void leavesNothingOfAVideoThatIsNotFinished(@TempDir Path folder) throws IOException {
        Path file = folder.resolve(fileName("unfinished"));
        Media media = media();
        SampleVideo.begin(media, file);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.toList())
                    .as("a writer that is closed before finish() must remove what it wrote")
                    .isEmpty();
        }
        SampleVideo.write(media, file, RATE);
        byte[] before = Files.readAllBytes(file);
        SampleVideo.begin(media, file);
        assertThat(Files.readAllBytes(file))
                .as("a video must replace another only when it is finished; write under another name")
                .isEqualTo(before);
    }

    /** Checks that closing twice does no harm. */
    @Test
    public final void letsStreamsBeClosedTwice(@TempDir Path folder) {
        Media media = media();
        Path file = folder.resolve(fileName("closed"));
        VideoWriter writer = SampleVideo.write(media, file, RATE);
        Recording recording = media.open(file);
        PictureStream pictures = recording.pictures(PictureFormat.original(Colour.GREY));
        SoundStream sound = recording.sound(RATE);
        requirePicture(pictures.next());
        assertThatCode(() -> {
                    writer.close();
                    pictures.close();
                    pictures.close();
                    sound.close();
                    sound.close();
                })
                .as("closing what is closed must do nothing; remember that it was closed")
                .doesNotThrowAnyException();
    }

    private Media media() {
        return factory().create(config());
    }

    private Recording sample(Path folder) {
        Media media = media();
        Path file = folder.resolve(fileName("sample"));
        SampleVideo.write(media, file, RATE);
        return media.open(file);
    }

    private static Picture requirePicture(@Nullable Picture picture) {
        if (picture == null) {
            throw new AssertionError(
                    "pictures must not end before the clock does; several streams of a recording may be read at once");
        }
        return picture;
    }

    private static List<Shot> shots(Recording recording, PictureFormat format) {
        List<Shot> shots = new ArrayList<>();
        try (PictureStream stream = recording.pictures(format)) {
            for (Picture picture = stream.next(); picture != null; picture = stream.next()) {
                shots.add(Shot.of(picture));
            }
        }
        return shots;
    }

    private static float[] sound(Recording recording, int rate, int size) {
        float[] all = new float[(int) Math.ceil(recording.timeline().end() * rate) + rate];
        float[] piece = new float[size];
        int length = 0;
        try (SoundStream stream = recording.sound(rate)) {
            for (int count = stream.read(piece); count != -1; count = stream.read(piece)) {
                assertThat(count)
                        .as("read() must give at least one sample, or -1 after the last")
                        .isBetween(1, size);
                assertThat(length + count)
                        .as("sound must end where the clock ends")
                        .isLessThanOrEqualTo(all.length);
                System.arraycopy(piece, 0, all, length, count);
                length += count;
            }
        }
        return Arrays.copyOf(all, length);
    }

    /** Returns the root of the mean square. */
    private static double loudness(float[] sound, int rate, Span span) {
        int from = (int) (span.start() * rate);
        int to = Math.min(sound.length, (int) (span.end() * rate));
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) sound[i] * sound[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    /** A picture whose pixels last. */
    private record Shot(Span span, int width, int height, Colour colour, ByteBuffer pixels) {
        static Shot of(Picture picture) {
            ByteBuffer copy = ByteBuffer.allocate(picture.pixels().remaining());
            copy.put(picture.pixels()).flip();
            return new Shot(picture.span(), picture.width(), picture.height(), picture.colour(), copy);
        }

        double brightness() {
            double sum = 0;
            for (int i = 0; i < pixels.limit(); i++) {
                sum += pixels.get(i) & 255;
            }
            return sum / pixels.limit();
        }
    }
}
