/**
 * From raw clips to features.
 *
 * <p>Each package is a plugin of its own, so that a platform without OpenCV loses the faces and nothing else: {@code media} opens and
 * writes recordings, {@code faces}, {@code sound} and {@code text} encode what is seen, heard and said. {@code onnx} runs model files
 * for all of them.
 */
@NullMarked
package dev.attune.encoders;

import org.jspecify.annotations.NullMarked;
