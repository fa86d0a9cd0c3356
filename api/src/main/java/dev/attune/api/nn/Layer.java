package dev.attune.api.nn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBaseBlock;
import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import dev.attune.api.PublicApi;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DJL block whose shapes are known when it is built and whose parameters carry PyTorch's names.
 *
 * <p>To write a layer:
 *
 * <ol>
 *   <li>In the constructor, declare each tensor with {@link #parameter} or {@link #buffer} and each part with {@link #child}. Names
 *       are joined by dots ({@code dcn_layers.0.dense_coattn.key1_linear.weight}), as PyTorch's {@code state_dict} does.
 *   <li>Write a method {@code apply(Pass, ...)} that computes, and let {@link #compute} call it. Read parameters with
 *       {@link Pass#value}, use {@link Scalars} for constants, draw noise with {@link Pass#draw}, and never branch on the value of a tensor.
 *   <li>Say in comments which shape each tensor has.
 * </ol>
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class Layer extends AbstractBaseBlock {
    /** The key under which {@code forward} finds the {@link RandomSource} of a training step in its extra parameters. */
    public static final String NOISE = "attune.noise";

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Block> children = new LinkedHashMap<>();
    private @Nullable RandomSource ownNoise;

    /** Makes a layer without parameters or parts. */
    protected Layer() {}

    /**
     * Computes the layer as a block.
     *
     * @param pass the pass
     * @param inputs the inputs in the order that the layer documents
     */
    protected abstract NDList compute(Pass pass, NDList inputs);

    /**
     * Declares a tensor that is learnt.
     *
     * @param name the last part of its full name
     * @param initializer gives its first value
     * @param shape its shape
     */
    protected final Parameter parameter(String name, Initializer initializer, long... shape) {
        return declare(name, initializer, true, shape);
    }

    /**
     * Declares a tensor that is saved with the model but not learnt, such as a running mean.
     *
     * @param name the last part of its full name
     * @param initializer gives its first value
     * @param shape its shape
     */
    protected final Parameter buffer(String name, Initializer initializer, long... shape) {
        return declare(name, initializer, false, shape);
    }

    private Parameter declare(String name, Initializer initializer, boolean learnt, long... shape) {
        Parameter parameter = Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.OTHER)
                .optInitializer(initializer)
                .optShape(new Shape(shape))
                .optRequiresGrad(learnt)
                .build();
        if (parameters.putIfAbsent(name, parameter) != null) {
            throw new IllegalArgumentException("parameter " + name + " is declared twice");
        }
        return parameter;
    }

    /**
     * Declares a part.
     *
     * @param name the part's name; may contain dots
     * @param block the part
     * @param <B> its type
     * @return the part
     */
    protected final <B extends Block> B child(String name, B block) {
        if (children.putIfAbsent(name, block) != null) {
            throw new IllegalArgumentException("child " + name + " is declared twice");
        }
        return block;
    }

    @Override
    protected final NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> extra) {
        Object noise = extra == null ? null : extra.get(NOISE);
        return compute(new Pass(store, training, noise instanceof RandomSource given ? given : ownNoise()), inputs);
    }

    /** A caller with a loop of its own need not know of noise: successive passes then differ, and repeat from run to run. */
    private RandomSource ownNoise() {
        if (ownNoise == null) {
            ownNoise = RandomSource.of(0).fork(getClass().getName());
        }
        return ownNoise;
    }

    /**
     * Gives parameters their first values; shapes are those of construction.
     *
     * @param manager owns the values
     * @param type float32
     * @param inputShapes not needed
     */
    @Override
    public void initialize(NDManager manager, DataType type, Shape... inputShapes) {
        beforeInitialize(inputShapes);
        parameters.values().forEach(parameter -> parameter.initialize(manager, type));
        children.values().forEach(child -> child.initialize(manager, type, inputShapes));
    }

    @Override
    public boolean isInitialized() {
        return parameters.values().stream().allMatch(Parameter::isInitialized)
                && children.values().stream().allMatch(Block::isInitialized);
    }

    @Override
    public final ParameterList getDirectParameters() {
        ParameterList list = new ParameterList();
        parameters.forEach(list::add);
        return list;
    }

    @Override
    public final BlockList getChildren() {
        BlockList list = new BlockList(children.size());
        children.forEach(list::add);
        return list;
    }

    /** Returns all parameters and buffers with their full, dotted names, in order of declaration. */
    @Override
    public final ParameterList getParameters() {
        ParameterList list = getDirectParameters();
        children.forEach((name, child) ->
                child.getParameters().forEach(entry -> list.add(name + '.' + entry.getKey(), entry.getValue())));
        return list;
    }
}
