/**
 * Trains the same models on the same data in Attune and in PyTorch, in turns, and prints how their times and memory compare.
 */
@NullMarked
package dev.attune.bench.sidebyside;

import org.jspecify.annotations.NullMarked;
