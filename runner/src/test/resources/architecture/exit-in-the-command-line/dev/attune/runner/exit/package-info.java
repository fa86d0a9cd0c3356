@NullMarked
package dev.attune.runner.exit;

import org.jspecify.annotations.NullMarked;
