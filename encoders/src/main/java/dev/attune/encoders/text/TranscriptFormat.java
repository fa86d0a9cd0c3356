package dev.attune.encoders.text;

import dev.attune.api.PublicApi;

/**
 * The forms of a file with words and times, the most exact first; where several lie beside a clip, the first of them is read.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public enum TranscriptFormat {
    /** {@code .words.csv}: a header with {@code word}, {@code start} (or {@code begin}) and {@code end}, in seconds. */
    WORDS_CSV(".words.csv"),
    /** {@code .words.json}: objects with {@code word}, {@code start} (or {@code begin}) and {@code end}, in seconds. */
    WORDS_JSON(".words.json"),
    /** {@code .align}: the corpus GRID's, whose unit is 1/25000 s. */
    ALIGN(".align"),
    /** {@code .vtt}: WebVTT; words share the time of their cue, or what is between two times inside it. */
    VTT(".vtt"),
    /** {@code .srt}: SubRip; words share the time of their cue. */
    SRT(".srt");

    private final String ending;

    TranscriptFormat(String ending) {
        this.ending = ending;
    }

    /** Returns how the names of such files end. */
    public String ending() {
        return ending;
    }
}
