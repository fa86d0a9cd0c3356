@NullMarked
package dev.attune.api.engine;

import org.jspecify.annotations.NullMarked;
