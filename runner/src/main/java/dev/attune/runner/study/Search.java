package dev.attune.runner.study;

import dev.attune.api.metric.MetricFactory;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.config.StudyPlan.Candidate;
import dev.attune.runner.config.StudyPlan.Tuning;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.Components;
import dev.attune.runner.trial.Goal;
import dev.attune.runner.trial.JsonFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Chooses the settings of a study's lines by their validation figures.
 *
 * <p>Successive halving (Jamieson and Talwalkar, AISTATS 2016): all candidates of a line are trained for a few epochs, one in eta is
 * kept and goes on from its checkpoint, and so on to the end of training. A search with one rung trains every candidate to the end.
 * Each decision follows from files alone: a candidate takes part in it if the folders of its trials have the epochs of the rung, and
 * has failed otherwise. So a search that was interrupted decides the same when it is started again, unless a candidate that had failed
 * succeeds when it is tried again, before the decision; how many failed is part of the choice.
 */
final class Search {
    private final StudyFolder folder;
    private final TrialBatch batch;
    private final TrialExecutor executor;
    private final StudyListener listener;
    private final Csv log = new Csv("variant", "candidate", "epochs", "validation", "seeds", "decision");

    Search(StudyFolder folder, TrialBatch batch, TrialExecutor executor, StudyListener listener) {
        this.folder = folder;
        this.batch = batch;
        this.executor = executor;
        this.listener = listener;
    }

    /** Runs the searches of a plan, writes {@code search.csv} and returns the plan with what was chosen. */
    StudyPlan decide(StudyPlan plan) {
        String primary = plan.compare().primary();
        List<Tuning> tunings = plan.tunings();
        int[] failed = new int[tunings.size()];
        List<List<Candidate>> left = new ArrayList<>();
        tunings.forEach(tuning -> left.add(tuning.candidates()));
        int rungs =
                tunings.stream().mapToInt(tuning -> tuning.rungs().size()).max().orElse(0);
        for (int rung = 0; rung < rungs; rung++) {
            train(tunings, left, rung, rungs);
            for (int i = 0; i < left.size(); i++) {
                if (rung < tunings.get(i).rungs().size()) {
                    List<Scored> scored = scored(left.get(i), goal(tunings.get(i), rung), primary);
                    failed[i] += (int) scored.stream()
                            .filter(entry -> entry.figure().isEmpty())
                            .count();
                    left.set(i, keep(tunings.get(i), rung, scored, primary));
                }
            }
            JsonFiles.writeText(folder.path().resolve("search.csv"), log.toString());
        }
        List<StudyPlan.Decision> decisions = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            decisions.add(new StudyPlan.Decision(left.get(i).stream().findFirst(), failed[i]));
        }
        return plan.decide(decisions);
    }

    /** Brings the candidates that are left to a rung, those of all lines together. */
    private void train(List<Tuning> tunings, List<List<Candidate>> left, int rung, int rungs) {
        Map<Goal, Map<String, StudyPlan.Trial>> byGoal = new LinkedHashMap<>();
        for (int i = 0; i < left.size(); i++) {
            Map<String, StudyPlan.Trial> trials =
                    byGoal.computeIfAbsent(goal(tunings.get(i), rung), key -> new LinkedHashMap<>());
            for (Candidate candidate : left.get(i)) {
                candidate.search().forEach(trial -> trials.putIfAbsent(trial.id(), trial));
            }
        }
        byGoal.forEach((goal, trials) -> {
            String depth = goal.equals(Goal.FINISH) ? "to the end" : "to epoch " + goal.epochs();
            listener.onPhase(
                    "search, rung " + (rung + 1) + " of " + rungs + ", " + depth, List.copyOf(trials.values()));
            batch.bringTo(List.copyOf(trials.values()), goal, executor);
        });
    }

    private static Goal goal(Tuning tuning, int rung) {
        List<Integer> epochs = tuning.rungs();
        return rung < epochs.size() - 1 ? new Goal(epochs.get(rung)) : Goal.FINISH;
    }

    /** A candidate and the mean of its figure over the seeds of the search; none if a trial failed. */
    private record Scored(Candidate candidate, OptionalDouble figure) {}

    private List<Scored> scored(List<Candidate> candidates, Goal goal, String primary) {
        return candidates.stream()
                .map(candidate -> new Scored(candidate, figure(candidate, goal, primary)))
                .toList();
    }

    /** Returns the candidates that stay, the best first; after the last rung at most one. */
    private List<Candidate> keep(Tuning tuning, int rung, List<Scored> scored, String primary) {
        boolean last = rung == tuning.rungs().size() - 1;
        int epochs = tuning.rungs().get(rung);
        int room = last ? 1 : (scored.size() + tuning.eta() - 1) / tuning.eta();
        List<Candidate> kept = scored.stream()
                .filter(entry -> entry.figure().isPresent())
                .sorted(Comparator.comparingDouble(
                        entry -> // stable: of equals, the one drawn first
                        sign(entry.candidate(), primary) * entry.figure().getAsDouble()))
                .map(Scored::candidate)
                .limit(room)
                .toList();
        for (Scored entry : scored) {
            String decision = kept.contains(entry.candidate()) ? (last ? "chosen" : "kept") : "dropped";
            record(tuning, epochs, entry, entry.figure().isPresent() ? decision : "failed");
        }
        return kept;
    }

    private void record(Tuning tuning, int epochs, Scored scored, String decision) {
        log.row(List.of(
                tuning.line().variant(),
                scored.candidate().label(),
                Integer.toString(epochs),
                scored.figure().isPresent() ? Double.toString(scored.figure().getAsDouble()) : "",
                Integer.toString(scored.candidate().search().size()),
                decision));
    }

    private OptionalDouble figure(Candidate candidate, Goal goal, String primary) {
        double sum = 0;
        for (StudyPlan.Trial trial : candidate.search()) {
            OptionalDouble figure =
                    reached(trial, goal) ? figure(trial, goal.epochs(), primary) : OptionalDouble.empty();
            if (figure.isEmpty()) {
                return figure;
            }
            sum += figure.getAsDouble();
        }
        return OptionalDouble.of(sum / candidate.search().size());
    }

    /**
     * Returns whether a trial got as far as it was to be brought. A failure that comes later, or came before the trial was tried again,
     * says nothing about that.
     */
    private boolean reached(StudyPlan.Trial trial, Goal goal) {
        return batch.results().containsKey(trial.id())
                || (!goal.equals(Goal.FINISH) && batch.epochs(trial) >= goal.epochs());
    }

    /** Returns the validation figure of the best epoch up to a number of epochs. */
    private OptionalDouble figure(StudyPlan.Trial trial, int epochs, String primary) {
        Optional<TrainingListener.Epoch> best = folder.trial(trial).epochs().stream()
                .filter(epoch -> epoch.number() <= epochs && epoch.best())
                .reduce((first, second) -> second);
        return Optional.ofNullable(batch.results().get(trial.id()))
                .filter(result -> best.isEmpty()) // a model that learns nothing has a result and no epochs
                .map(result -> result.of(dev.attune.api.data.Split.VALIDATION))
                .or(() -> best.map(TrainingListener.Epoch::validation))
                .orElse(List.of())
                .stream()
                .filter(figure -> figure.key().equals(primary))
                .mapToDouble(figure -> figure.value())
                .findFirst();
    }

    /** Returns what turns a figure into one of which less is better. */
    private static double sign(Candidate candidate, String primary) {
        String metric = primary.substring(0, primary.indexOf('.'));
        Selection<MetricFactory<?>> selection = candidate.search().get(0).config().metrics().stream()
                .filter(chosen -> chosen.name().equals(metric))
                .findFirst()
                .orElseThrow();
        return Components.metric(selection).higherIsBetter() ? -1 : 1;
    }
}
