@NullMarked
package dev.attune.datasets.archive;

import org.jspecify.annotations.NullMarked;
