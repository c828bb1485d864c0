package dev.spektron.autograd;

import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Primitive;
import java.util.Arrays;
import java.util.List;

/// Gradient rules of the elementary functions.
final class ElementaryVjp {
    private static final float TWO_OVER_SQRT_PI = (float) (2 / Math.sqrt(Math.PI));

    private ElementaryVjp() {}

    static List<Value> of(Primitive.Elementwise op, Node node, Value dy) {
        List<Value> in = node.inputs();
        Value a = in.get(0);
        return switch (op.f()) {
            case AFFINE -> List.of(dy.mul(op.p()));
            case CLAMP -> {
                // 1 where the bound did not change the number.
                yield List.of(a.equal(node.outputs().getFirst()).mul(dy));
            }
            case ADD -> List.of(dy, dy);
            case SUB -> List.of(dy, dy.neg());
            case MUL -> List.of(dy.mul(in.get(1)), dy.mul(a));
            case DIV -> {
                Value da = dy.div(in.get(1));
                yield List.of(da, da.mul(node.outputs().getFirst()).neg());
            }
            case MAX -> choice(a, in.get(1), dy);
            case MIN -> choice(in.get(1), a, dy);
            case GREATER, EQUAL -> Arrays.asList(null, null);
            case GELU_GRAD, SILU_GRAD -> throw new IllegalArgumentException(op.label() + ": second derivatives are not supported");
            case SELECT -> {
                Value zero = dy.graph().constant(0).broadcastTo(dy.shape());
                yield Arrays.asList(null, a.select(dy, zero), a.select(zero, dy));
            }
            default -> Arrays.asList(slope(op.f(), a, node.outputs().getFirst(), dy));
        };
    }

    /// The gradient goes to the larger operand, half to each where they are equal.
    private static List<Value> choice(Value a, Value b, Value dy) {
        Value tie = a.equal(b).mul(0.5f);
        return List.of(a.greater(b).add(tie).mul(dy), b.greater(a).add(tie).mul(dy));
    }

    /// dy f'(x) for a function of one operand, y = f(x); null where the derivative is 0 everywhere.
    static Value slope(Elementary f, Value x, Value y, Value dy) {
        return switch (f) {
            case COPY -> dy;
            case NEG -> dy.neg();
            case ABS -> dy.mul(x.sign());
            case SIGN, STEP -> null;
            case RELU -> dy.mul(x.step());
            case SQUARE -> dy.mul(x).mul(2);
            case SQRT -> dy.div(y).mul(0.5f);
            case RSQRT -> dy.mul(y.square().mul(y)).mul(-0.5f);
            case RECIPROCAL -> dy.mul(y.square()).neg();
            case EXP -> dy.mul(y);
            case EXPM1 -> dy.mul(y.add(1));
            case LOG -> dy.div(x);
            case LOG1P -> dy.div(x.add(1));
            case SIN -> dy.mul(x.cos());
            case COS -> dy.mul(x.sin()).neg();
            case TANH -> dy.mul(y.square().affine(-1, 1));
            case SIGMOID -> dy.mul(y.mul(y.affine(-1, 1)));
            case SOFTPLUS -> dy.mul(x.sigmoid());
            case ERF -> dy.mul(x.square().neg().exp()).mul(TWO_OVER_SQRT_PI);
            case GELU -> x.geluGrad(dy);
            case SILU -> x.siluGrad(dy);
            case AFFINE, CLAMP, ADD, SUB, MUL, DIV, MAX, MIN, GREATER, EQUAL, GELU_GRAD, SILU_GRAD, SELECT ->
                throw new IllegalArgumentException(f + " is no function of one operand");
        };
    }
}
