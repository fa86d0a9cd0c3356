package dev.attune.runner.extract;

import java.util.List;
import java.util.Optional;

/**
 * What became of one clip.
 *
 * @param clip the recording
 * @param parts its modalities, and its labels if it has any; what is known of them if it failed
 * @param failure why it failed, one sentence; empty if it did not
 */
public record ClipOutcome(ClipFile clip, List<Part> parts, Optional<String> failure) {
    /** Copies the list. */
    public ClipOutcome {
        parts = List.copyOf(parts);
    }

    /** What became of a part. */
    public enum Status {
        /** It was made. */
        OK,
        /** It was there, made of the same. */
        KEPT,
        /** It is not in the store. */
        FAILED
    }

    /**
     * A modality, or the labels.
     *
     * @param name of the modality, or {@code labels}
     * @param status what became of it
     * @param frames how many; 0 if it failed
     * @param valid how many of them have features, or labels
     * @param seconds of work, when it was made
     * @param findings what the user should know, or why it failed
     */
    public record Part(String name, Status status, int frames, int valid, double seconds, List<String> findings) {
        /** Copies the list. */
        public Part {
            findings = List.copyOf(findings);
        }

        static Part of(String name, ClipRecord.Part made, boolean kept) {
            return new Part(
                    name, kept ? Status.KEPT : Status.OK, made.frames(), made.valid(), made.seconds(), made.findings());
        }

        static Part failed(String name, String reason) {
            return new Part(name, Status.FAILED, 0, 0, 0, List.of(reason));
        }

        /** Returns the share of frames that have features. */
        public double validShare() {
            return frames == 0 ? 0 : (double) valid / frames;
        }
    }

    /** Returns whether it is in the store. */
    public boolean succeeded() {
        return failure.isEmpty();
    }

    /** Returns whether nothing had to be done. */
    public boolean wasThere() {
        return succeeded() && parts.stream().allMatch(part -> part.status() == Status.KEPT);
    }
}
