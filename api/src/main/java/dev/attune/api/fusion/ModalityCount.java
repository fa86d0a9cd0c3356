package dev.attune.api.fusion;

import dev.attune.api.PublicApi;

/**
 * How many modalities a fusion can work with; both ends belong to the range.
 *
 * @param least at least 1
 * @param most at least as many
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record ModalityCount(int least, int most) {
    /** Any number from one on. */
    public static final ModalityCount ANY = atLeast(1);

    /** Checks the ends. */
    public ModalityCount {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "a range of modalities must begin at 1 or more and not end before, found " + least + " to " + most);
        }
    }

    /**
     * Makes a range without an upper end.
     *
     * @param least at least 1
     */
    public static ModalityCount atLeast(int least) {
        return new ModalityCount(least, Integer.MAX_VALUE);
    }

    /**
     * Makes a range of one number.
     *
     * @param count at least 1
     */
    public static ModalityCount exactly(int count) {
        return new ModalityCount(count, count);
    }

    /**
     * Returns whether a number lies in the range.
     *
     * @param count a number of modalities
     */
    public boolean contains(int count) {
        return count >= least && count <= most;
    }

    /** Returns the range in words, for example {@code at least 2 modalities}. */
    public String words() {
        if (least == most) {
            return "exactly " + least + (least == 1 ? " modality" : " modalities");
        }
        String from = "at least " + least + (least == 1 ? " modality" : " modalities");
        return most == Integer.MAX_VALUE ? from : "between " + least + " and " + most + " modalities";
    }
}
