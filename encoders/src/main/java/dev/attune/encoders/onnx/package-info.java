/** Runs models in the ONNX format. */
@NullMarked
package dev.attune.encoders.onnx;

import org.jspecify.annotations.NullMarked;
