@NullMarked
package dev.attune.runner.cli.sound;

import org.jspecify.annotations.NullMarked;
