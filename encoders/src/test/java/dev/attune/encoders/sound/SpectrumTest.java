package dev.attune.encoders.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.media.SoundStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SpectrumTest {
    @Test
    void transformsAsDefined() {
        for (int length : new int[] {2, 8, 64, 512}) {
            SplittableRandom random = new SplittableRandom(length);
            double[] real = random.doubles(length, -1, 1).toArray();
            double[] imaginary = random.doubles(length, -1, 1).toArray();
            double[] foundReal = real.clone();
            double[] foundImaginary = imaginary.clone();
            new Fft(length).transform(foundReal, foundImaginary);
            for (int k = 0; k < length; k++) {
                double re = 0;
                double im = 0;
                for (int i = 0; i < length; i++) {
                    double angle = -2 * Math.PI * k * i / length;
                    re += real[i] * Math.cos(angle) - imaginary[i] * Math.sin(angle);
                    im += real[i] * Math.sin(angle) + imaginary[i] * Math.cos(angle);
                }
                assertThat(foundReal[k]).isCloseTo(re, within(1e-10));
                assertThat(foundImaginary[k]).isCloseTo(im, within(1e-10));
            }
        }
        assertThatThrownBy(() -> new Fft(400)).hasMessage("the length must be a power of two, found 400");
    }

    @Test
    void magnitudesAreThoseOfTheDefinition() {
        float[] samples = Signals.noise(0.1, 5);
        double[] found = new Spectrum().magnitudes(samples, 77);
        double[] wanted = Signals.magnitudes(samples, 77);
        for (int bin = 0; bin < wanted.length; bin++) {
            assertThat(found[bin]).isCloseTo(wanted[bin], within(1e-10));
        }
    }

    @Test
    void windowsAreWhatTheStreamHolds() {
        float[] all = Signals.noise(4, 11);
        for (int hop : new int[] {160, 9_000, 41_000}) {
            SplittableRandom random = new SplittableRandom(hop);
            try (SampleWindows windows = new SampleWindows(new Pieces(all, random))) {
                float[] window = new float[10_000];
                for (int start = -300; start < all.length + 5_000; start += hop) {
                    int read = windows.read(start, window);
                    assertThat(read).isEqualTo(Math.max(0, Math.min(window.length, all.length - start)));
                    for (int i = 0; i < window.length; i += 7) {
                        int place = start + i;
                        float wanted = place < 0 ? 0 : all[Math.min(place, all.length - 1)];
                        assertThat(window[i]).as("sample %s", place).isEqualTo(wanted);
                    }
                }
            }
        }
    }

    /** Gives an array in pieces of any length. */
    private static final class Pieces implements SoundStream {
        private final float[] samples;
        private final SplittableRandom random;
        private int position;

        Pieces(float[] samples, SplittableRandom random) {
            this.samples = samples.clone();
            this.random = random;
        }

        @Override
        public int rate() {
            return Spectrum.RATE;
        }

        @Override
        public int read(float[] destination) {
            if (position == samples.length) {
                return -1;
            }
            int count = Math.min(samples.length - position, 1 + random.nextInt(destination.length));
            System.arraycopy(samples, position, destination, 0, count);
            position += count;
            return count;
        }

        @Override
        public void close() {
            Arrays.fill(samples, Float.NaN);
        }
    }
}
