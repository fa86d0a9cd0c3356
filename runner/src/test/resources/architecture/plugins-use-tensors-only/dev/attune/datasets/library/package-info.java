@NullMarked
package dev.attune.datasets.library;

import org.jspecify.annotations.NullMarked;
