package dev.attune.encoders.text;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a dialog in the layout of IEMOCAP: lines of turns with and without times, of a speaker alone, of a turn that has no recording, and
 * a letter in one byte; an alignment that agrees with its turn, one that has other words, one without words, and a turn without.
 */
final class IemocapFixture {
    static final String DIALOG = "Ses01F_impro01";

    private IemocapFixture() {}

    static Path write(Path root) throws IOException {
        Path transcriptions = Files.createDirectories(root.resolve("Session1/dialog/transcriptions"));
        Files.writeString(transcriptions.resolve(DIALOG + ".txt"), """
                Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me.
                M: Yeah.
                Ses01F_impro01_M000 [007.5000-009.5000]: [LAUGHTER], It's twenty-five – at the café.
                Ses01F_impro01_MXX0 [010.0000-010.5000]: [BREATHING]
                Ses01F_impro01_F001: Okay, fine.
                Ses01F_impro01_M001 [012.0000-012.8000]: ab cdef!

                """, Charset.forName("windows-1252"));
        segments(root, "F000", """
                \t    0    29    -207853 <s>
                \t   30    67    -473923 EXCUSE(2)
                \t   68    79     -90123 ++LAUGHTER++
                \t   80   110    -373929 ME
                \t  111   140     -99999 <sil>
                \t  141   193    -412941 </s>
                """);
        segments(root, "M000", """
                \t    0     9       -100 <s>
                \t   10    29       -100 IT'S
                \t   30    69       -100 TWENTY
                \t   70   109       -100 FIVE
                \t  110   199       -100 </s>
                """);
        segments(root, "M001", "\t    0    79       -100 <s>\n");
        Files.writeString(root.resolve("Session1/sentences/ForcedAlignment/" + DIALOG + "/._notes.wdseg"), "");
        return root;
    }

    static void segments(Path root, String turn, String lines) throws IOException {
        Path folder = Files.createDirectories(root.resolve("Session1/sentences/ForcedAlignment/" + DIALOG));
        Files.writeString(
                folder.resolve(DIALOG + "_" + turn + ".wdseg"),
                "\t SFrm  EFrm    SegAScr Word\n" + lines + " Total score:    -1658768\n");
    }
}
