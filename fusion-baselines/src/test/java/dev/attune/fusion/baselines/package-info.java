@NullMarked
package dev.attune.fusion.baselines;

import org.jspecify.annotations.NullMarked;
