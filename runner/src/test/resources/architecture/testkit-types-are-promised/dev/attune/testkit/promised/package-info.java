@NullMarked
package dev.attune.testkit.promised;

import org.jspecify.annotations.NullMarked;
