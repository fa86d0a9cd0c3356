package dev.attune.runner.trace;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Says which TorchScript expression computes what a method of DJL computes.
 *
 * <p>In an expression, {@code $0} is the array whose method is called and {@code $1}, {@code $2}, ... are the arguments; {@code ~1} is an
 * argument that may be a number where PyTorch takes one in place of a tensor; {@code @1} is an argument that lists one axis; {@code #} is
 * the shape of the result.
 */
final class Vocabulary {
    private static final String TABLE = """
            add(NDArray)              torch.add($0, ~1)
            sub(NDArray)              torch.sub($0, ~1)
            mul(NDArray)              torch.mul($0, ~1)
            div(NDArray)              torch.div($0, ~1)
            pow(NDArray)              torch.pow($0, ~1)
            add(Number)               torch.add($0, ~1)
            sub(Number)               torch.sub($0, ~1)
            mul(Number)               torch.mul($0, ~1)
            div(Number)               torch.div($0, ~1)
            pow(Number)               torch.pow($0, ~1)
            maximum(NDArray)          torch.maximum($0, $1)
            minimum(NDArray)          torch.minimum($0, $1)
            matMul(NDArray)           torch.matmul($0, $1)
            batchMatMul(NDArray)      torch.bmm($0, $1)
            atan2(NDArray)            torch.atan2($0, $1)
            eq(NDArray)               torch.eq($0, ~1)
            neq(NDArray)              torch.ne($0, ~1)
            gt(NDArray)               torch.gt($0, ~1)
            gte(NDArray)              torch.ge($0, ~1)
            lt(NDArray)               torch.lt($0, ~1)
            lte(NDArray)              torch.le($0, ~1)
            eq(Number)                torch.eq($0, ~1)
            neq(Number)               torch.ne($0, ~1)
            gt(Number)                torch.gt($0, ~1)
            gte(Number)               torch.ge($0, ~1)
            lt(Number)                torch.lt($0, ~1)
            lte(Number)               torch.le($0, ~1)
            logicalAnd(NDArray)       torch.logical_and($0, $1)
            logicalOr(NDArray)        torch.logical_or($0, $1)
            logicalXor(NDArray)       torch.logical_xor($0, $1)
            logicalNot()              torch.logical_not($0)
            isNaN()                   torch.isnan($0)
            isInfinite()              torch.isinf($0)
            neg()                     torch.neg($0)
            abs()                     torch.abs($0)
            sign()                    torch.sign($0)
            square()                  torch.square($0)
            sqrt()                    torch.sqrt($0)
            exp()                     torch.exp($0)
            log()                     torch.log($0)
            log2()                    torch.log2($0)
            log10()                   torch.log10($0)
            sin()                     torch.sin($0)
            cos()                     torch.cos($0)
            tan()                     torch.tan($0)
            asin()                    torch.asin($0)
            acos()                    torch.acos($0)
            atan()                    torch.atan($0)
            sinh()                    torch.sinh($0)
            cosh()                    torch.cosh($0)
            tanh()                    torch.tanh($0)
            erf()                     torch.erf($0)
            floor()                   torch.floor($0)
            ceil()                    torch.ceil($0)
            round()                   torch.round($0)
            trunc()                   torch.trunc($0)
            clip(Number,Number)       torch.clamp($0, ~1, ~2)
            sum()                     torch.sum($0)
            sum(int[],boolean)        torch.sum($0, $1, $2)
            mean()                    torch.mean($0)
            mean(int[],boolean)       torch.mean($0, $1, $2)
            max()                     torch.max($0)
            min()                     torch.min($0)
            max(int[],boolean)        torch.max($0, @1, $2)[0]
            min(int[],boolean)        torch.min($0, @1, $2)[0]
            prod()                    torch.prod($0)
            prod(int[],boolean)       torch.prod($0, @1, $2)
            argMax(int)               torch.argmax($0, $1)
            argMin(int)               torch.argmin($0, $1)
            norm(boolean)             torch.norm($0, 2, annotate(List[int], []), $1)
            norm(int,int[],boolean)   torch.norm($0, $1, $2, $3)
            softmax(int)              torch.softmax($0, $1)
            logSoftmax(int)           torch.log_softmax($0, $1)
            cumSum(int)               torch.cumsum($0, $1)
            reshape(Shape)            torch.reshape($0, #)
            flatten()                 torch.reshape($0, #)
            flatten(int,int)          torch.reshape($0, #)
            expandDims(int)           torch.reshape($0, #)
            squeeze()                 torch.reshape($0, #)
            squeeze(int)              torch.reshape($0, #)
            squeeze(int[])            torch.reshape($0, #)
            transpose(int[])          torch.permute($0, $1)
            swapAxes(int,int)         torch.transpose($0, $1, $2)
            broadcast(Shape)          torch.broadcast_to($0, #)
            flip(int[])               torch.flip($0, $1)
            pad(Shape,double)         torch.constant_pad_nd($0, $1, $2)
            repeat(int,long)          torch.repeat_interleave($0, $2, $1)
            gather(NDArray,int)       torch.gather($0, $2, torch.to($1, 4))
            duplicate()               torch.clone($0)
            stopGradient()            torch.detach($0)
            relu()                    torch.relu($0)
            sigmoid()                 torch.sigmoid($0)
            softPlus()                torch.softplus($0)
            leakyRelu(float)          torch.leaky_relu($0, $1)
            elu(float)                torch.elu($0, $1)
            selu()                    torch.selu($0)
            gelu()                    torch.gelu($0)
            where(NDArray,NDArray)    torch.where($1, $0, $2)
            linear(NDArray,NDArray,NDArray)                     torch.linear($1, $2, $3)
            embedding(NDArray,NDArray,SparseFormat)             torch.embedding($2, $1)
            layerNorm(NDArray,Shape,NDArray,NDArray,float)      torch.layer_norm($1, $2, $3, $4, $5)
            """;

    /** Results that share memory with the array. */
    private static final Set<String> VIEWS = Set.of(
            "reshape",
            "flatten",
            "expandDims",
            "squeeze",
            "transpose",
            "swapAxes",
            "broadcast",
            "stopGradient",
            "get",
            "split");

    private static final Map<String, String> EXPRESSIONS = new HashMap<>();

    static {
        TABLE.lines().forEach(line -> {
            int space = line.indexOf(' ');
            EXPRESSIONS.put(line.substring(0, space), line.substring(space).strip());
        });
    }

    private Vocabulary() {}

    /** Returns the expression of a method, if it is known. */
    static Optional<String> expression(Method method) {
        return Optional.ofNullable(EXPRESSIONS.get(signature(method)));
    }

    /** Returns a method's name with the types that it takes. */
    static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }

    /** Returns the methods that are known, each with the types that it takes. */
    static Set<String> methods() {
        return Collections.unmodifiableSet(EXPRESSIONS.keySet());
    }

    static boolean isView(String method) {
        return VIEWS.contains(method);
    }

    /** Writes a value that is not an array. */
    static String literal(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof Float || value instanceof Double) {
            return number(((Number) value).doubleValue());
        }
        if (value instanceof Number whole) {
            return whole.toString();
        }
        if (value instanceof int[] values) {
            return list(IntStream.of(values).asLongStream());
        }
        if (value instanceof long[] values) {
            return list(LongStream.of(values));
        }
        if (value instanceof Shape shape) {
            return list(LongStream.of(shape.getShape()));
        }
        throw new UnknownOperationException(
                "an argument of type " + value.getClass().getSimpleName());
    }

    private static String number(double value) {
        if (Double.isFinite(value)) {
            return Double.toString(value);
        }
        return Double.isNaN(value) ? "float(\"nan\")" : value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    }

    private static String list(LongStream values) {
        StringJoiner list = new StringJoiner(", ", "[", "]").setEmptyValue("annotate(List[int], [])");
        values.forEach(value -> list.add(Long.toString(value)));
        return list.toString();
    }

    /** Returns PyTorch's number for a type. */
    static String code(DataType type) {
        return switch (type) {
            case UINT8 -> "0";
            case INT8 -> "1";
            case INT16 -> "2";
            case INT32 -> "3";
            case INT64 -> "4";
            case FLOAT32 -> "6";
            case FLOAT64 -> "7";
            case BOOLEAN -> "11";
            default -> throw new UnknownOperationException("tensors of type " + type);
        };
    }

    /** Returns the types of numbers that an expression may hold in place of a tensor. */
    static List<DataType> numbers() {
        return List.of(DataType.FLOAT32, DataType.FLOAT64, DataType.INT32, DataType.INT64);
    }
}
