@NullMarked
package dev.attune.runner.circle.back;

import org.jspecify.annotations.NullMarked;
