package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.attune.api.data.Clip;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.fusion.ClosedForm;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.metric.Metric;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.config.TrainingConfig;
import dev.attune.runner.data.BatchReader;
import dev.attune.runner.data.Collator;
import dev.attune.runner.data.HostBatch;
import dev.attune.runner.data.Window;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Fits a model to the training split and keeps the epoch that is best on the validation split.
 *
 * <p>Every tensor of a step belongs to a scope that ends with the step. Noise, order and dropout are functions of seed, epoch and
 * step alone.
 */
public final class Trainer {
    private final AffectModel model;
    private final FlatParameters parameters;
    private final Collator collator;
    private final Predictor predictor;
    private final SequenceLoss loss;
    private final Map<String, Metric> metrics;
    private final List<TargetInfo> targets;
    private final TrainingConfig config;
    private final NDManager manager;
    private final RandomSource noise;
    private final long seed;

    /**
     * Makes a trainer.
     *
     * @param model the network, initialised
     * @param parameters its parameters
     * @param collator makes batches
     * @param predictor predicts clips with the same network
     * @param loss what is made small
     * @param metrics what is measured on validation, by name; the first part of {@code early-stopping.on} is one of them
     * @param targets what is predicted
     * @param config how to train
     * @param manager lends native memory
     * @param seed of order, dropout and noise
     */
    public Trainer(
            AffectModel model,
            FlatParameters parameters,
            Collator collator,
            Predictor predictor,
            SequenceLoss loss,
            Map<String, Metric> metrics,
            List<TargetInfo> targets,
            TrainingConfig config,
            NDManager manager,
            long seed) {
        this.model = model;
        this.parameters = parameters;
        this.collator = collator;
        this.predictor = predictor;
        this.loss = loss;
        this.metrics = metrics;
        this.targets = targets;
        this.config = config;
        this.manager = manager;
        this.seed = seed;
        noise = RandomSource.of(seed).fork("noise");
    }

    /**
     * What a training gives.
     *
     * @param bestEpoch counted from 1; 0 if there were no epochs
     * @param epochs how many were run, those of earlier runs included
     * @param learnt number of values that were learnt, or fitted at once; 0 for a model whose loss depends on none
     * @param isOver whether the training has ended; if not, it has reached its goal and can go on
     */
    public record Result(int bestEpoch, int epochs, long learnt, boolean isOver) {}

    /**
     * Trains from beginning to end, and leaves the model with the parameters of the best epoch.
     *
     * @param windows of the training split
     * @param validation clips of the validation split
     * @param listener is told of each epoch
     * @throws TrialFailedException if the loss is not finite
     */
    public Result fit(List<Window> windows, List<Clip> validation, TrainingListener listener) {
        return fit(windows, validation, Checkpoints.inMemory(), Integer.MAX_VALUE, listener);
    }

    /**
     * Trains from where an earlier run left off, and, if that ends the training, leaves the model with the parameters of the best
     * epoch.
     *
     * <p>A model that is fitted at once takes in the windows in their order, whole, and has no epochs.
     *
     * @param windows of the training split
     * @param validation clips of the validation split
     * @param checkpoints where the training stands is read from and written to these after each epoch
     * @param goal how many epochs to run at most, those of earlier runs included; at least 1
     * @param listener is told of each epoch, after it was saved; it may throw a {@code CancellationException} to stop here
     * @throws CheckpointException if an earlier run left what is not of this training; nothing can be said of the model then
     * @throws TrialFailedException if the loss is not finite
     */
    public Result fit(
            List<Window> windows, List<Clip> validation, Checkpoints checkpoints, int goal, TrainingListener listener) {
        if (model.closedForm().isPresent()) {
            return fitAtOnce(model.closedForm().get(), windows);
        }
        if (parameters.size() == 0 || config.epochs() == 0) {
            return new Result(0, 0, parameters.size(), true);
        }
        Learner learner = new Learner(model, parameters, loss, targets.size(), config, manager, noise);
        try (learner) {
            Course course = new Course(
                    config, parameters, learner.optimizer(), selectionMetric().higherIsBetter());
            checkpoints.last().ifPresent(course::restore);
            while (course.epochs() < goal && !course.isOver()) {
                Optional<TrainingListener.Epoch> epoch = advance(windows, validation, learner, course, checkpoints);
                if (epoch.isEmpty()) {
                    return new Result(0, 0, 0, true);
                }
                listener.onEpoch(epoch.get());
            }
            if (course.isOver()) {
                parameters.restore(checkpoints.best());
            }
            return new Result(course.bestEpoch(), course.epochs(), parameters.size(), course.isOver());
        }
    }

    private Result fitAtOnce(ClosedForm fusion, List<Window> windows) {
        List<Callable<HostBatch>> batches = new ArrayList<>();
        for (int from = 0; from < windows.size(); from += config.batch()) {
            List<Window> part = windows.subList(from, Math.min(windows.size(), from + config.batch()));
            batches.add(() -> collator.collate(part));
        }
        try (BatchTensors tensors = new BatchTensors(manager, model.modalities(), targets.size());
                BatchReader reader = new BatchReader(batches)) {
            while (reader.hasNext()) {
                takeIn(fusion, tensors, reader.next());
            }
        }
        fusion.solve();
        return new Result(0, 0, model.fusionSize(), true);
    }

    private void takeIn(ClosedForm fusion, BatchTensors tensors, HostBatch host) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Pass pass = new Pass(parameters.forEvaluation(), false, noise);
            List<NDArray> arrays = tensors.all(host);
            fusion.add(
                    model.encode(pass, BatchTensors.features(arrays)),
                    BatchTensors.labels(arrays),
                    BatchTensors.labelMask(arrays));
        }
    }

    /** Runs an epoch and saves where the training stands; gives nothing if the loss depends on no parameter. */
    private Optional<TrainingListener.Epoch> advance(
            List<Window> windows, List<Clip> validation, Learner learner, Course course, Checkpoints checkpoints) {
        long start = System.nanoTime();
        EpochLoss losses = runEpoch(windows, learner, course);
        if (course.epochs() == 0 && !learner.isMoving()) {
            return Optional.empty();
        }
        List<Figure> figures = score(validation);
        boolean improved = course.endEpoch(selected(figures));
        TrainingListener.Epoch epoch = new TrainingListener.Epoch(
                course.epochs(),
                config.epochs(),
                losses.rate,
                losses.mean(),
                losses.auxiliaryMeans(),
                figures,
                improved,
                (System.nanoTime() - start) / 1e9);
        Map<String, Tensor> snapshot = parameters.snapshot();
        if (improved) {
            checkpoints.saveBest(course.epochs(), snapshot);
        }
        checkpoints.save(course.state(snapshot), epoch);
        return Optional.of(epoch);
    }

    /** Returns the figures of clips under the present parameters. */
    public List<Figure> score(List<Clip> clips) {
        return score(clips, (clip, predictions) -> {});
    }

    /**
     * Returns the figures of clips under the present parameters, and hands on the predictions.
     *
     * @param clips the clips
     * @param sink takes each clip's predictions
     */
    public List<Figure> score(List<Clip> clips, Predictor.Sink sink) {
        ScoreBoard board = new ScoreBoard(targets, metrics);
        predictor.predict(clips, (clip, predictions) -> {
            float[] labels = new float[predictions.length];
            clip.readLabels(0, clip.length(), FloatBuffer.wrap(labels));
            requireFinite(predictions, clip);
            board.add(predictions, labels);
            sink.accept(clip, predictions);
        });
        return board.figures();
    }

    /** A frame without a finite prediction must not leave the score in silence. */
    private void requireFinite(float[] predictions, Clip clip) {
        for (int i = 0; i < predictions.length; i++) {
            if (!Float.isFinite(predictions[i])) {
                throw new TrialFailedException("The model predicts " + predictions[i] + " for "
                        + targets.get(i % targets.size()).name() + " at frame " + i / targets.size() + " of clip "
                        + clip.id()
                        + "; try a lower learning rate or training.gradient-clip.");
            }
        }
    }

    private Metric selectionMetric() {
        String on = config.earlyStopping().on();
        Metric metric = metrics.get(on.substring(0, on.indexOf('.')));
        if (metric == null) {
            throw new IllegalArgumentException(
                    "early-stopping.on is " + on + ", but the metrics are " + metrics.keySet());
        }
        return metric;
    }

    private double selected(List<Figure> figures) {
        String on = config.earlyStopping().on();
        return figures.stream()
                .filter(figure -> figure.key().equals(on))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow(() -> new TrialFailedException(
                        "The validation split gives no value for " + on + ": it has no valid label of that target."));
    }

    private static final class EpochLoss {
        private final Map<String, Double> auxiliary = new LinkedHashMap<>();
        private double sum;
        private int windows;
        private double rate;

        private void add(Learner.Step step, int batchWindows) {
            sum += step.loss() * batchWindows;
            step.auxiliary().forEach((name, value) -> auxiliary.merge(name, value * batchWindows, Double::sum));
            windows += batchWindows;
        }

        private double mean() {
            return sum / windows;
        }

        private Map<String, Double> auxiliaryMeans() {
            Map<String, Double> means = new LinkedHashMap<>();
            auxiliary.forEach((name, total) -> means.put(name, total / windows));
            return means;
        }
    }

    private EpochLoss runEpoch(List<Window> windows, Learner learner, Course course) {
        int epoch = course.epochs();
        List<Callable<HostBatch>> batches = batches(epoch, windows);
        EpochLoss losses = new EpochLoss();
        try (BatchReader reader = new BatchReader(batches)) {
            for (int batch = 0; reader.hasNext(); batch++) {
                losses.rate = course.rates().at(epoch, batch, batches.size());
                noise.startStep((long) epoch * batches.size() + batch);
                HostBatch host = reader.next();
                losses.add(
                        step(learner, host, losses.rate, epoch, batch),
                        host.windows().size());
            }
        }
        return losses;
    }

    private static Learner.Step step(Learner learner, HostBatch host, double rate, int epoch, int batch) {
        try {
            return learner.step(host, rate);
        } catch (TrialFailedException e) {
            throw new TrialFailedException(
                    "Epoch " + (epoch + 1) + ", batch " + (batch + 1) + ": " + e.getMessage(), e);
        }
    }

    private List<Callable<HostBatch>> batches(int epoch, List<Window> windows) {
        List<Window> order = new ArrayList<>(windows);
        RandomSource source = RandomSource.of(seed).fork("order");
        source.startStep(epoch);
        SplittableRandom random = source.next();
        if (config.shuffle()) {
            for (int i = order.size() - 1; i > 0; i--) {
                Collections.swap(order, i, random.nextInt(i + 1));
            }
        }
        List<Callable<HostBatch>> batches = new ArrayList<>();
        for (int from = 0; from < order.size(); from += config.batch()) {
            List<Window> part = order.subList(from, Math.min(order.size(), from + config.batch()));
            SplittableRandom dropout = source.next();
            batches.add(() -> collator.collate(part, config.modalityDropout(), dropout));
        }
        return batches;
    }
}
