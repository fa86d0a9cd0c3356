package dev.attune.encoders.media;

import dev.attune.api.DataException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Which streams of a file are read.
 *
 * @param pictures the number of the stream of pictures, {@link #NONE} without
 * @param sound the number of the stream of sound, {@link #NONE} without
 * @param origin what the file counts at time 0, in seconds
 */
record Tracks(int pictures, int sound, double origin) {
    static final int NONE = -1;

    /**
     * Chooses the streams.
     *
     * @param findings takes what the user should know of the choice
     */
    static Tracks choose(Container container, FfmpegConfig config, List<String> findings) {
        List<Integer> videos = container.streams(avutil.AVMEDIA_TYPE_VIDEO);
        List<Integer> audios = container.streams(avutil.AVMEDIA_TYPE_AUDIO);
        if (videos.isEmpty() && audios.isEmpty()) {
            throw new DataException(
                    container.file() + " holds neither pictures nor sound, wanted a video or a sound file.");
        }
        int pictures = videos.isEmpty() ? NONE : best(container, avutil.AVMEDIA_TYPE_VIDEO, videos);
        int sound = audios.isEmpty() ? NONE : sound(container, config, audios, findings);
        if (sound != NONE && !Decoder.exists(container.stream(sound))) {
            findings.add("Its sound is left out: it is coded as "
                    + avcodec.avcodec_get_name(
                                    container.stream(sound).codecpar().codec_id())
                            .getString()
                    + ", which cannot be decoded.");
            sound = NONE;
        }
        return new Tracks(pictures, sound, origin(container, videos, audios));
    }

    private static int best(Container container, int type, List<Integer> streams) {
        int best = avformat.av_find_best_stream(container.context(), type, -1, -1, (AVCodec) null, 0);
        return streams.contains(best) ? best : streams.get(0);
    }

    private static int sound(Container container, FfmpegConfig config, List<Integer> audios, List<String> findings) {
        Optional<Integer> wanted = config.audioTrack();
        if (wanted.isPresent()) {
            if (wanted.get() >= audios.size()) {
                throw new DataException(container.file() + " has " + audios.size()
                        + (audios.size() == 1 ? " track" : " tracks")
                        + " of sound, wanted audio-track " + wanted.get()
                        + ", counted from 0; leave audio-track out to take the default one.");
            }
            return audios.get(wanted.get());
        }
        int taken = audios.stream()
                .filter(index -> (container.stream(index).disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0)
                .findFirst()
                .orElseGet(() -> best(container, avutil.AVMEDIA_TYPE_AUDIO, audios));
        if (audios.size() > 1) {
            findings.add("It has " + audios.size() + " tracks of sound, of which number " + audios.indexOf(taken)
                    + ", counted from 0, was taken; audio-track chooses another.");
        }
        return taken;
    }

    /** Finds where the container begins: with the first of its streams. */
    private static double origin(Container container, List<Integer> videos, List<Integer> audios) {
        double video = videos.stream()
                .mapToDouble(index -> start(container.stream(index)))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        // What a coder of sound puts before time zero is there to be dropped, and no beginning.
        double audio = audios.stream()
                .mapToDouble(index -> Math.max(0, start(container.stream(index))))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double first = Math.min(video, audio);
        return Double.isInfinite(first) ? 0 : first;
    }

    private static double start(AVStream stream) {
        return stream.start_time() == Ffmpeg.NO_TIME
                ? Double.POSITIVE_INFINITY
                : stream.start_time() * Ffmpeg.tick(stream.time_base());
    }
}
