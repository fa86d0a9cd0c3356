package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one program sees of locks; {@link TrialProcessTest} has two. */
final class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsHeldOnce() throws Exception {
        Path held = folder.resolve("a/b");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<String> first =
                CompletableFuture.supplyAsync(() -> FolderLock.holding(held, "study one", Duration.ZERO, () -> {
                    inside.countDown();
                    await(leave);
                    return "done";
                }));
        inside.await();
        // However the folder is named.
        assertThatThrownBy(() -> FolderLock.holding(
                        folder.resolve("a/../a/b"), "study two", Duration.ofMillis(120), () -> "never"))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining(
                        "is in use by process " + ProcessHandle.current().pid() + " (study one) on ");
        CompletableFuture<String> patient = CompletableFuture.supplyAsync(
                () -> FolderLock.holding(held, "study three", Duration.ofSeconds(30), () -> "late"));
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread impatient = new Thread(() -> {
            try {
                FolderLock.holding(held, "study four", Duration.ofSeconds(30), () -> "never");
            } catch (CancellationException e) {
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        impatient.start();
        impatient.interrupt();
        impatient.join();
        assertThat(stillInterrupted).isTrue();
        assertThat(patient).isNotDone();
        leave.countDown();
        assertThat(first.get()).isEqualTo("done");
        assertThat(patient.get()).isEqualTo("late");
    }

    @Test
    void aFailureReleasesTheFolder() {
        assertThatThrownBy(() -> FolderLock.holding(folder, "study", Duration.ZERO, () -> {
                    throw new IllegalStateException("inside");
                }))
                .hasMessage("inside");
        assertThat(FolderLock.<String>holding(folder, "study", Duration.ZERO, () -> "free"))
                .isEqualTo("free");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> FolderLock.holding(file, "study", Duration.ZERO, () -> "never"))
                .isInstanceOf(DataException.class)
                .hasMessage(file + " cannot be used for results: a file of that name is in the way");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
