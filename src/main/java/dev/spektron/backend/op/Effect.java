package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// A step that reads or changes whole sections of the variables. Effects run in the order in which they were traced, after everything that
/// was traced before them.
public sealed interface Effect extends Op {
    /// The sections of the variables that the effect touches, in the order in which kernels get them, after the operands.
    List<Section> sections();

    /// The group of variables that it is about; -1 for all of a section.
    default int group() {
        return -1;
    }

    /// Writes the operand to the gradient of a parameter, or adds it.
    record StoreGradient(String variable, boolean add) implements Effect {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            return List.of();
        }

        @Override
        public List<Section> sections() {
            return List.of(Section.GRADIENTS);
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return add ? in.getFirst().size() : 0;
        }
    }

    /// Writes the operand to a variable, such as a running mean.
    record StoreState(String variable) implements Effect {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            return List.of();
        }

        @Override
        public List<Section> sections() {
            return List.of();
        }
    }

    /// Sets all gradients to 0.
    record ZeroGradients() implements Effect {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 0);
            return List.of();
        }

        @Override
        public List<Section> sections() {
            return List.of(Section.GRADIENTS);
        }
    }

    /// The Euclidean norm of all gradients, a scalar. Backends that square in float find infinity for a norm above some 1e19; optimisers
    /// leave out that step.
    record GradientNorm() implements Effect {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 0);
            return List.of(Shape.SCALAR);
        }

        @Override
        public List<Section> sections() {
            return List.of(Section.GRADIENTS);
        }
    }

    /// One step of Adam (Kingma and Ba, arXiv:1412.6980, Algorithm 1) on one group of parameters; with `decoupled` AdamW (Loshchilov and
    /// Hutter, arXiv:1711.05101, Algorithm 2, in the form p = (1 - rate decay) p of PyTorch), else weight decay is added to the gradient.
    /// Operands: rates (3), that is learning rate, 1 - beta1^t and 1 - beta2^t (see [#rates(float, int)]), and the gradient norm, a scalar.
    /// Gradients are scaled by min(1, maxNorm / (norm + 1e-6)) first; `maxNorm` 0 leaves them as they are. A norm that is not finite leaves
    /// everything as it was.
    record Adam(int group, float beta1, float beta2, float eps, float decay, boolean decoupled, float maxNorm) implements Effect {
        public Adam {
            Expect.argument(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1, "expected beta1 and beta2 from 0 to less than 1, found "
                + beta1 + " and " + beta2);
            // Without it the gaps between variables, and parameters without gradient, would become 0 / 0.
            Expect.argument(eps > 0, "expected a positive eps, found " + eps);
        }

        /// The operand `rates` for step `t`, counted from 1. The powers are those of the betas as they are, rounded to float: with others
        /// the first steps would be off by up to 1e-5 of themselves.
        public float[] rates(float learningRate, int t) {
            return new float[] {learningRate, (float) (1 - Math.pow(beta1, t)), (float) (1 - Math.pow(beta2, t))};
        }

        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Expect.shape("the rates (learning rate, 1 - beta1^t, 1 - beta2^t)", in.get(0), 3);
            Expect.shape("the gradient norm", in.get(1), Shape.SCALAR);
            return List.of();
        }

        @Override
        public List<Section> sections() {
            return List.of(Section.PARAMETERS, Section.GRADIENTS, Section.MOMENT1, Section.MOMENT2);
        }
    }

    /// One step of gradient descent on one group of parameters, as PyTorch has it: g += decay p; v = momentum v + g; p -= rate v, or
    /// p -= rate (g + momentum v) with `nesterov`. Operands: the rate and the gradient norm, both scalars, the latter as in [Adam].
    record Sgd(int group, float momentum, float decay, boolean nesterov, float maxNorm) implements Effect {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Expect.shape("the rate", in.get(0), Shape.SCALAR);
            Expect.shape("the gradient norm", in.get(1), Shape.SCALAR);
            return List.of();
        }

        @Override
        public List<Section> sections() {
            return List.of(Section.PARAMETERS, Section.GRADIENTS, Section.MOMENT1);
        }
    }

    /// Moving average of all parameters: average = tau average + (1 - tau) parameters. Operand tau, a scalar; 0 sets the average to the
    /// parameters.
    record Average() implements Effect {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            Expect.shape("tau", in.getFirst(), Shape.SCALAR);
            return List.of();
        }

        @Override
        public List<Section> sections() {
            return List.of(Section.AVERAGE, Section.PARAMETERS);
        }
    }
}
