package dev.attune.datasets.avatar;

import dev.attune.api.data.Split;
import dev.attune.api.media.Media;
import dev.attune.api.media.VideoFormat;
import dev.attune.api.media.VideoWriter;
import dev.attune.api.nn.RandomSource;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One recording: what is true in it, who speaks, and the files that it becomes. */
final class AvatarClip {
    private final String name;
    private final Split split;
    private final AvatarConfig config;
    private final Truth truth;
    private final Speaker speaker;
    private final List<SpokenWord> words;
    private final RandomSource random;

    /**
     * @param name of its files
     * @param index among the clips of its split
     */
    AvatarClip(String name, Split split, int index, AvatarConfig config) {
        this.name = name;
        this.split = split;
        this.config = config;
        RandomSource corpus = RandomSource.of(config.seed());
        this.random = corpus.fork("clip." + name);
        this.truth = new Truth(config, random.fork("truth"));
        this.speaker = Speaker.of(index % config.speakers(), corpus)
                .onAnotherDay(random.fork("day").next());
        this.words = Speech.compose(truth, seconds(), random.fork("speech").next());
    }

    String name() {
        return name;
    }

    Split split() {
        return split;
    }

    Truth truth() {
        return truth;
    }

    List<SpokenWord> words() {
        return words;
    }

    /** Returns the length: whole frames. */
    double seconds() {
        return time(config.frames());
    }

    /** Returns when a frame begins. */
    double time(int frame) {
        return frame / config.rate();
    }

    /** Writes the video, its transcript and its labels. */
    void write(Path folder, Media media) {
        writeVideo(folder.resolve(name + ".mp4"), media);
        TextFiles.write(folder.resolve(name + ".words.csv"), transcript());
        TextFiles.write(folder.resolve(name + ".labels.csv"), labels());
    }

    private void writeVideo(Path file, Media media) {
        VideoFormat format = new VideoFormat(config.width(), config.height(), config.rate(), Voice.RATE);
        float[] sound = new Voice(speaker, truth, random.fork("voice").next())
                .speak(words, (int) Math.round(seconds() * Voice.RATE));
        Motion motion = new Motion(truth, words, seconds(), random.fork("motion"));
        FacePainter painter = new FacePainter(speaker);
        BufferedImage image = new BufferedImage(config.width(), config.height(), BufferedImage.TYPE_3BYTE_BGR);
        try (VideoWriter writer = media.write(file, format)) {
            int written = 0;
            for (int frame = 0; frame < config.frames(); frame++) {
                painter.paint(image, motion.at(time(frame)));
                writer.picture(image, time(frame));
                // Sound goes along with the pictures, so that no writer has to keep one for the other.
                int until = Math.min(sound.length, (int) Math.round(time(frame + 1) * Voice.RATE));
                writer.sound(Arrays.copyOfRange(sound, written, until), until - written);
                written = until;
            }
            writer.finish();
        }
    }

    private String transcript() {
        StringBuilder text = new StringBuilder("word,start,end\n");
        for (SpokenWord word : words) {
            text.append(String.format(Locale.ROOT, "%s,%.3f,%.3f\n", word.text(), word.start(), word.end()));
        }
        return text.toString();
    }

    private String labels() {
        StringBuilder text = new StringBuilder("time,valence,arousal\n");
        for (int frame = 0; frame < config.frames(); frame++) {
            double time = time(frame);
            text.append(String.format(
                    Locale.ROOT,
                    "%.6f,%.4f,%.4f\n",
                    time,
                    truth.label(Target.VALENCE, time),
                    truth.label(Target.AROUSAL, time)));
        }
        return text.toString();
    }
}
