package dev.attune.datasets;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetInfo;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.nn.RandomSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the synthetic corpus of a configuration: the same one every time. */
final class SyntheticCorpus {
    private static final String SOURCE = "the synthetic corpus";

    /** Changes whenever the same configuration would make another corpus. */
    private static final String VERSION = "synthetic 1";

    private final SyntheticConfig config;
    private final SyntheticPlan plan;
    private final RandomSource random;
    private final Set<Integer> everyModality = new LinkedHashSet<>();

    SyntheticCorpus(SyntheticConfig config) {
        this.config = config;
        this.plan = new SyntheticPlan(config);
        this.random = RandomSource.of(config.seed());
        for (int modality = 0; modality < plan.modalities().size(); modality++) {
            everyModality.add(modality);
        }
    }

    Dataset open(DatasetContext context) {
        List<String> names = Names.select(SOURCE, "modality", context.modalities(), plan.modalities());
        List<String> targets = Names.select(SOURCE, "target", context.targets(), SyntheticPlan.TARGETS);
        Map<String, Integer> modalities = new LinkedHashMap<>();
        names.forEach(name -> modalities.put(name, config.dims().getOrDefault(name, 0)));
        DatasetInfo info = new DatasetInfo(
                modalities, targets.stream().map(TargetInfo::continuous).toList());
        List<SyntheticSensor> sensors = sensors();
        Map<Split, List<Clip>> clips = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            List<Clip> ofSplit = new ArrayList<>();
            for (int clip = 0; clip < config.clips(split); clip++) {
                ofSplit.add(clip(split, clip, info, sensors));
            }
            clips.put(split, ofSplit);
        }
        return new OpenedDataset(
                SOURCE, info, clips, Optional.empty(), () -> Fingerprints.ofText(VERSION + "\n" + config), () -> {});
    }

    private List<SyntheticSensor> sensors() {
        List<SyntheticSensor> sensors = new ArrayList<>();
        int last = plan.modalities().size() - 1;
        for (int modality = 0; modality <= last; modality++) {
            String name = plan.modalities().get(modality);
            int lag = last == 0 ? config.lag() : (int) Math.round((double) config.lag() * modality / last);
            sensors.add(new SyntheticSensor(
                    config.dims().getOrDefault(name, 0),
                    plan.components(modality),
                    config,
                    lag,
                    modality == last ? config.hold() : 1,
                    random.fork("sensor." + name)));
        }
        return sensors;
    }

    private Clip clip(Split split, int index, DatasetInfo info, List<SyntheticSensor> sensors) {
        String id = id(split, index);
        int length = length(split, index);
        SyntheticTruth truth = truth(split, index);
        Map<String, float[]> features = new LinkedHashMap<>();
        Map<String, boolean[]> masks = new LinkedHashMap<>();
        for (String name : info.modalities().keySet()) {
            int modality = plan.modalities().indexOf(name);
            SyntheticSensor sensor = sensors.get(modality);
            RandomSource own = random.fork("clip." + id).fork(name);
            boolean[] mask = sensor.mask(length, own.fork("mask").next());
            masks.put(name, mask);
            features.put(
                    name,
                    sensor.features(truth, modality, mask, own.fork("noise").next()));
        }
        return new SyntheticClip(id, length, info, features, masks, labels(truth, length, info));
    }

    /** Returns the labels, (frames, targets). */
    private float[] labels(SyntheticTruth truth, int length, DatasetInfo info) {
        int targets = info.targets().size();
        float[] labels = new float[length * targets];
        for (int target = 0; target < targets; target++) {
            int index = SyntheticPlan.TARGETS.indexOf(info.targets().get(target).name());
            for (int frame = 0; frame < length; frame++) {
                labels[frame * targets + target] = (float) truth.label(everyModality, index, frame);
            }
        }
        return labels;
    }

    private static String id(Split split, int index) {
        return String.format(Locale.ROOT, "%s-%04d", split.label(), index);
    }

    SyntheticPlan plan() {
        return plan;
    }

    int length(Split split, int index) {
        return random.fork("length." + id(split, index))
                .next()
                .nextInt(config.frames().get(0), config.frames().get(1) + 1);
    }

    SyntheticTruth truth(Split split, int index) {
        return new SyntheticTruth(plan, random.fork("clip." + id(split, index)));
    }

    /** Returns the indices of all modalities. */
    Set<Integer> everyModality() {
        return everyModality;
    }
}
