package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.Split;
import dev.attune.runner.data.CorpusSummary;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.CheckpointException;
import dev.attune.runner.train.FlatParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code environment.json}: where a trial was started and on what, when it was resumed, how long it took.
 *
 * <p>The only file of a finished trial, beside the seconds in {@code metrics.jsonl}, that is different when the trial runs again.
 */
final class EnvironmentFile {
    private static final String DATA = "data-sha256";
    private static final String PLUGINS = "plugins";

    private final TrialFolder folder;
    private final ObjectNode json;

    private EnvironmentFile(TrialFolder folder, ObjectNode json) {
        this.folder = folder;
        this.json = json;
    }

    /** Describes the present process and the trial's data. */
    static ObjectNode describe(ObjectNode process, TrialScope scope) {
        process.put("device", scope.get(FlatParameters.class).device());
        process.put(DATA, scope.get(Dataset.class).fingerprint());
        ObjectNode splits = process.putObject("splits");
        CorpusSummary summary = scope.get(CorpusSummary.class);
        for (Split split : Split.values()) {
            CorpusSummary.Counts counts = summary.counts(split);
            splits.putObject(split.label())
                    .put("clips", counts.clips())
                    .put("frames", counts.frames())
                    .put("labels", counts.labels());
        }
        ObjectNode data = process.putObject("data");
        scope.get(Dataset.class).omissions().forEach(data.putArray("omissions")::add);
        scope.get(Dataset.class).notes().forEach(data.putArray("notes")::add);
        return process;
    }

    /** Writes the file of a trial that starts. */
    static EnvironmentFile start(TrialFolder folder, ObjectNode now) {
        folder.writeEnvironment(now);
        return new EnvironmentFile(folder, now);
    }

    /**
     * Reads the file of a trial that is resumed.
     *
     * @throws CheckpointException if the trial was started where, or on what, it would have taken another course
     */
    static EnvironmentFile resume(TrialFolder folder, ObjectNode now) {
        try {
            if (folder.readEnvironment() instanceof ObjectNode before) {
                requireSame(folder, before, now);
                return new EnvironmentFile(folder, before);
            }
        } catch (DataException e) {
            throw new CheckpointException(e);
        }
        throw new CheckpointException("environment.json of " + folder.path() + " is no JSON object.");
    }

    private static void requireSame(TrialFolder folder, ObjectNode before, ObjectNode now) {
        for (String key : List.of(DATA, "attune", "engine", "djl", "device")) {
            if (!before.path(key).equals(now.path(key))) {
                throw new CheckpointException("The checkpoint in " + folder.path() + " is of a training with " + key
                        + " " + before.path(key).asText("unknown") + ", found "
                        + now.path(key).asText() + " now.");
            }
        }
        Map<String, JsonNode> earlier = new HashMap<>();
        before.path(PLUGINS).forEach(plugin -> earlier.put(plugin.path("id").asText(), plugin));
        for (JsonNode plugin : now.path(PLUGINS)) {
            String id = plugin.path("id").asText();
            // A plugin that was added since is none that the trial needs.
            if (earlier.containsKey(id)
                    && !Lookup.required(earlier, id).path("sha256").equals(plugin.path("sha256"))) {
                throw new CheckpointException("The checkpoint in " + folder.path()
                        + " is of a training with another version of the plugin " + id + ".");
            }
        }
    }

    /** Records that the trial goes on here, after so many epochs. */
    void recordResumption(int epochs, ObjectNode now) {
        json.withArrayProperty("resumed")
                .addObject()
                .put("time", now.path("started").asText())
                .put("after-epoch", epochs)
                .put("cpu", now.path("cpu").asText());
        folder.writeEnvironment(json);
    }

    /** Records what is known when a run ends. */
    void recordEnd(int threads, double seconds) {
        json.put("threads", threads);
        json.put("seconds", seconds);
        folder.writeEnvironment(json);
    }
}
