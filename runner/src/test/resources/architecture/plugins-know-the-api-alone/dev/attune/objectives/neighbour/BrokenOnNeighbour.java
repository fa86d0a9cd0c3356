package dev.attune.objectives.neighbour;

import dev.attune.datasets.DatasetsPlugin;

final class BrokenOnNeighbour {
    String name(DatasetsPlugin neighbour) {
        return neighbour.id();
    }
}
