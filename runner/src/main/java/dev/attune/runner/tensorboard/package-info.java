/** Writes the course of trainings as event files that TensorBoard reads. */
@NullMarked
package dev.attune.runner.tensorboard;

import org.jspecify.annotations.NullMarked;
