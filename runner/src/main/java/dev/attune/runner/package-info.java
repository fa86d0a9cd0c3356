/** The program: a facade for library users in front of configuration, training and studies. */
@NullMarked
package dev.attune.runner;

import org.jspecify.annotations.NullMarked;
