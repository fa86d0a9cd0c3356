package dev.attune.datasets.index;

import java.io.IOException;
import net.razorvine.pickle.Unpickler;

final class BrokenIndex {
    Object load(byte[] pickle) throws IOException {
        return new Unpickler().loads(pickle);
    }
}
