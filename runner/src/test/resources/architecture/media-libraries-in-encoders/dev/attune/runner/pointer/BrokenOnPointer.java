package dev.attune.runner.pointer;

import org.bytedeco.javacpp.Pointer;

final class BrokenOnPointer {
    long bytes(Pointer pointer) {
        return pointer.limit();
    }
}
