package dev.attune.runner.config;

import dev.attune.runner.config.Node.Mapping;
import java.util.LinkedHashSet;
import java.util.Set;

/** Checks figures that others published against the study that they are to stand beside. */
final class PublishedChecks {
    private final Mapping written;
    private final Problems problems;

    PublishedChecks(Mapping written, Problems problems) {
        this.written = written;
        this.problems = problems;
    }

    void check(StudyPlan plan) {
        Set<String> metrics = new LinkedHashSet<>();
        plan.everyTrial().forEach(trial -> trial.config().metrics().forEach(metric -> metrics.add(metric.name())));
        for (int i = 0; i < plan.published().size(); i++) {
            Published published = plan.published().get(i);
            String path = "published[" + i + "]";
            published.values().forEach((figure, value) -> check(path + ".values", figure, value, metrics));
        }
    }

    private void check(String path, String figure, double value, Set<String> metrics) {
        int dot = figure.lastIndexOf('.');
        if (dot <= 0 || dot == figure.length() - 1) {
            add(path, "found the figure " + figure + ", wanted a metric and a target, or mean, as in ccc.mean");
        } else if (metrics.stream().noneMatch(metric -> figure.startsWith(metric + "."))) {
            add(
                    path,
                    "found the figure " + figure + ", but the study does not report that metric; "
                            + NearestNames.advice(figure.substring(0, dot), metrics, "its metrics are"));
        } else if (!Double.isFinite(value)) {
            add(path, "found " + value + " for " + figure + ", wanted a finite number");
        }
    }

    private void add(String path, String message) {
        problems.add(Positions.nearest(written, path), path, message);
    }
}
