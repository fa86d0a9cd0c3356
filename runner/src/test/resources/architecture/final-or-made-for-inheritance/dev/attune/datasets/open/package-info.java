@NullMarked
package dev.attune.datasets.open;

import org.jspecify.annotations.NullMarked;
