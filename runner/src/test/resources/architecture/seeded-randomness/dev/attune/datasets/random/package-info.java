@NullMarked
package dev.attune.datasets.random;

import org.jspecify.annotations.NullMarked;
