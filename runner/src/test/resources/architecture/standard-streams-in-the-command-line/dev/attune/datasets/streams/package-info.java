@NullMarked
package dev.attune.datasets.streams;

import org.jspecify.annotations.NullMarked;
