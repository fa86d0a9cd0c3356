@NullMarked
package dev.attune.testkit.golden;

import org.jspecify.annotations.NullMarked;
