package dev.attune.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.attune.runner.execute.Protocol.Kind;
import dev.attune.runner.execute.Protocol.Message;
import dev.attune.runner.execute.Protocol.Order;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.Goal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProtocolTest {
    @Test
    void ordersAndMessagesSurviveTheirLines() throws JsonProcessingException {
        Order order = new Order("0123456789ab", Path.of("/a folder/with \"quotes\"/ü\n"), Goal.FINISH, true);
        assertThat(order.toLine()).doesNotContain("\n");
        assertThat(Order.fromLine(order.toLine())).isEqualTo(order);

        TrainingListener.Epoch epoch = new TrainingListener.Epoch(
                3,
                40,
                Double.NEGATIVE_INFINITY,
                Double.NaN,
                Map.of("auxiliary", -0.1),
                List.of(new Figure("ccc", "mean", 0.1 + 0.2), new Figure("rmse", "valence", Double.MIN_VALUE)),
                true,
                0.25);
        Failure failure = new Failure(Failure.Kind.DATA, "Two\nlines, and an ümlaut.");
        for (Message message : List.of(Message.of(Kind.READY), Message.of(epoch), Message.of(failure))) {
            String text = message.toText();
            assertThat(text).startsWith("\n").endsWith("\n");
            assertThat(text.strip()).doesNotContain("\n");
            assertThat(Message.fromLine(text.strip())).contains(message);
        }
    }

    @Test
    void whatOthersPrintIsNoMessage() {
        String message = Message.of(Kind.END).toText().strip();
        assertThat(List.of(
                        "",
                        "{\"kind\":\"END\"}",
                        "[W NNPACK.cpp:64] Could not initialize NNPACK",
                        "@attune@ {\"kind\":"))
                .allMatch(line -> Message.fromLine(line).equals(Optional.empty()));
        assertThat(Message.fromLine("half a line" + message))
                .isEmpty(); // which is why a message begins with a line break
    }
}
