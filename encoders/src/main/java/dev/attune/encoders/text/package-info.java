/** Words: where they come from, and what they mean. */
@NullMarked
package dev.attune.encoders.text;

import org.jspecify.annotations.NullMarked;
