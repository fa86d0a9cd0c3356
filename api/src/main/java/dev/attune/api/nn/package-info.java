/**
 * Tensor building blocks, the one home that every model of Attune and every plugin builds from.
 *
 * <p>The layers are ordinary DJL blocks with the arithmetic, the initialisation and the parameter names of PyTorch. They differ
 * from DJL's own in four ways that matter here: shapes are known at construction, initial values and dropout masks come from
 * seeded Java generators, statistics are masked, and no scalar enters a differentiated expression as a Java number
 * (see {@link dev.attune.api.nn.Scalars}).
 *
 * <p>Tensors are (batch B, time L, feature D) unless a comment says otherwise.
 */
@NullMarked
package dev.attune.api.nn;

import org.jspecify.annotations.NullMarked;
