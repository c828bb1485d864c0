package dev.spektron.experiment.bench;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Oscillators;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Effect;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// The kernels that are measured: matrix products at square sizes and at the shapes of the models, and every other kernel at the size of
/// the default model (16 spectra of 129 tokens).
public final class KernelCases {
    /// Rows of a batch: 16 spectra, 129 tokens each.
    private static final int ROWS = 2064;
    /// (inputs, outputs) of the layers of the models.
    private static final int[][] LAYERS = {{256, 1024}, {512, 48}, {16, 512}, {512, 256}, {256, 256}, {1024, 256}, {256, 512}, {511, 256},
        {512, 512}, {512, 32}, {64, 128}, {64, 64}};
    private static final int PARAMETERS = 6_594_496;

    private KernelCases() {}

    public static List<KernelCase> all() {
        List<KernelCase> out = new ArrayList<>();
        products(out);
        elementwise(out);
        rows(out);
        attention(out);
        scans(out);
        out.add(new KernelCase("depthwise conv k4 (16, 129, 512)", "convolution",
            b -> b.output(Fn.causalConv(b.normal(16, 129, 512), b.normal(512, 4), b.normal(512)))));
        out.add(new KernelCase("AdamW " + PARAMETERS, "optimiser", KernelCases::adamW));
        return out;
    }

    /// The case of a name.
    public static KernelCase named(String name) {
        return all().stream().filter(c -> c.name().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("kernel: expected one of " + all() + ", found " + name));
    }

    /// The product of two square matrices.
    static KernelCase square(int n) {
        return new KernelCase("sgemm " + n, "matrix product", b -> b.output(b.normal(n, n).matmul(b.normal(n, n))));
    }

    private static void products(List<KernelCase> out) {
        for (int n : new int[] {256, 512, 1024, 2048}) {
            out.add(square(n));
        }
        for (int[] l : LAYERS) {
            int k = l[0];
            int n = l[1];
            String shape = ROWS + "x" + k + "->" + n;
            out.add(new KernelCase("linear " + shape, "matrix product",
                b -> b.output(Fn.linear(b.normal(ROWS, k), b.normal(n, k), b.normal(n)))));
            out.add(new KernelCase("dW " + shape, "matrix product", b -> b.output(b.normal(ROWS, n).matmul(b.normal(ROWS, k), true,
                false))));
            out.add(new KernelCase("dX " + shape, "matrix product", b -> b.output(b.normal(ROWS, n).matmul(b.normal(n, k)))));
        }
    }

    private static void elementwise(List<KernelCase> out) {
        out.add(new KernelCase("add (2064, 1024)", "elementwise", b -> b.output(b.normal(ROWS, 1024).add(b.normal(ROWS, 1024)))));
        out.add(new KernelCase("exp (2064, 1024)", "elementwise", b -> b.output(b.normal(ROWS, 1024).exp())));
        out.add(new KernelCase("gelu (2064, 1024)", "elementwise", b -> b.output(b.normal(ROWS, 1024).gelu())));
        out.add(new KernelCase("silu (2064, 1024)", "elementwise", b -> b.output(b.normal(ROWS, 1024).silu())));
    }

    private static void rows(List<KernelCase> out) {
        out.add(new KernelCase("softmax (16512, 129)", "rows", b -> b.output(Fn.softmax(b.normal(16512, 129)))));
        out.add(new KernelCase("layer norm (2064, 256)", "rows",
            b -> b.output(Fn.layerNorm(b.normal(ROWS, 256), b.normal(256), b.normal(256), 1e-5f))));
    }

    private static void attention(List<KernelCase> out) {
        out.add(new KernelCase("attention B16 H8 L129 d32", "attention",
            b -> b.output(Fn.attention(b.normal(16, 129, 256), b.normal(16, 129, 256), b.normal(16, 129, 256), 8))));
        out.add(new KernelCase("attention B16 H8 L129 d32, with gradient", "attention", b -> {
            Value q = b.normal(16, 129, 256);
            Value k = b.normal(16, 129, 256);
            Value v = b.normal(16, 129, 256);
            Value y = Fn.attention(q, k, v, 8);
            b.output(y);
            gradients(b, y, q, k, v);
        }));
    }

    private static void scans(List<KernelCase> out) {
        for (int[] s : new int[][] {{512, 16}, {64, 8}}) {
            String size = " B16 L129 D" + s[0] + " N" + s[1];
            out.add(new KernelCase("selective scan" + size, "scan", b -> b.output(selective(b, s[0], s[1]).getFirst())));
            out.add(new KernelCase("selective scan" + size + ", with gradient", "scan", b -> {
                List<Value> all = selective(b, s[0], s[1]);
                b.output(all.getFirst());
                gradients(b, all.getFirst(), all.subList(1, all.size()).toArray(Value[]::new));
            }));
        }
        out.add(new KernelCase("oscillatory scan B16 L258 P128", "scan", b -> b.output(oscillatory(b).getFirst())));
        out.add(new KernelCase("oscillatory scan B16 L258 P128, with gradient", "scan", b -> {
            List<Value> all = oscillatory(b);
            b.output(all.getFirst());
            gradients(b, all.getFirst(), all.get(1), all.get(2));
        }));
    }

    private static List<Value> selective(KernelCase.Builder b, int e, int n) {
        Value u = b.normal(16, 129, e);
        Value dt = b.step(16, 129, e);
        Value a = b.normal(e, n).abs().add(0.1f).neg();
        Value bt = b.normal(16, 129, n);
        Value ct = b.normal(16, 129, n);
        Value d = b.normal(e);
        return List.of(Fn.selectiveScan(u, dt, a, bt, ct, d, false), u, dt, a, bt, ct, d);
    }

    /// Damped oscillators with frequencies spread over the half circle.
    private static List<Value> oscillatory(KernelCase.Builder b) {
        Value u = b.normal(16, 258, 256);
        Value dt = b.step(128).mul(5);
        Value a = b.step(128).mul(20);
        Value g = b.step(128);
        Value m = Oscillators.damped(a, g, dt);
        return List.of(Fn.oscillatoryScan(u, m), u, m);
    }

    /// Gradients of the sum of a result, as outputs.
    private static void gradients(KernelCase.Builder b, Value y, Value... wrt) {
        b.graph().gradients(y.sum(), List.of(wrt)).forEach(b::output);
    }

    private static void adamW(KernelCase.Builder b) {
        Graph g = b.graph();
        Value w = g.parameter("w", Shape.of(PARAMETERS));
        g.output("w", w.slice(0, 0, 1));
        Value rates = b.step(3);
        Value norm = b.step(1).reshape();
        g.apply(new Effect.Adam(0, 0.9f, 0.999f, 1e-8f, 0.01f, true, 0), List.of(rates, norm));
    }

}
