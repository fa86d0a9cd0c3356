@NullMarked
package dev.attune.runner.circle.there;

import org.jspecify.annotations.NullMarked;
