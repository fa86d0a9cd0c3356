@NullMarked
package dev.attune.runner.study.verified;

import org.jspecify.annotations.NullMarked;
