package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void quotesAreRead() {
        CsvTable table = CsvTable.parse("\uFEFFid, text\r\n1,\"a, \"\"b\"\"\nc\"\r\n\r\n2,\r\n", "t.csv");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.column("id")).containsExactly("1", "2");
        assertThat(table.column("text")).containsExactly("a, \"b\"\nc", "");
        assertThat(table.line(1)).isEqualTo(5);
    }

    @Test
    void linesOfAnotherLengthAreRefused() {
        assertThatThrownBy(() -> CsvTable.parse("a,b\n1,2\n3\n", "t.csv"))
                .isInstanceOf(DataException.class)
                .hasMessage("t.csv, line 3: found 1 cells, wanted 2 like the header");
    }

    @Test
    void openQuotesAreRefused() {
        assertThatThrownBy(() -> CsvTable.parse("a,b\n1,\"2\n", "t.csv"))
                .isInstanceOf(DataException.class)
                .hasMessage("t.csv, line 2: found a quoted cell without an end");
    }

    @Test
    void anEmptyTableIsRefused() {
        assertThatThrownBy(() -> CsvTable.parse("\n", "t.csv"))
                .isInstanceOf(DataException.class)
                .hasMessage("t.csv: found no line, wanted a line with the names of the columns");
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() {
        CsvTable table = CsvTable.parse("session,cv_fold\nx,1\n", "t.csv");
        assertThatThrownBy(() -> table.column("cvfold"))
                .isInstanceOf(DataException.class)
                .hasMessage("t.csv: found no column cvfold; the nearest is cv_fold, and every column there is: session,"
                        + " cv_fold");
    }
}
