/** From clips to batches in main memory: verification, scaling, windows, collation; and back from windows to clips. */
@NullMarked
package dev.attune.runner.data;

import org.jspecify.annotations.NullMarked;
