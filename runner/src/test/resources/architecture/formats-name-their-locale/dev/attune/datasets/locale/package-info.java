@NullMarked
package dev.attune.datasets.locale;

import org.jspecify.annotations.NullMarked;
