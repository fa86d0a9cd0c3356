package dev.attune.runner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.runner.config.TrainingConfig.ScheduleConfig;
import dev.attune.testkit.golden.GoldenCases;
import org.junit.jupiter.api.Test;

final class GoldenLearningRateTest {
    @Test
    void reproducesThePublishedSchedule() {
        JsonNode traces = GoldenCases.protocol("lr_schedule");
        assertThat(traces).isNotEmpty();
        traces.forEach(this::compare);
    }

    private void compare(JsonNode recorded) {
        JsonNode config = recorded.get("config");
        LearningRate rates = new LearningRate(
                new ScheduleConfig(
                        ScheduleConfig.Curve.PLATEAU,
                        config.get("patience").asInt(),
                        config.get("factor").asDouble(),
                        config.get("min_lr").asDouble(),
                        config.get("warmup").asInt(),
                        ScheduleConfig.Warmup.REFERENCE),
                config.get("lr").asDouble(),
                100,
                true);
        int batches = config.get("batches").asInt();
        for (JsonNode line : recorded.get("trace")) {
            int epoch = line.get("epoch").asInt() - config.get("init_epoch").asInt();
            for (int batch = 0; batch < batches; batch++) {
                double expected = line.get("lr_per_batch").get(batch).asDouble();
                assertThat(rates.at(epoch, batch, batches))
                        .as("epoch %d, batch %d", epoch, batch)
                        .isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-20));
            }
            rates.endEpoch(epoch, line.get("metric").asDouble());
            assertThat(rates.badEpochs())
                    .as("bad epochs after epoch %d", epoch)
                    .isEqualTo(line.get("bad_epochs").asInt());
            if (epoch + 1 >= config.get("warmup").asInt()) { // before that, the trace has the rate of the last batch
                double expected = line.get("lr_after_epoch").asDouble();
                assertThat(rates.at(epoch + 1, 0, batches))
                        .as("after epoch %d", epoch)
                        .isCloseTo(expected, within(1e-9 * expected));
            }
        }
    }
}
