@NullMarked
package dev.attune.datasets.generic;

import org.jspecify.annotations.NullMarked;
