package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.PairList;
import dev.attune.api.fusion.ClosedForm;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Scalars;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** What must hold of every model, whatever kind it is of; the contracts name these checks and say why they matter. */
final class ContractChecks {
    private static final long SEED = 1;
    private static final long OTHER_SEED = 2;
    private static final long NOISE = 7;
    private static final float HUGE = 1e4f;
    private static final int COLLECTIONS = 10;
    private static final int INITIALISATIONS = 4;
    /** Lengths of whole steps of difference quotients: each element moves far less, but the sum rises above float32's noise. */
    private static final double[] STEPS = {0.002, 0.0005};

    /** How far parameters move from their first values where a zero would put a rectifier or a maximum on its kink. */
    private static final double STIR = 0.1;

    private static final String INPUT = "input ";
    private static final List<Integer> EVERY_WINDOW = List.of(0, 1, 2);
    private static final List<Integer> REORDERED = List.of(2, 0, 1);
    private static final int LONGER = ContractBatch.LENGTH + 3;

    private final ContractSubject subject;
    private final ContractBatch batch;

    ContractChecks(ContractSubject subject) {
        this.subject = subject;
        batch = ContractBatch.of(subject.dimensions());
    }

    /** A model, its inputs and what runs them. */
    private final class Rig implements AutoCloseable {
        private final Layer model;
        private final ModelProbe probe;
        private final List<NDArray> sequences = new ArrayList<>();
        private final List<NDArray> masks = new ArrayList<>();
        private final NDArray frames;

        Rig(ContractBatch inputs, long seed) {
            this(inputs, seed, EVERY_WINDOW, ContractBatch.LENGTH);
        }

        /** Takes some windows, each lengthened by padding. */
        Rig(ContractBatch inputs, long seed, List<Integer> windows, int length) {
            model = subject.build(RandomSource.of(seed));
            probe = new ModelProbe(model);
            if (model instanceof ClosedForm) {
                fit(new SplittableRandom(seed));
            }
            List<Integer> dimensions = subject.dimensions();
            for (int m = 0; m < dimensions.size(); m++) {
                float[] values = ContractBatch.pick(inputs.sequence(m), windows, length);
                sequences.add(probe.input(values, windows.size(), length, dimensions.get(m)));
                masks.add(probe.mask(ContractBatch.pick(inputs.mask(m), windows, length), windows.size(), length));
            }
            frames = probe.mask(ContractBatch.pick(inputs.frames(), windows, length), windows.size(), length);
        }

        /** Gives a model that is fitted at once random values for what it is fitted to: all that it gives before is zero. */
        private void fit(SplittableRandom random) {
            for (String name : probe.names()) {
                probe.set(name, random(probe.values(name).length, random));
            }
        }

        /** Moves what is learnt a little, the same way every time. */
        void stir() {
            SplittableRandom random = new SplittableRandom(SEED);
            for (String name : probe.learntNames()) {
                float[] values = probe.values(name);
                probe.set(name, moved(values, random(values.length, random), STIR));
            }
        }

        float[] output(boolean training) {
            return output(probe.pass(training, NOISE));
        }

        float[] output(Pass pass) {
            return probe.evaluate(() -> subject.run(model, pass, sequences, masks, frames))
                    .get(0);
        }

        /** Runs forward and backward; the results are the loss, then the output. */
        List<float[]> differentiate(boolean training, Runnable between) {
            Pass pass = probe.pass(training, NOISE);
            return probe.differentiate(
                    () -> {
                        NDList results = subject.run(model, pass, sequences, masks, frames);
                        NDArray output = results.head(); // (B, L, F)
                        NDArray weights =
                                output.getManager().create(batch.cotangent(subject.outputs(model)), output.getShape());
                        NDArray loss = output.mul(weights).sum();
                        for (NDArray auxiliary : results.subNDList(1)) {
                            loss = loss.add(auxiliary.sum());
                        }
                        // A model may look at nothing and learn nothing, but the engine differentiates only what has a
                        // graph.
                        loss = loss.add(Scalars.mul(sequences.get(0).sum(), 0));
                        return new NDList(loss, output);
                    },
                    between);
        }

        Map<String, float[]> parameters() {
            Map<String, float[]> values = new LinkedHashMap<>();
            probe.names().forEach(name -> values.put(name, probe.values(name)));
            return values;
        }

        /** Returns the gradients by inputs, named by their index, and by parameters. */
        Map<String, float[]> gradients() {
            Map<String, float[]> gradients = new LinkedHashMap<>();
            for (int m = 0; m < sequences.size(); m++) {
                gradients.put(INPUT + m, probe.gradient(sequences.get(m)));
            }
            probe.learntNames().forEach(name -> gradients.put(name, probe.gradient(name)));
            return gradients;
        }

        @Override
        public void close() {
            probe.close();
            if (model instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    throw new AssertionError("closing the model failed", e);
                }
            }
        }
    }

    void shape() {
        try (Rig rig = new Rig(batch, SEED)) {
            Shape expected = new Shape(ContractBatch.WINDOWS, ContractBatch.LENGTH, subject.outputs(rig.model));
            for (boolean training : new boolean[] {false, true}) {
                Shape[] found = new Shape[1];
                rig.probe.evaluate(() -> {
                    NDList results = subject.run(
                            rig.model, rig.probe.pass(training, NOISE), rig.sequences, rig.masks, rig.frames);
                    found[0] = results.head().getShape();
                    return results;
                });
                assertThat(found[0])
                        .as(
                                "the output must be (batch, time, outputs()); compare outputs() with what combine() returns")
                        .isEqualTo(expected);
            }
            NDList inputs = subject.blockInputs(rig.sequences, rig.masks, rig.frames);
            assertThat(rig.model.getOutputShapes(inputs.getShapes())[0])
                    .as("getOutputShapes() must tell the shape of the first output; compare it with outputs()")
                    .isEqualTo(expected);
        }
    }

    void response(boolean constant) {
        try (Rig rig = new Rig(batch, SEED)) {
            rig.stir();
            float[] output = batch.existing(rig.output(false));
            int features = subject.outputs(rig.model);
            boolean same = true;
            for (int i = features; i < output.length; i++) {
                same &= output[i] == output[i - features];
            }
            assertThat(same)
                    .as(
                            "whether the output is the same at every frame, which it must be if constant() says so and only then; "
                                    + "what gives the same whatever it sees passes all other checks")
                    .isEqualTo(constant);
        }
    }

    void block() {
        try (Rig rig = new Rig(batch, SEED)) {
            NDList inputs = subject.blockInputs(rig.sequences, rig.masks, rig.frames);
            for (boolean training : new boolean[] {false, true}) {
                PairList<String, Object> extra = new PairList<>();
                extra.add(Layer.NOISE, RandomSource.of(NOISE));
                float[] asBlock = rig.probe
                        .evaluate(() -> rig.model.forward(rig.probe.store(), inputs, training, extra))
                        .get(0);
                Identity.check(
                        "forward() must give the same as the model gives in training and evaluation, training="
                                + training + "; leave it as it is inherited",
                        rig.output(training),
                        asBlock);
            }
        }
    }

    void deterministicEvaluation() {
        try (Rig rig = new Rig(batch, SEED)) {
            float[] first = rig.output(rig.probe.pass(false, NOISE));
            float[] second = rig.output(rig.probe.pass(false, NOISE + 1));
            Identity.check(
                    "outside training, two passes over the same batch must give the same bits; "
                            + "is dropout active, or state carried over?",
                    first,
                    second);
        }
    }

    void seeds() {
        try (Rig one = new Rig(batch, SEED);
                Rig same = new Rig(batch, SEED);
                Rig other = new Rig(batch, OTHER_SEED)) {
            assertEqual(
                    "the same seed must give the same initial parameters; take all randomness from the RandomSource of the context",
                    one.parameters(),
                    same.parameters(),
                    0);
            Identity.check(
                    "the same seed must give the same dropout; take all randomness from the RandomSource",
                    one.output(true),
                    same.output(true));
            List<String> random = one.probe.learntNames().stream()
                    .filter(name -> !isConstant(one.probe.values(name)))
                    .toList();
            for (String name : random) {
                assertThat(other.probe.values(name))
                        .as(
                                "initial parameter %s must depend on the seed; draw it from the RandomSource of the context",
                                name)
                        .isNotEqualTo(one.probe.values(name));
            }
        }
    }

    void resumption() {
        try (Rig rig = new Rig(batch, SEED)) {
            RandomSource uninterrupted = RandomSource.of(NOISE);
            for (int step = 0; step < 3; step++) {
                uninterrupted.startStep(step);
                rig.output(new Pass(rig.probe.store(), true, uninterrupted));
            }
            uninterrupted.startStep(3);
            float[] expected = rig.output(new Pass(rig.probe.store(), true, uninterrupted));
            RandomSource resumed = RandomSource.of(NOISE);
            resumed.startStep(3);
            Identity.check(
                    "training resumed at step 3 must see the dropout of an uninterrupted one; "
                            + "draw noise from Pass.noise() and from nowhere else",
                    expected,
                    rig.output(new Pass(rig.probe.store(), true, resumed)));
        }
    }

    void padding() {
        for (boolean training : new boolean[] {false, true}) {
            try (Rig zero = new Rig(batch, SEED);
                    Rig huge = new Rig(batch.withPadding(HUGE), SEED)) {
                float[] expected = zero.differentiate(training, () -> {}).get(1);
                float[] found = huge.differentiate(training, () -> {}).get(1);
                String rule = "what stands at frames that do not exist must not matter, training=" + training
                        + "; multiply by Masks.column(frames) before anything that mixes frames: ";
                Identity.check(
                        rule + "output at existing frames, bit by bit",
                        batch.existing(expected),
                        batch.existing(found));
                Map<String, float[]> expectedGradients = zero.gradients();
                Map<String, float[]> foundGradients = huge.gradients();
                expectedGradients.forEach((name, gradient) -> assertClose(
                        rule + "gradient of " + name,
                        name.startsWith(INPUT) ? batch.existing(gradient) : gradient,
                        name.startsWith(INPUT)
                                ? batch.existing(requireGradient(foundGradients, name))
                                : requireGradient(foundGradients, name),
                        1e-4));
                assertEqual(rule + "running statistics", zero.parameters(), huge.parameters(), 1e-5);
            }
        }
    }

    /** Compares windows in another order, and each window alone, with the whole batch. */
    void independence() {
        try (Rig whole = new Rig(batch, SEED);
                Rig reordered = new Rig(batch, SEED, REORDERED, ContractBatch.LENGTH)) {
            whole.stir();
            reordered.stir();
            float[] expected = whole.output(false);
            assertClose(
                    "windows in another order must give the same outputs in that order; is something averaged over the batch, or kept "
                            + "from one window to the next?",
                    batch.existing(ContractBatch.pick(expected, REORDERED, ContractBatch.LENGTH), REORDERED),
                    batch.existing(reordered.output(false), REORDERED),
                    1e-5);
            for (int window : EVERY_WINDOW) {
                List<Integer> single = List.of(window);
                try (Rig alone = new Rig(batch, SEED, single, ContractBatch.LENGTH)) {
                    alone.stir();
                    assertClose(
                            "a window must give the same alone as in a batch; is something averaged over the batch?",
                            batch.existing(ContractBatch.pick(expected, single, ContractBatch.LENGTH), single),
                            batch.existing(alone.output(false), single),
                            1e-5);
                }
            }
        }
    }

    /** Lengthens all windows by padding. */
    void length() {
        try (Rig usual = new Rig(batch, SEED);
                Rig longer = new Rig(batch, SEED, EVERY_WINDOW, LONGER)) {
            usual.stir();
            longer.stir();
            if (subject.fixedLength()) {
                assertThatThrownBy(
                                () -> longer.output(false),
                                "a model of fixed length must refuse another one; call requireWindowLength() in its constructor")
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("windows of " + ContractBatch.LENGTH + " frames, found " + LONGER);
                return;
            }
            float[] expected = usual.output(false);
            float[] found = longer.output(false);
            int features = expected.length / (ContractBatch.WINDOWS * ContractBatch.LENGTH);
            float[] shortened = new float[expected.length];
            for (int window = 0; window < ContractBatch.WINDOWS; window++) {
                System.arraycopy(
                        found,
                        window * LONGER * features,
                        shortened,
                        window * ContractBatch.LENGTH * features,
                        ContractBatch.LENGTH * features);
            }
            assertClose(
                    "more padding after a window must change nothing; multiply by Masks.column(frames) before anything "
                            + "that mixes frames, and after a bias once more; or say that the length is fixed",
                    batch.existing(expected),
                    batch.existing(shortened),
                    1e-5);
        }
    }

    /** Feeds a batch with a feature too many, and one with a modality too many. */
    void refusal() {
        try (Rig rig = new Rig(batch, SEED)) {
            int last = rig.sequences.size() - 1;
            NDArray fitting = rig.sequences.get(last);
            int features = subject.dimensions().get(last) + 1;
            rig.sequences.set(
                    last,
                    rig.probe.constant(
                            new float[ContractBatch.WINDOWS * ContractBatch.LENGTH * features],
                            ContractBatch.WINDOWS,
                            ContractBatch.LENGTH,
                            features));
            assertThatThrownBy(
                            () -> rig.output(false), "a batch with another number of features must be refused in words")
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(subject.dimensions().get(last) + " features of")
                    .hasMessageContaining("found " + features);
            rig.sequences.set(last, fitting);
            rig.sequences.add(fitting);
            rig.masks.add(rig.masks.get(last));
            assertThatThrownBy(
                            () -> rig.output(false),
                            "a batch with another number of modalities must be refused in words")
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found " + (last + 2));
        }
    }

    void missing(int modality) {
        for (boolean training : new boolean[] {false, true}) {
            try (Rig rig = new Rig(batch.without(modality), SEED)) {
                float[] output = rig.differentiate(training, () -> {}).get(1);
                assertFinite("output when modality " + modality + " is missing throughout", batch.existing(output));
                rig.gradients()
                        .forEach((name, gradient) -> assertFinite(
                                "gradient of " + name + " when modality " + modality + " is missing throughout",
                                gradient));
            }
        }
    }

    void gradientReach(Set<String> unused) {
        Set<String> unreached = new LinkedHashSet<>();
        for (long seed = SEED;
                seed < SEED + INITIALISATIONS;
                seed++) { // in one so small, all units of a ReLU may be off
            try (Rig rig = new Rig(batch, seed)) {
                assertThat(rig.probe.names())
                        .as("unusedParameters() must name parameters that exist; correct the names")
                        .containsAll(unused);
                rig.differentiate(true, () -> {});
                Set<String> zero = new LinkedHashSet<>(rig.probe.learntNames());
                zero.removeAll(unused);
                zero.removeIf(name -> !isConstant(rig.probe.gradient(name), 0));
                if (seed == SEED) {
                    unreached.addAll(zero);
                } else {
                    unreached.retainAll(zero);
                }
            }
        }
        assertThat(unreached)
                .as("the gradient must reach every parameter; freeze or declare the ones that are kept only for "
                        + "checkpoints")
                .isEmpty();
    }

    void garbageCollection() {
        try (Rig quiet = new Rig(batch, SEED)) {
            quiet.differentiate(true, () -> {});
            Map<String, float[]> expected = quiet.gradients();
            for (int i = 0; i < COLLECTIONS; i++) {
                try (Rig rig = new Rig(batch, SEED)) {
                    rig.differentiate(true, ContractChecks::collectGarbage);
                    assertEqual(
                            "a garbage collection between forward and backward must not change gradients; "
                                    + "use Scalars, never a Java number as an operand",
                            expected,
                            rig.gradients(),
                            0);
                }
            }
        }
    }

    /** Collects, and writes over what was freed, so that whoever still reads it is found out. */
    static void collectGarbage() {
        AtomicBoolean freed = new AtomicBoolean();
        Cleaner.create().register(new Object(), () -> freed.set(true));
        for (int i = 0; i < 50 && !freed.get(); i++) {
            System.gc();
            LockSupport.parkNanos(5_000_000); // buffers are freed by another thread after the collection
        }
        List<ByteBuffer> occupied = new ArrayList<>();
        for (int i = 0; i < 4096; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(4 + 4 * (i % 16));
            while (buffer.remaining() >= Float.BYTES) {
                buffer.putFloat(-1234.5f);
            }
            occupied.add(buffer);
        }
        assertThat(occupied).isNotEmpty();
    }

    /** Moves one tensor at a time: a wrong gradient of a small one would drown in the others. */
    void finiteDifferences() {
        try (Rig rig = new Rig(batch.withGapsFilled(), SEED);
                Rig moving = new Rig(batch.withGapsFilled(), SEED)) {
            rig.stir();
            rig.differentiate(false, () -> {});
            moving.stir();
            SplittableRandom random = new SplittableRandom(SEED);
            rig.gradients().forEach((name, gradient) -> {
                if (norm(gradient) > 0) {
                    compareSlopes(moving, name, gradient, gradient);
                }
                compareSlopes(moving, name, gradient, random(gradient.length, random));
            });
        }
    }

    private void compareSlopes(Rig rig, String name, float[] gradient, float[] direction) {
        double expected = dot(gradient, direction) / norm(direction);
        assertThat(expected)
                .as(
                        "the gradient of %s must be the slope of the output by finite differences; "
                                + "is a part detached, or computed in Java?",
                        name)
                .isCloseTo(nearestSlope(rig, name, direction, expected), within(0.02 * norm(gradient) + 1e-3));
    }

    /**
     * Returns the difference quotient that is nearest to what is expected.
     *
     * <p>A kink of a rectifier within a step spoils the quotient on its own side, and a shorter step meets fewer kinks; no quotient comes near
     * a gradient that is wrong.
     */
    private double nearestSlope(Rig rig, String name, float[] direction, double expected) {
        double length = norm(direction);
        double here = lossAt(rig, name, direction, 0);
        double nearest = Double.POSITIVE_INFINITY;
        for (double step : STEPS) {
            double ahead = (lossAt(rig, name, direction, step / length) - here) / step;
            double behind = (here - lossAt(rig, name, direction, -step / length)) / step;
            for (double slope : new double[] {(ahead + behind) / 2, ahead, behind}) {
                nearest = Math.abs(slope - expected) < Math.abs(nearest - expected) ? slope : nearest;
            }
        }
        return nearest;
    }

    /** Returns the loss after moving an input or a parameter, and moves it back: to build a model for each would take longest. */
    private double lossAt(Rig rig, String name, float[] direction, double factor) {
        if (rig.probe.names().contains(name)) {
            float[] before = rig.probe.values(name);
            rig.probe.set(name, moved(before, direction, factor));
            double loss = loss(rig);
            rig.probe.set(name, before);
            return loss;
        }
        int modality = Integer.parseInt(name.substring(INPUT.length()));
        NDArray before = rig.sequences.get(modality);
        float[] values = moved(before.toFloatArray(), direction, factor);
        try (NDArray after = rig.probe.constant(values, before.getShape().getShape())) {
            rig.sequences.set(modality, after);
            return loss(rig);
        } finally {
            rig.sequences.set(modality, before);
        }
    }

    /** Returns the loss in evaluation, summed in double. */
    private double loss(Rig rig) {
        List<float[]> results = rig.probe.evaluate(
                () -> subject.run(rig.model, rig.probe.pass(false, NOISE), rig.sequences, rig.masks, rig.frames));
        double loss = dot(results.get(0), batch.cotangent(subject.outputs(rig.model)));
        for (float[] auxiliary : results.subList(1, results.size())) {
            for (float part : auxiliary) {
                loss += part;
            }
        }
        return loss;
    }

    void nothingLeftBehind() {
        try (Rig rig = new Rig(batch, SEED)) {
            rig.differentiate(true, () -> {});
            int before = rig.probe.manager().getManagedArrays().size();
            for (int step = 0; step < 3; step++) {
                rig.differentiate(true, () -> {});
                rig.output(false);
            }
            assertThat(rig.probe.manager().getManagedArrays())
                    .as("a step within an NDScope must leave no array behind; do not detach arrays from their scope")
                    .hasSize(before);
        }
    }

    void names() {
        try (Rig one = new Rig(batch, SEED);
                Rig other = new Rig(batch, OTHER_SEED)) {
            List<String> names = one.model.getParameters().stream()
                    .map(entry -> entry.getKey())
                    .toList();
            assertThat(names)
                    .as("parameters are exchanged by name, so names must be unique and never blank")
                    .doesNotHaveDuplicates()
                    .allSatisfy(name -> assertThat(name).isNotBlank());
            assertThat(other.probe.names())
                    .as("two models of the same configuration must have the same parameters in the same order")
                    .isEqualTo(one.probe.names());
        }
    }

    void reproduction() {
        try (Rig one = new Rig(batch, SEED);
                Rig other = new Rig(batch, OTHER_SEED)) {
            one.output(true); // moves running statistics, which must travel too
            one.parameters().forEach(other.probe::set);
            Identity.check(
                    "copying parameters and buffers by name must reproduce the model; "
                            + "declare whatever it learns with parameter() or buffer()",
                    one.output(false),
                    other.output(false));
        }
    }

    private static float[] requireGradient(Map<String, float[]> gradients, String name) {
        float[] gradient = gradients.get(name);
        assertThat(gradient)
                .as("there must be a gradient of %s; declare it with parameter() of the model", name)
                .isNotNull();
        return gradient == null ? new float[0] : gradient;
    }

    private static float[] moved(float[] values, float[] direction, double factor) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) (values[i] + factor * direction[i]);
        }
        return result;
    }

    private static float[] random(int size, SplittableRandom random) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double norm(float[] values) {
        return Math.sqrt(dot(values, values));
    }

    private static boolean isConstant(float[] values) {
        return isConstant(values, values[0]);
    }

    private static boolean isConstant(float[] values, float constant) {
        for (float value : values) {
            if (value != constant) {
                return false;
            }
        }
        return true;
    }

    private static void assertFinite(String what, float[] values) {
        for (float value : values) {
            assertThat(value)
                    .as(
                            what
                                    + " must be finite; divide by a count that is at least 1, and mask before a division, not after")
                    .isFinite();
        }
    }

    private static void assertEqual(
            String rule, Map<String, float[]> expected, Map<String, float[]> found, double tolerance) {
        assertThat(found.keySet()).as(rule).isEqualTo(expected.keySet());
        expected.forEach(
                (name, values) -> assertClose(rule + ": " + name, values, requireGradient(found, name), tolerance));
    }

    private static void assertClose(String what, float[] expected, float[] found, double tolerance) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        if (Arrays.equals(expected, found)) {
            return;
        }
        double scale = 0;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as(what + ", element " + i).isCloseTo(expected[i], within((float)
                    (tolerance * Math.max(scale, 1e-3))));
        }
    }
}
