package dev.attune.runner.stats;

import dev.attune.api.AttunePlugin;
import dev.attune.api.config.NoOptions;
import dev.attune.api.data.Split;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.CompareConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.ClipScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;

/**
 * Two models on one corpus, of which everything is known.
 *
 * <p>Labels of a clip are a first-order autoregression about the clip's own mean. Predictions are 0.8 of the label, an offset a clip and
 * autoregressive noise; the logarithm of the noise's size is a sum of the model's own, an effect of the clip that both models share, an
 * effect of the seed, one of the clip and one of their meeting, all normal. So frames depend on each other, clips differ in length and
 * difficulty, and the CCC of a model on endlessly many clips, averaged over endlessly many seeds, is an integral.
 *
 * @param difference of the logarithm of the noise, model - baseline
 * @param ofSeeds standard deviation of the seeds' effects, drawn for each model
 * @param ofClips of the clips' effects, drawn for each model
 * @param ofBoth of the effects of a seed on a clip, drawn for each model
 * @param clipsOfGroup how many clips in a row belong together: what is particular to a clip, in its own right and for each model, they
 *     have once more in common; 1 if clips are independent
 */
record SimulatedStudy(double difference, double ofSeeds, double ofClips, double ofBoth, int clipsOfGroup) {
    private static final double SLOPE = 0.8;
    private static final double LOG_NOISE = -1.2;
    private static final double OF_CLIPS_FOR_BOTH = 0.3;
    private static final double OFFSET = 0.3;
    private static final double LABEL_DEVIATION = 0.3; // of clips' means, and within a clip
    private static final double LABEL_MEMORY = 0.95;
    private static final double NOISE_MEMORY = 0.9;
    private static final int SHORTEST = 40;
    private static final int LONGEST = 120;

    /** Makes one of independent clips. */
    SimulatedStudy(double difference, double ofSeeds, double ofClips, double ofBoth) {
        this(difference, ofSeeds, ofClips, ofBoth, 1);
    }

    /** Returns the true difference in CCC. */
    double truth() {
        return ccc(difference) - ccc(0);
    }

    /** Returns the true CCC of the baseline. */
    double baselineTruth() {
        return ccc(0);
    }

    /** Averages over the normal effect of the seed. */
    private double ccc(double own) {
        double labels = 2 * LABEL_DEVIATION * LABEL_DEVIATION;
        int times = clipsOfGroup > 1 ? 2 : 1; // the clip's effects, and those of its group
        double otherEffects = times * (OF_CLIPS_FOR_BOTH * OF_CLIPS_FOR_BOTH + ofClips * ofClips) + ofBoth * ofBoth;
        double sum = 0;
        double weights = 0;
        for (double z = -6; z <= 6; z += 0.01) {
            double squaredNoise = Math.exp(2 * (LOG_NOISE + own + ofSeeds * z) + 2 * otherEffects);
            double variance = SLOPE * SLOPE * labels + (1 + OFFSET * OFFSET) * squaredNoise;
            sum += Math.exp(-z * z / 2) * 2 * SLOPE * labels / (variance + labels);
            weights += Math.exp(-z * z / 2);
        }
        return sum / weights;
    }

    /** Returns the model and the baseline after a simulated study with as many clips in each fold. */
    List<LineScores> run(SplittableRandom random, int seeds, int clips, int folds) {
        Selection<MetricFactory<?>> metric = metric("ccc");
        List<Map<LineScores.Key, LineScores.Trial>> trials = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
        double[][] effects = gaussians(random, 2, seeds, ofSeeds);
        for (int fold = 0; fold < folds; fold++) {
            List<List<Map<String, ClipScores.Clip>>> scores = List.of(new ArrayList<>(), new ArrayList<>());
            scores.forEach(model -> {
                while (model.size() < seeds) {
                    model.add(new LinkedHashMap<>());
                }
            });
            double[] ofGroup = new double[2];
            for (int clip = 0; clip < clips; clip++) {
                if (clipsOfGroup > 1 && clip % clipsOfGroup == 0) {
                    double common = OF_CLIPS_FOR_BOTH * random.nextGaussian();
                    ofGroup = Arrays.stream(gaussians(random, 1, 2, ofClips)[0])
                            .map(effect -> common + effect)
                            .toArray();
                }
                String name = "clip " + fold + "." + clip;
                String group = clipsOfGroup > 1 ? "group " + fold + "." + clip / clipsOfGroup : name;
                double[] labels = labels(random);
                double[][] ofThis = gaussians(random, 1, 2, ofClips);
                double shared = LOG_NOISE + OF_CLIPS_FOR_BOTH * random.nextGaussian();
                for (int model = 0; model < 2; model++) {
                    for (int seed = 0; seed < seeds; seed++) {
                        double logNoise = shared
                                + (model == 0 ? difference : 0)
                                + effects[model][seed]
                                + ofThis[0][model]
                                + ofGroup[model]
                                + ofBoth * random.nextGaussian();
                        MetricState state = predict(random, made(metric).newState(), labels, Math.exp(logNoise));
                        scores.get(model).get(seed).put(name, new ClipScores.Clip(group, List.of(state), 0));
                    }
                }
            }
            for (int model = 0; model < 2; model++) {
                for (int seed = 0; seed < seeds; seed++) {
                    trials.get(model)
                            .put(
                                    new LineScores.Key(seed, folds == 1 ? Map.of() : Map.of("fold", "" + fold)),
                                    new LineScores.Trial(
                                            model + "-" + seed + "-" + fold,
                                            new ClipScores(
                                                    made(metric),
                                                    List.of("valence"),
                                                    scores.get(model).get(seed))));
                }
            }
        }
        return List.of(
                new LineScores(line("model"), metric, trials.get(0)),
                new LineScores(line("baseline"), metric, trials.get(1)));
    }

    /** Returns the same line as if its clips were independent. */
    static LineScores byClip(LineScores line) {
        Map<LineScores.Key, LineScores.Trial> trials = new LinkedHashMap<>();
        for (LineScores.Key key : line.keys()) {
            LineScores.Trial trial = line.trial(key);
            Map<String, ClipScores.Clip> clips = new LinkedHashMap<>();
            trial.scores()
                    .clips()
                    .forEach((name, clip) ->
                            clips.put(name, new ClipScores.Clip(name, clip.states(), clip.labelHash())));
            trials.put(
                    key,
                    new LineScores.Trial(
                            trial.id(),
                            new ClipScores(
                                    trial.scores().metric(), trial.scores().targets(), clips)));
        }
        return new LineScores(line.line(), line.metric(), trials);
    }

    static StudyPlan.Line line(String variant) {
        return new StudyPlan.Line(StudyPlan.Family.VARIANT, variant);
    }

    /** Compares the model with the baseline, as a study does. */
    static MetricComparer comparer(List<LineScores> lines, CompareConfig.Interval interval, int resamples) {
        CompareConfig compare = new CompareConfig(
                "ccc.mean", Optional.of("baseline"), interval, 0.95, resamples, CompareConfig.Correction.HOLM);
        return new MetricComparer(compare, true, Split.TEST, "ccc", lines, remark -> {
            throw new AssertionError(remark);
        });
    }

    private static double[][] gaussians(SplittableRandom random, int rows, int columns, double deviation) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = deviation * random.nextGaussian();
            }
        }
        return values;
    }

    private static double[] labels(SplittableRandom random) {
        double[] labels = new double[random.nextInt(SHORTEST, LONGEST)];
        double mean = LABEL_DEVIATION * random.nextGaussian();
        double state = random.nextGaussian();
        for (int frame = 0; frame < labels.length; frame++) {
            state = next(random, state, LABEL_MEMORY);
            labels[frame] = mean + LABEL_DEVIATION * state;
        }
        return labels;
    }

    private static MetricState predict(SplittableRandom random, MetricState state, double[] labels, double noise) {
        double offset = OFFSET * noise * random.nextGaussian();
        double error = random.nextGaussian();
        for (double label : labels) {
            error = next(random, error, NOISE_MEMORY);
            state.add(SLOPE * label + offset + noise * error, label);
        }
        return state;
    }

    private static double next(SplittableRandom random, double state, double memory) {
        return memory * state + Math.sqrt(1 - memory * memory) * random.nextGaussian();
    }

    /** Finds a metric among the plugins of the class path. */
    static Selection<MetricFactory<?>> metric(String name) {
        for (AttunePlugin plugin : ServiceLoader.load(AttunePlugin.class)) {
            for (MetricFactory<?> factory : plugin.metrics()) {
                if (factory.name().equals(name)) {
                    return new Selection<>(factory, new NoOptions());
                }
            }
        }
        throw new AssertionError("no metric " + name);
    }

    @SuppressWarnings("unchecked") // a selection holds options of its factory's own record
    static Metric made(Selection<MetricFactory<?>> selection) {
        return ((MetricFactory<Record>) selection.factory()).create(selection.options());
    }
}
