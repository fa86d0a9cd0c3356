package dev.attune.encoders.text;

import dev.attune.api.media.Recording;
import dev.attune.api.media.Word;
import java.util.List;

/** Hears where the words of a text are said. */
interface Aligner {
    /**
     * Finds words.
     *
     * @param text in lower case, without marks
     * @return those that were found, in their order; others may be missing
     */
    List<Word> align(Recording recording, String text);
}
