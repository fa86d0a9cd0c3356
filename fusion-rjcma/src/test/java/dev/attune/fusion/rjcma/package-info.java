@NullMarked
package dev.attune.fusion.rjcma;

import org.jspecify.annotations.NullMarked;
