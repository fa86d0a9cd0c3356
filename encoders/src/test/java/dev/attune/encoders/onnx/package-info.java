/** Tests of running models. */
@NullMarked
package dev.attune.encoders.onnx;

import org.jspecify.annotations.NullMarked;
