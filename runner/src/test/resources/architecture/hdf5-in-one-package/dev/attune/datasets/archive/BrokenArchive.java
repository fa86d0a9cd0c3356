package dev.attune.datasets.archive;

import io.jhdf.api.Group;

final class BrokenArchive {
    int entries(Group group) {
        return group.getChildren().size();
    }
}
