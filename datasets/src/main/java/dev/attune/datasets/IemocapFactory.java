package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Opens IEMOCAP. */
final class IemocapFactory implements DatasetFactory<IemocapConfig> {
    /** Such as {@code [6.2901 - 8.2357]	Ses01F_impro01_F000	neu	[2.5000, 2.5000, 2.5000]}. */
    private static final Pattern TURN = Pattern.compile(
            "\\[\\s*[\\d.]+\\s*-\\s*[\\d.]+\\s*\\]\\s+(\\S+)\\s+(\\w+)\\s+\\[([-\\d.]+),\\s*([-\\d.]+),\\s*([-\\d.]+)\\]\\s*");

    /** The line above the turns, which begins like one. */
    private static final String HEADER = "% [START_TIME";

    @Override
    public String name() {
        return "iemocap";
    }

    @Override
    public Class<IemocapConfig> configType() {
        return IemocapConfig.class;
    }

    @Override
    public String summary() {
        return "Gives the clips of a feature store the labels of IEMOCAP's turns, with one session after the other to test on.";
    }

    @Override
    public Optional<String> foldOption() {
        return Optional.of("fold");
    }

    @Override
    public List<Integer> folds(IemocapConfig config) {
        return IntStream.rangeClosed(1, IemocapConfig.SESSIONS).boxed().toList();
    }

    /** A fold is named after the session that it tests. */
    @Override
    public boolean foldsShareTest(IemocapConfig config) {
        return false;
    }

    @Override
    public Dataset open(IemocapConfig config, DatasetContext context) {
        SortedMap<String, Path> files = new TreeMap<>();
        List<Utterance> utterances = new ArrayList<>();
        Findings findings = new Findings("IEMOCAP");
        for (int session = 1; session <= IemocapConfig.SESSIONS; session++) {
            String folder = "Session" + session + "/dialog/EmoEvaluation";
            Split split = split(session, config.fold());
            findings.collect(() -> Folders.files(config.root().resolve(folder), folder, ".txt")
                    .forEach(dialog -> findings.collect(() -> read(config, folder, dialog, split, files, utterances))));
        }
        findings.refuse();
        List<TargetInfo> targets = Ranges.targets(List.of("valence", "arousal", "dominance"), config.range());
        return new UtteranceCorpus("IEMOCAP", targets, files)
                .open(config.store(), utterances, config.allowMissing(), context);
    }

    private static Split split(int session, int tested) {
        int validating = tested == 1 ? IemocapConfig.SESSIONS : tested - 1;
        return session == tested ? Split.TEST : session == validating ? Split.VALIDATION : Split.TRAIN;
    }

    private static void read(
            IemocapConfig config,
            String folder,
            String dialog,
            Split split,
            SortedMap<String, Path> files,
            List<Utterance> utterances) {
        String source = folder + "/" + dialog + ".txt";
        Path file = config.root().resolve(source);
        files.put(source, file);
        List<String> lines = lines(file, source);
        if (lines.stream().noneMatch(line -> line.startsWith(HEADER))) {
            throw new DataException(
                    source + ": found no line that begins with " + HEADER + ", wanted the evaluation of a dialog");
        }
        for (int line = 0; line < lines.size(); line++) {
            // Turns begin with their times; what else there is are the judgements of single raters, and headings.
            if (lines.get(line).startsWith("[")) {
                turn(config, dialog, lines.get(line), source + ", line " + (line + 1), split)
                        .ifPresent(utterances::add);
            }
        }
    }

    private static List<String> lines(Path file, String source) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new DataException(source + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    private static Optional<Utterance> turn(
            IemocapConfig config, String dialog, String line, String place, Split split) {
        Matcher turn = TURN.matcher(line);
        if (!turn.matches()) {
            throw new DataException(place + ": found " + line.strip()
                    + ", wanted a turn such as [6.2901 - 8.2357] Ses01F_impro01_F000 neu [2.5000, 2.5000, 2.5000]");
        }
        if (!config.emotions().isEmpty() && !config.emotions().contains(turn.group(2))) {
            return Optional.empty();
        }
        List<Float> labels = IntStream.rangeClosed(3, 5)
                .mapToObj(group -> number(turn.group(group), place))
                .toList();
        return Optional.of(
                new Utterance(List.of(turn.group(1), dialog + "-" + turn.group(1)), dialog, split, labels, place));
    }

    private static float number(String text, String place) {
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw new DataException(place + ": found " + text + ", wanted a number", e);
        }
    }
}
