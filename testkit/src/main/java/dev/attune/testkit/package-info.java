/**
 * Contract tests that every component passes, and the helpers they share.
 *
 * <p>For a plugin, and for each of its components, extend the class of the kind; the tests are inherited:
 *
 * <ul>
 *   <li>the plugin as a whole: {@link dev.attune.testkit.PluginContract}
 *   <li>a fusion: {@link dev.attune.testkit.FusionContract}
 *   <li>a temporal model: {@link dev.attune.testkit.TemporalContract}
 *   <li>a loss: {@link dev.attune.testkit.LossContract}
 *   <li>a metric: {@link dev.attune.testkit.MetricContract}
 *   <li>an encoder: {@link dev.attune.testkit.EncoderContract}
 *   <li>a type of dataset: {@link dev.attune.testkit.DatasetContract}, which needs a small corpus
 *   <li>a way of opening recordings: {@link dev.attune.testkit.MediaContract}
 *   <li>a transcriber: {@link dev.attune.testkit.TranscriberContract}, which needs a recording with words
 *   <li>a corpus that is made: {@link dev.attune.testkit.CorpusContract}
 * </ul>
 *
 * <p>A message of a check says first what is promised, then what to do, then what was expected and found.
 * {@link dev.attune.testkit.ContractSuite} runs them all over a plugin for which nobody has written tests.
 */
@NullMarked
package dev.attune.testkit;

import org.jspecify.annotations.NullMarked;
