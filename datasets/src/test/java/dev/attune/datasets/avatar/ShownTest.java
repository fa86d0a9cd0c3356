package dev.attune.datasets.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.corpus.CorpusContext;
import dev.attune.datasets.avatar.AvatarConfig.Carries;
import dev.attune.datasets.avatar.AvatarConfig.Shares;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown, said and written can be read back from pictures, samples and words, by means that know nothing of how it was made. */
class ShownTest {
    private static final int SIZE = 160;
    private static final int RATE = 10;
    private static final Shares EQUAL = new Shares(1, 1, 1);
    private static final AvatarConfig CONFIG =
            new AvatarConfig(6, 10, RATE, SIZE, SIZE, 4, 0.2, new Carries(EQUAL, EQUAL), 11);
    private static final ArrayMedia MEDIA = new ArrayMedia();
    private static final List<AvatarClip> CLIPS = new AvatarCorpus(CONFIG).clips();

    @BeforeAll
    static void make(@TempDir Path folder) {
        new AvatarFactory().make(CONFIG, new CorpusContext(folder, MEDIA, (done, all) -> {}));
    }

    @Test
    void theMouthShowsValence() {
        List<Double> curves = new ArrayList<>();
        List<Double> parts = new ArrayList<>();
        for (AvatarClip clip : CLIPS) {
            List<Double> ofClip = new ArrayList<>();
            for (int frame = 0; frame < CONFIG.frames(); frame++) {
                double middle = darkness(clip, frame, 0.46, 0.54, 0.62, 0.76);
                double left = darkness(clip, frame, 0.40, 0.43, 0.62, 0.76);
                double right = darkness(clip, frame, 0.57, 0.60, 0.62, 0.76);
                ofClip.add(middle - (left + right) / 2);
                parts.add(clip.truth().part(Modality.VISUAL, Target.VALENCE, clip.time(frame)));
            }
            curves.addAll(centred(ofClip));
        }
        assertThat(Numbers.correlation(curves, parts)).isGreaterThan(0.7);
    }

    @Test
    void browsShowArousal() {
        List<Double> heights = new ArrayList<>();
        List<Double> parts = new ArrayList<>();
        for (AvatarClip clip : CLIPS) {
            List<Double> ofClip = new ArrayList<>();
            for (int frame = 0; frame < CONFIG.frames(); frame++) {
                double brow = darkness(clip, frame, 0.36, 0.42, 0.29, 0.42);
                double nose = darkness(clip, frame, 0.46, 0.54, 0.50, 0.60);
                ofClip.add(nose - brow);
                parts.add(clip.truth().part(Modality.VISUAL, Target.AROUSAL, clip.time(frame)));
            }
            heights.addAll(centred(ofClip));
        }
        assertThat(Numbers.correlation(heights, parts)).isGreaterThan(0.6);
    }

    @Test
    void theVoiceShowsArousalInLoudnessAndPitch() {
        List<Double> loudness = new ArrayList<>();
        List<Double> pitch = new ArrayList<>();
        List<Double> parts = new ArrayList<>();
        for (AvatarClip clip : CLIPS) {
            float[] sound = MEDIA.video(clip.name() + ".mp4").sound();
            for (SpokenWord word : clip.words()) {
                Syllable syllable = word.syllables().get(0);
                double middle = (syllable.start() + syllable.end()) / 2;
                int from = sample(middle);
                parts.add(clip.truth().part(Modality.AUDIO, Target.AROUSAL, middle));
                pitch.add(-Math.log(period(sound, from)));
                loudness.add(Math.log(power(sound, from - 320, from + 320, 0)));
            }
        }
        assertThat(Numbers.correlation(pitch, parts)).isGreaterThan(0.7);
        assertThat(Numbers.correlation(loudness, parts)).isGreaterThan(0.7);
    }

    @Test
    void theVoiceShowsValenceInItsTimbre() {
        List<Double> brightness = new ArrayList<>();
        List<Double> parts = new ArrayList<>();
        for (AvatarClip clip : CLIPS) {
            float[] sound = MEDIA.video(clip.name() + ".mp4").sound();
            List<Syllable> syllables = clip.words().stream()
                    .flatMap(word -> word.syllables().stream())
                    .toList();
            // Vowels differ in brightness more than moods do: the mean over some tells the mood.
            for (int first = 0; first + 6 <= syllables.size(); first++) {
                double sum = 0;
                for (Syllable syllable : syllables.subList(first, first + 6)) {
                    int middle = sample(0.4 * syllable.start() + 0.6 * syllable.end());
                    sum += Math.log(
                            power(sound, middle - 400, middle + 400, 1) / power(sound, middle - 400, middle + 400, 0));
                }
                brightness.add(sum / 6);
                double time = syllables.get(first + 3).start();
                parts.add(clip.truth().part(Modality.AUDIO, Target.VALENCE, time));
            }
        }
        assertThat(Numbers.correlation(brightness, parts)).isGreaterThan(0.45);
    }

    @Test
    void wordsShowSentimentAndIntensity() {
        List<AvatarClip> many =
                new AvatarCorpus(new AvatarConfig(200, 10, 25, 96, 96, 4, 0.2, new Carries(EQUAL, EQUAL), 3)).clips();
        Set<String> pleasant = Set.of("love", "adore", "wonderful", "lovely", "gift", "nice", "happy", "treasure");
        Set<String> unpleasant = Set.of("hate", "loathe", "awful", "terrible", "mess", "bad", "sad", "disaster");
        assertThat(mean(many, pleasant, Target.VALENCE)).isGreaterThan(0.35);
        assertThat(mean(many, unpleasant, Target.VALENCE)).isLessThan(-0.35);
        assertThat(mean(many, Set.of("insanely", "wildly", "thrilling", "frantic"), Target.AROUSAL))
                .isGreaterThan(0.5);
        assertThat(mean(many, Set.of("slightly", "mildly", "serene", "dreary"), Target.AROUSAL))
                .isLessThan(-0.4);
    }

    @Test
    void wordsHaveTheTimesOfTheirSounds() {
        for (AvatarClip clip : CLIPS) {
            float[] sound = MEDIA.video(clip.name() + ".mp4").sound();
            double before = 0;
            for (SpokenWord word : clip.words()) {
                assertThat(word.start()).isGreaterThanOrEqualTo(before - 1e-9);
                double spoken = power(sound, sample(word.start()), sample(word.end()), 0);
                assertThat(spoken).as(word.text()).isGreaterThan(1e-4);
                if (word.start() - before > 0.1) {
                    assertThat(power(sound, sample(before + 0.02), sample(word.start()), 0))
                            .as("before " + word.text())
                            .isLessThan(spoken / 100);
                }
                before = word.end();
            }
            assertThat(before).isBetween(clip.seconds() - 2, clip.seconds());
        }
    }

    @Test
    void soundStaysWithinItsRange() {
        for (AvatarClip clip : CLIPS) {
            int clipped = 0;
            float[] sound = MEDIA.video(clip.name() + ".mp4").sound();
            for (float sample : sound) {
                assertThat(sample).isBetween(-1f, 1f);
                clipped += Math.abs(sample) > 0.975 ? 1 : 0;
            }
            assertThat(clipped).as(clip.name()).isLessThan(sound.length / 1000);
        }
    }

    /** Returns the height, in parts of the picture, of what is dark in a rectangle of it. */
    private static double darkness(AvatarClip clip, int frame, double x0, double x1, double y0, double y1) {
        double sum = 0;
        double weighted = 0;
        ArrayMedia.Video video = MEDIA.video(clip.name() + ".mp4");
        for (int y = (int) (y0 * SIZE); y < y1 * SIZE; y++) {
            for (int x = (int) (x0 * SIZE); x < x1 * SIZE; x++) {
                double dark = Math.pow(255 - video.brightness(frame, x, y), 4);
                sum += dark;
                weighted += dark * y / SIZE;
            }
        }
        return weighted / sum;
    }

    private static List<Double> centred(List<Double> values) {
        double mean = Numbers.mean(values);
        return values.stream().map(value -> value - mean).toList();
    }

    /** Returns the mean power of samples, or of their changes. */
    private static double power(float[] sound, int from, int to, int differences) {
        double sum = 0;
        for (int i = Math.max(1, from); i < Math.min(to, sound.length); i++) {
            double value = differences == 0 ? sound[i] : sound[i] - sound[i - 1];
            sum += value * value;
        }
        return sum / (to - from);
    }

    /** Returns the least period, in samples, by which a voice is nearly as much like itself as by any. */
    private static int period(float[] sound, int middle) {
        double[] likeness = new double[Voice.RATE / 75];
        double greatest = 0;
        for (int lag = Voice.RATE / 300; lag < likeness.length; lag++) {
            double product = 0;
            double energy = 1e-9;
            for (int i = middle - 400; i < middle + 400 - lag; i++) {
                product += sound[i] * sound[i + lag];
                energy += sound[i] * sound[i] + sound[i + lag] * sound[i + lag];
            }
            likeness[lag] = product / energy;
            greatest = Math.max(greatest, likeness[lag]);
        }
        int lag = 0;
        while (likeness[lag] < 0.92 * greatest) {
            lag++;
        }
        while (lag + 1 < likeness.length && likeness[lag + 1] > likeness[lag]) {
            lag++;
        }
        return lag;
    }

    private static int sample(double seconds) {
        return (int) (seconds * Voice.RATE);
    }

    /** Returns the mean of the words' part of a target where some words are said. */
    private static double mean(List<AvatarClip> clips, Set<String> chosen, Target target) {
        List<Double> parts = new ArrayList<>();
        for (AvatarClip clip : clips) {
            for (SpokenWord word : clip.words()) {
                if (chosen.contains(word.text().replaceAll("[.!]", ""))) {
                    parts.add(clip.truth().part(Modality.TEXT, target, word.start()));
                }
            }
        }
        assertThat(parts).hasSizeGreaterThan(20);
        return Numbers.mean(parts);
    }
}
