@NullMarked
package dev.attune.testkit.rests;

import org.jspecify.annotations.NullMarked;
