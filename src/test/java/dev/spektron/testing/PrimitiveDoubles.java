package dev.spektron.testing;

import dev.spektron.autograd.Node;
import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Primitive;
import dev.spektron.kernels.Philox;
import dev.spektron.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// The primitives in double precision.
final class PrimitiveDoubles {
    private PrimitiveDoubles() {}

    static double[] of(Primitive p, Node n, List<double[]> in) {
        Shape s = n.inputs().isEmpty() ? Shape.SCALAR : n.inputs().getFirst().shape();
        Shape out = n.outputs().getFirst().shape();
        double[] x = in.isEmpty() ? new double[0] : in.getFirst();
        return switch (p) {
            case Primitive.Elementwise op -> elementwise(op, in, out.size());
            case Primitive.Broadcast op -> mapped(out, x, i -> broadcast(s, i));
            case Primitive.Reshape op -> x;
            case Primitive.Permute op -> mapped(out, x, i -> {
                int[] j = new int[i.length];
                for (int k = 0; k < i.length; k++) {
                    j[op.order().get(k)] = i[k];
                }
                return flat(s, j);
            });
            case Primitive.Slice op -> mapped(out, x, i -> flat(s, moved(i, op.axis(), op.from() + i[op.axis()] * op.step())));
            case Primitive.Place op -> scattered(s, out, x, i -> moved(i, op.axis(), op.from() + i[op.axis()] * op.step()));
            case Primitive.Concat op -> concat(op, n, in, out);
            case Primitive.Take op -> mapped(out, x, i -> flat(s, moved(i, op.axis(), op.index().get(i[op.axis()]))));
            case Primitive.PutAdd op -> scattered(s, out, x, i -> moved(i, op.axis(), op.index().get(i[op.axis()])));
            case Primitive.Gather op -> {
                int d = s.dim(1);
                double[] y = new double[out.size()];
                for (int r = 0; r < in.get(1).length; r++) {
                    System.arraycopy(x, (int) in.get(1)[r] * d, y, r * d, d);
                }
                yield y;
            }
            case Primitive.ScatterAdd op -> {
                double[] y = new double[out.size()];
                int d = out.dim(1);
                for (int r = 0; r < in.get(1).length; r++) {
                    for (int j = 0; j < d; j++) {
                        y[(int) in.get(1)[r] * d + j] += x[r * d + j];
                    }
                }
                yield y;
            }
            case Primitive.Sum op -> reduced(s, op.from(), op.to(), x, 0, Double::sum);
            case Primitive.Max op -> reduced(s, op.from(), op.to(), x, Double.NEGATIVE_INFINITY, Math::max);
            case Primitive.MatMul op -> matMul(op, s, n.inputs().get(1).shape(), out, x, in.get(1));
            case Primitive.StopGradient op -> x;
            case Primitive.ReverseGradient op -> x;
            case Primitive.Random op -> random(op, (int) x[0]);
            case Primitive.Median op -> median(x, s.last());
        };
    }

    private interface Index {
        int of(int[] i);
    }

    private interface Target {
        int[] of(int[] i);
    }

    private interface Join {
        double of(double a, double b);
    }

    private static int flat(Shape s, int[] i) {
        int at = 0;
        for (int k = 0; k < i.length; k++) {
            at = at * s.dim(k) + i[k];
        }
        return at;
    }

    private static int[] unflat(Shape s, int at) {
        int[] i = new int[s.rank()];
        int rest = at;
        for (int k = s.rank() - 1; k >= 0; k--) {
            i[k] = rest % s.dim(k);
            rest /= s.dim(k);
        }
        return i;
    }

    private static int[] moved(int[] i, int axis, int to) {
        int[] j = i.clone();
        j[axis] = to;
        return j;
    }

    private static double[] mapped(Shape out, double[] x, Index from) {
        double[] y = new double[out.size()];
        for (int k = 0; k < y.length; k++) {
            y[k] = x[from.of(unflat(out, k))];
        }
        return y;
    }

    private static double[] scattered(Shape in, Shape out, double[] x, Target to) {
        double[] y = new double[out.size()];
        for (int k = 0; k < x.length; k++) {
            y[flat(out, to.of(unflat(in, k)))] += x[k];
        }
        return y;
    }

    private static int broadcast(Shape s, int[] i) {
        int[] j = new int[s.rank()];
        int lead = i.length - s.rank();
        for (int k = 0; k < j.length; k++) {
            j[k] = s.dim(k) == 1 ? 0 : i[lead + k];
        }
        return flat(s, j);
    }

    private static double[] concat(Primitive.Concat op, Node n, List<double[]> in, Shape out) {
        double[] y = new double[out.size()];
        int from = 0;
        for (int k = 0; k < in.size(); k++) {
            Shape s = n.inputs().get(k).shape();
            for (int e = 0; e < in.get(k).length; e++) {
                int[] i = unflat(s, e);
                y[flat(out, moved(i, op.axis(), from + i[op.axis()]))] = in.get(k)[e];
            }
            from += s.dim(op.axis());
        }
        return y;
    }

    private static double[] reduced(Shape s, int from, int to, double[] x, double start, Join join) {
        int n = s.count(from, to);
        int inner = s.count(to, s.rank());
        double[] y = new double[s.count(0, from) * inner];
        Arrays.fill(y, start);
        for (int k = 0; k < x.length; k++) {
            int o = k / (n * inner) * inner + k % inner;
            y[o] = join.of(y[o], x[k]);
        }
        return y;
    }

    private static double[] matMul(Primitive.MatMul op, Shape a, Shape b, Shape out, double[] x, double[] y) {
        int r = a.rank();
        int m = out.dim(r - 2);
        int n = out.dim(r - 1);
        int k = a.dim(op.transposeA() ? r - 2 : r - 1);
        double[] c = new double[out.size()];
        for (int batch = 0; batch < a.count(0, r - 2); batch++) {
            int xo = batch * m * k;
            int yo = b.rank() == 2 ? 0 : batch * k * n;
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < k; p++) {
                        sum += x[xo + (op.transposeA() ? p * m + i : i * k + p)] * y[yo + (op.transposeB() ? j * k + p : p * n + j)];
                    }
                    c[batch * m * n + i * n + j] = sum;
                }
            }
        }
        return c;
    }

    private static double[] random(Primitive.Random op, int step) {
        double[] y = new double[op.shape().size()];
        int[] words = new int[4];
        for (int i = 0; i < y.length; i++) {
            Philox.block(i / 4, 0, step, op.purpose(), (int) op.seed(), (int) (op.seed() >>> 32), words, 0);
            y[i] = op.distribution() == Primitive.Random.Distribution.UNIFORM ? unit(words[i % 4]) : normal(words, i % 4);
        }
        return y;
    }

    private static double unit(int word) {
        return Philox.unit(word);
    }

    private static double normal(int[] w, int i) {
        double radius = Math.sqrt(-2 * Math.log(unit(w[i / 2 * 2])));
        double angle = 2 * Math.PI * unit(w[i / 2 * 2 + 1]);
        return radius * (i % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
    }

    private static double[] median(double[] x, int n) {
        double[] y = new double[n == 0 ? 0 : x.length / n];
        for (int r = 0; r < y.length; r++) {
            double[] row = Arrays.copyOfRange(x, r * n, (r + 1) * n);
            Arrays.sort(row);
            y[r] = (row[(n - 1) / 2] + row[n / 2]) / 2;
        }
        return y;
    }

    private static double[] elementwise(Primitive.Elementwise op, List<double[]> in, int n) {
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double a = in.get(0)[i];
            double b = in.size() > 1 ? in.get(1)[i] : 0;
            double c = in.size() > 2 ? in.get(2)[i] : 0;
            y[i] = elementary(op.f(), a, b, c, op.p(), op.q());
        }
        return y;
    }

    static double elementary(Elementary f, double a, double b, double c, double p, double q) {
        return switch (f) {
            case COPY -> a;
            case NEG -> -a;
            case ABS -> Math.abs(a);
            case SIGN -> Math.signum(a);
            case STEP -> a > 0 ? 1 : 0;
            case RELU -> Math.max(a, 0);
            case SQUARE -> a * a;
            case SQRT -> Math.sqrt(a);
            case RSQRT -> 1 / Math.sqrt(a);
            case RECIPROCAL -> 1 / a;
            case EXP -> Math.exp(a);
            case EXPM1 -> Math.expm1(a);
            case LOG -> Math.log(a);
            case LOG1P -> Math.log1p(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TANH -> Math.tanh(a);
            case SIGMOID -> 1 / (1 + Math.exp(-a));
            case SOFTPLUS -> Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
            case ERF -> Erf.erf(a);
            case GELU -> a * Erf.phi(a);
            case SILU -> a / (1 + Math.exp(-a));
            case AFFINE -> p * a + q;
            case CLAMP -> Math.min(Math.max(a, p), q);
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case GREATER -> a > b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case GELU_GRAD -> b * (Erf.phi(a) + a * Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI));
            case SILU_GRAD -> {
                double s = 1 / (1 + Math.exp(-a));
                yield b * s * (1 + a * (1 - s));
            }
            case SELECT -> a != 0 ? b : c;
        };
    }
}
