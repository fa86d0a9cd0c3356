/**
 * Records what a model computes, and writes it down as TorchScript.
 *
 * <p>A model is written in plain DJL. {@link dev.attune.runner.trace.Tape} runs it once on arrays that note each operation;
 * {@link dev.attune.runner.trace.Graph} is what was noted, without what is dead or said twice. {@link
 * dev.attune.runner.trace.Vocabulary} is the dictionary: which method of DJL is which function of TorchScript. What it does not know
 * ends the recording with an {@link dev.attune.runner.trace.UnknownOperationException}, and the model runs as it is.
 */
@NullMarked
package dev.attune.runner.trace;

import org.jspecify.annotations.NullMarked;
