package dev.attune.encoders.sound;

/** Gives a log-mel frame for every 10 ms of sound. */
final class LogMelFrames implements FrameSource {
    private final SampleWindows samples;
    private final boolean endless;
    private final MelBank bank;
    private final Spectrum spectrum = new Spectrum();
    private final float[] window = new float[Spectrum.WINDOW];
    private long frame;

    /**
     * Prepares frames.
     *
     * @param samples at 16 kHz
     * @param bands how many
     * @param endless whether frames go on after the end of the sound, where the last sample is repeated
     */
    LogMelFrames(SampleWindows samples, int bands, boolean endless) {
        this.samples = samples;
        this.endless = endless;
        bank = new MelBank(bands);
    }

    @Override
    public int width() {
        return bank.bands();
    }

    @Override
    public boolean next(float[] values) {
        int read = samples.read(frame * Spectrum.HOP, window);
        if (read < Spectrum.WINDOW && !endless) {
            return false;
        }
        bank.logarithms(spectrum.magnitudes(window, 0), values);
        frame++;
        return true;
    }
}
