/**
 * Losses and metrics of dimensional affect: the concordance correlation coefficient in the forms that the field uses, and the usual
 * ones beside it.
 *
 * <p>A loss works on tensors of a batch, per target, over valid frames only; a metric on double-precision moments of all valid
 * frames. Both share one rule: a definition is named after what it computes, and published code that deviates from its own formula
 * has a name of its own ({@code ccc-reference}).
 */
@NullMarked
package dev.attune.objectives;

import org.jspecify.annotations.NullMarked;
