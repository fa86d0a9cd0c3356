/** Where trials run: in this process, or in worker processes of their own. */
@NullMarked
package dev.attune.runner.execute;

import org.jspecify.annotations.NullMarked;
