@NullMarked
package dev.attune.runner.train.engine;

import org.jspecify.annotations.NullMarked;
