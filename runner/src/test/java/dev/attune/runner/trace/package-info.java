/** Tests of recording. */
@org.jspecify.annotations.NullMarked
package dev.attune.runner.trace;
