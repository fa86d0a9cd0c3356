package dev.attune.fusion.baselines;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.temporal.TemporalFactory;
import java.util.List;

/**
 * Contributes the baselines.
 *
 * @since 0.1
 */
public final class BaselinesPlugin implements AttunePlugin {
    /** Makes the plugin. */
    public BaselinesPlugin() {}

    @Override
    public String id() {
        return "baselines";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<FusionFactory<?>> fusions() {
        return List.of(
                new CanFactory(),
                new ConcatFactory(),
                new ConstantFactory(),
                new CrossAttentionFactory(),
                new DcaFactory(),
                new GmuFactory(),
                new GrjcaFactory(),
                new IacaFactory(),
                new JcaFactory(),
                new LateFactory(),
                new LfanFactory(),
                new LinearFactory(),
                new LmfFactory(),
                new MagFactory(),
                new MbtFactory(),
                new MfnFactory(),
                new MisaFactory(),
                new MultFactory(),
                new MultiplicativeFactory(),
                new RcmaFactory(),
                new RjcaFactory(),
                new SumFactory(),
                new TfnFactory(),
                new TransformerFactory(),
                new UnimodalFactory());
    }

    @Override
    public List<TemporalFactory<?>> temporals() {
        return List.of(
                new BiGruFactory(), new BiLstmFactory(), new NoTemporalFactory(), new TemporalTransformerFactory());
    }
}
