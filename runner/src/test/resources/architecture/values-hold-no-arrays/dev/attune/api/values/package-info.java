@NullMarked
package dev.attune.api.values;

import org.jspecify.annotations.NullMarked;
