@NullMarked
package dev.attune.datasets.index;

import org.jspecify.annotations.NullMarked;
