package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A sentence names the corpora and folds that it is particular to, each fold with its corpus. */
final class CutFindingsTest {
    private final CutFindings findings = new CutFindings();

    private void expect(String corpus, String... folds) {
        for (String fold : folds) {
            findings.expect(corpus, fold);
        }
    }

    private void add(String sentence, String corpus, String... folds) {
        for (String fold : folds) {
            findings.add(corpus, fold, sentence);
        }
    }

    @Test
    void foldsOfOneCorpusAreNotThoseOfAnother() {
        expect("data A", "0", "1", "2");
        expect("data B", "0", "3");
        add("everywhere", "data A", "0", "1", "2");
        add("everywhere", "data B", "0", "3");
        add("apart", "data A", "1");
        add("apart", "data B", "3");
        add("one", "data B", "0", "3");
        assertThat(findings.sentences())
                .containsExactly("everywhere", "data A, fold 1; data B, fold 3: apart", "data B: one");
    }

    @Test
    void theOnlyCorpusNeedsNoName() {
        expect("data A", "0", "1", "2");
        add("some", "data A", "0", "2");
        assertThat(findings.sentences()).containsExactly("fold 0, 2: some");
    }

    @Test
    void manyAreCounted() {
        for (String corpus : new String[] {"A", "B", "C", "D", "E", "F"}) {
            expect(corpus, "");
            if (!corpus.equals("F")) {
                add("often", corpus, "");
            }
        }
        assertThat(findings.sentences()).containsExactly("A; B; C; and 2 more: often");
    }
}
