package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.SoundStream;
import dev.attune.api.media.Span;
import org.junit.jupiter.api.Test;

/** Each test of the contract has to catch the mistake that it was written for. */
final class EncoderContractTest {
    private static final int RATE = 1000;

    /** Gives the loudness of each tenth of a second in which there is sound. */
    private static class Loudness implements Encoder {
        private boolean closed;

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public void encode(EncoderInput input, FeatureSink sink) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (input.recording().soundSpans().isEmpty()) {
                return;
            }
            float[] samples = new float[RATE / 10];
            double end = input.recording().timeline().end();
            try (SoundStream sound = input.recording().sound(RATE)) {
                for (int count = sound.read(samples), row = 0; count > 0; count = sound.read(samples), row++) {
                    double sum = 0;
                    for (int i = 0; i < count; i++) {
                        sum += samples[i] * samples[i];
                    }
                    Span span = new Span(row / 10.0, Math.min((row + 1) / 10.0, end));
                    sink.row(span, new float[] {value(sum / count)});
                }
            }
        }

        float value(double square) {
            return (float) Math.sqrt(square);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void acceptsAProperEncoder() {
        GivenEncoderContract contract = new GivenEncoderContract(Loudness::new);
        assertThatCode(() -> {
                    contract.factoryDescribesItself();
                    contract.givesRowsThatFollowTheRules();
                    contract.describesNoTimeOutsideTheClip();
                    contract.theSameClipGivesTheSameRows();
                    contract.givesNoRowWhereThereIsNothing();
                    contract.bearsBlackSilentAndShortClips();
                    contract.mayBeClosedTwice();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void catchesMemory() {
        GivenEncoderContract contract = new GivenEncoderContract(() -> new Loudness() {
            private double greatest = 1e-9;

            @Override
            float value(double square) {
                greatest = Math.max(greatest, square);
                return (float) (square / greatest);
            }
        });
        assertThatThrownBy(contract::theSameClipGivesTheSameRows).hasMessageContaining("must not remember them");
    }

    @Test
    void catchesTheLogarithmOfSilence() {
        GivenEncoderContract contract = new GivenEncoderContract(() -> new Loudness() {
            @Override
            float value(double square) {
                return (float) Math.log(square);
            }
        });
        assertThatThrownBy(contract::bearsBlackSilentAndShortClips)
                .hasMessageContaining("A black, silent clip is a clip and no error");
    }

    @Test
    void catchesRowsOutOfNothing() {
        GivenEncoderContract contract = new GivenEncoderContract(() -> new Loudness() {
            @Override
            public void encode(EncoderInput input, FeatureSink sink) {
                sink.row(new Span(0, 1), new float[1]);
            }
        });
        assertThatThrownBy(contract::givesNoRowWhereThereIsNothing)
                .hasMessageContaining("give no row, none of zeros either");
    }

    @Test
    void catchesTimesAfterTheEnd() {
        GivenEncoderContract contract = new GivenEncoderContract(() -> new Loudness() {
            @Override
            public void encode(EncoderInput input, FeatureSink sink) {
                double end = input.recording().timeline().end();
                sink.row(new Span(end - 0.5, end + 0.5), new float[1]);
            }
        });
        assertThatThrownBy(contract::describesNoTimeOutsideTheClip).hasMessageContaining("must not end after the clip");
    }

    @Test
    void catchesOtherWidthsAndNoRows() {
        GivenEncoderContract wide = new GivenEncoderContract(() -> new Loudness() {
            @Override
            public int outputs() {
                return 2;
            }
        });
        assertThatThrownBy(wide::givesRowsThatFollowTheRules).hasMessageContaining("must have 2 numbers, found 1");
        GivenEncoderContract mute = new GivenEncoderContract(() -> new Loudness() {
            @Override
            public void encode(EncoderInput input, FeatureSink sink) {}
        });
        assertThatThrownBy(mute::givesRowsThatFollowTheRules).hasMessageContaining("override input()");
    }

    @Test
    void catchesASecondCloseThatThrows() {
        GivenEncoderContract contract = new GivenEncoderContract(() -> new Loudness() {
            private int closed;

            @Override
            public void close() {
                if (closed++ > 0) {
                    throw new IllegalStateException("closed");
                }
            }
        });
        assertThatThrownBy(contract::mayBeClosedTwice).hasMessageContaining("closing what is closed must do nothing");
    }
}
