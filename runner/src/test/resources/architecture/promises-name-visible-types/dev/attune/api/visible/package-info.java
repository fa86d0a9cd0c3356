@NullMarked
package dev.attune.api.visible;

import org.jspecify.annotations.NullMarked;
