package dev.attune.datasets.affwild2;

import dev.attune.api.DataException;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The organisers' pictures of faces: a folder for each trial, those without labels too. */
final class CroppedFaces {
    static final String FOLDER = "cropped_aligned";

    private CroppedFaces() {}

    /**
     * Returns the trials that have pictures, in alphabetical order.
     *
     * @param root the folder of the corpus
     * @return empty if the pictures are not there
     */
    static Optional<List<String>> trials(Path root) {
        Path folder = root.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Listing.of(folder).stream()
                    .filter(Files::isDirectory)
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new DataException(folder + " cannot be read: " + FileFailure.reason(e), e);
        }
    }
}
