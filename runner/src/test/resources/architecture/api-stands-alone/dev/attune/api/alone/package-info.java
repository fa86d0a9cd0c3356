@NullMarked
package dev.attune.api.alone;

import org.jspecify.annotations.NullMarked;
