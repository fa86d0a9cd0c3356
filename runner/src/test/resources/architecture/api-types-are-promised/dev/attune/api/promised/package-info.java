@NullMarked
package dev.attune.api.promised;

import org.jspecify.annotations.NullMarked;
