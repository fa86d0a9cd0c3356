@NullMarked
package dev.attune.api.nn;

import org.jspecify.annotations.NullMarked;
