package dev.attune.encoders.pointer;

import org.bytedeco.javacpp.Pointer;

final class PictureMemory {
    long bytes(Pointer pointer) {
        return pointer.limit();
    }
}
