/** Measures the pieces of a training, each alone, with JMH; {@code bench/jmh} runs them. */
@NullMarked
package dev.attune.bench.micro;

import org.jspecify.annotations.NullMarked;
