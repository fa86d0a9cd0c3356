package dev.attune.datasets.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailureTest {
    @Test
    void causesWhoseMessageIsThePathArePutIntoWords() {
        assertThat(FileFailure.reason(new NoSuchFileException("a"))).isEqualTo("it does not exist");
        assertThat(FileFailure.reason(new AccessDeniedException("a"))).isEqualTo("access is denied");
        assertThat(FileFailure.reason(new FileAlreadyExistsException("a")))
                .isEqualTo("a file of that name exists already");
        assertThat(FileFailure.reason(new DirectoryNotEmptyException("a"))).isEqualTo("the folder is not empty");
        assertThat(FileFailure.reason(new NotDirectoryException("a"))).isEqualTo("it is not a folder");
        assertThat(FileFailure.reason(new MalformedInputException(1))).isEqualTo("it is not UTF-8 text");
        assertThat(FileFailure.reason(new EOFException())).isEqualTo("it ends too early");
    }

    @Test
    void otherCausesGiveTheirReason() {
        assertThat(FileFailure.reason(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileFailure.reason(new FileSystemException("a", null, "Too many open files")))
                .isEqualTo("Too many open files");
        assertThat(FileFailure.reason(new FileSystemException("a"))).isEqualTo("FileSystemException");
        assertThat(FileFailure.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedWithTheReason(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("none/a.npy");
        assertThatThrownBy(() -> NpyWriter.write(file, new byte[1]))
                .isInstanceOf(DataException.class)
                .hasMessage(file + " cannot be written: its folder does not exist");
        Path inTheWay = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> NpyWriter.write(inTheWay.resolve("a.npy"), new byte[1]))
                .isInstanceOf(DataException.class)
                .hasMessage(inTheWay.resolve("a.npy") + " cannot be written: Not a directory");
    }
}
