package dev.spektron.experiment.doctor;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Oscillators;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.experiment.bench.KernelCase;
import dev.spektron.experiment.bench.KernelCase.Builder;
import dev.spektron.tensor.Shape;
import java.util.List;
import java.util.function.Consumer;

/// One small graph for each family of kernels, with gradients, at odd sizes.
public final class Families {
    private static final int ROWS = 37;

    private Families() {}

    public static List<KernelCase> all() {
        return List.of(of("elementwise", Families::elementwise), of("sums and moves", Families::sums),
            of("matrix product", Families::products), of("convolution", Families::convolutions), of("rows", Families::rows),
            of("attention", Families::attention), of("selective scan", Families::selective), of("oscillatory scan", Families::oscillatory),
            of("signals", Families::signals), of("transport", Families::transport), of("random numbers", Families::random),
            of("optimiser", Families::optimiser));
    }

    private static KernelCase of(String family, Consumer<Builder> trace) {
        return new KernelCase(family, family, trace);
    }

    /// A result, and its gradients when it is weighted with random numbers.
    private static void result(Builder b, Value y, Value... wrt) {
        b.output(y);
        b.graph().gradients(y.mul(b.normal(y.shape().dims())).sum(), List.of(wrt)).forEach(b::output);
    }

    private static void elementwise(Builder b) {
        Value x = b.normal(ROWS, 129);
        Value y = b.step(ROWS, 129);
        result(b, x.mul(y).silu().add(x.tanh()).sub(y.log().mul(x.gelu())), x, y);
    }

    private static void sums(Builder b) {
        Value x = b.normal(ROWS, 5, 129);
        result(b, x.sum(2).add(x.max(2)).transpose().reverse(1), x);
    }

    private static void products(Builder b) {
        Value x = b.normal(ROWS, 129);
        Value w = b.normal(65, 129);
        Value bias = b.normal(65);
        result(b, Fn.linear(x, w, bias).matmul(b.normal(65, 33)), x, w, bias);
    }

    private static void convolutions(Builder b) {
        Value x = b.normal(3, ROWS, 17);
        Value w = b.normal(17, 4);
        Value bias = b.normal(17);
        result(b, Fn.causalConv(x, w, bias), x, w, bias);
    }

    private static void rows(Builder b) {
        Value x = b.normal(ROWS, 129);
        Value gamma = b.normal(129);
        Value beta = b.normal(129);
        result(b, Fn.layerNorm(Fn.softmax(x), gamma, beta, 1e-5f), x, gamma, beta);
    }

    private static void attention(Builder b) {
        Value q = b.normal(2, ROWS, 32);
        Value k = b.normal(2, ROWS, 32);
        Value v = b.normal(2, ROWS, 32);
        result(b, Fn.attention(q, k, v, 4), q, k, v);
    }

    private static void selective(Builder b) {
        Value u = b.normal(2, ROWS, 9);
        Value dt = b.step(2, ROWS, 9);
        Value a = b.normal(9, 5).abs().add(0.1f).neg();
        result(b, Fn.selectiveScan(u, dt, a, b.normal(2, ROWS, 5), b.normal(2, ROWS, 5), b.normal(9), false), u, dt);
    }

    private static void oscillatory(Builder b) {
        Value u = b.normal(2, ROWS, 10);
        Value m = Oscillators.damped(b.step(5).mul(20), b.step(5), b.step(5).mul(5));
        result(b, Fn.oscillatoryScan(u, m), u);
    }

    private static void signals(Builder b) {
        Value x = b.normal(3, 64);
        List<Value> halves = Fn.dwt(x, new Dwt(Wavelet.DB4, Dwt.Boundary.SYMMETRIC));
        Value rows = b.normal(2, ROWS, 3);
        Value w = b.normal(2, 5, 3, 4);
        result(b, halves.getFirst().add(halves.getLast()), x);
        result(b, Fn.spectralConv(rows, w), rows, w);
    }

    private static void transport(Builder b) {
        Value x = b.normal(2, 11, 3);
        Value y = b.normal(2, 11, 3);
        Value weights = b.step(2, 11).mul(0).add((float) -Math.log(11));
        Value cost = Fn.squaredDistance(x, y);
        result(b, Fn.sinkhorn(cost, weights, weights, b.step(1).mul(0).add(0.5f).reshape(), new Sinkhorn(20, 0, false)).getFirst(), x, y);
    }

    private static void random(Builder b) {
        Value step = b.step(1).mul(0).add(3).reshape();
        b.output(Fn.uniform(step, Shape.of(1001), 5, 7), Fn.normal(step, Shape.of(1001), 5, 8));
    }

    private static void optimiser(Builder b) {
        Graph g = b.graph();
        Value w = g.parameter("w", Shape.of(1001));
        Value loss = w.mul(b.normal(1001)).square().mean();
        g.output("loss", loss);
        g.output("w", w);
        g.backward(loss);
        g.apply(new Effect.Adam(0, 0.9f, 0.999f, 1e-8f, 0.01f, true, 0), List.of(b.step(3), b.step(1).reshape()));
    }
}
