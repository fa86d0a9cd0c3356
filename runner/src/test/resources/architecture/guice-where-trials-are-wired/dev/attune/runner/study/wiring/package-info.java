@NullMarked
package dev.attune.runner.study.wiring;

import org.jspecify.annotations.NullMarked;
