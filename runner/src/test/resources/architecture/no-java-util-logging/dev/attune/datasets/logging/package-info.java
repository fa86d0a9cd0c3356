@NullMarked
package dev.attune.datasets.logging;

import org.jspecify.annotations.NullMarked;
