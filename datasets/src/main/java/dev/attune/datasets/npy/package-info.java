/**
 * NumPy's {@code .npy} and {@code .npz} files: read in place where the file system allows, and written.
 *
 * <p>What is read: versions 1 to 3 of the format, row-major arrays of {@code <f2, <f4, <f8, <i2, <i4, <i8, |u1, |b1}. Anything else is
 * refused with a sentence that says what was found and what is wanted. Format: NumPy Enhancement Proposal 1.
 */
@NullMarked
package dev.attune.datasets.npy;

import org.jspecify.annotations.NullMarked;
