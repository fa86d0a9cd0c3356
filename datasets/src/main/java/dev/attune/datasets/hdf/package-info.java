/**
 * Reads HDF5 files; the one place that knows the library which does.
 */
@NullMarked
package dev.attune.datasets.hdf;

import org.jspecify.annotations.NullMarked;
