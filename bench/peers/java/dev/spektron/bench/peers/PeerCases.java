package dev.spektron.bench.peers;

import static dev.spektron.bench.peers.PeerCase.shape;

import dev.spektron.experiment.bench.KernelCases;
import java.util.ArrayList;
import java.util.List;

/// What libtorch computes for each of our kernels, with the same sizes. Recurrences come twice: as the reference program writes them, and
/// tuned (`unbind` once rather than an index in every step, whose gradient is quadratic in the length).
final class PeerCases {
    private static final String SCAN = "u: Tensor, dt: Tensor, a: Tensor, b: Tensor, c: Tensor, d: Tensor";
    private static final String PUBLISHED_SCAN = """
        da = torch.exp(torch.mul(torch.unsqueeze(dt, -1), torch.unsqueeze(torch.unsqueeze(a, 0), 0)))
        db = torch.mul(torch.unsqueeze(dt, -1), torch.unsqueeze(b, 2))
        h = torch.zeros_like(torch.select(da, 1, 0))
        out = annotate(List[Tensor], [])
        for t in range(torch.size(u, 1)):
          h = torch.add(torch.mul(torch.select(da, 1, t), h), torch.mul(torch.select(db, 1, t), torch.unsqueeze(torch.select(u, 1, t), -1)))
          out0 = torch.append(out, torch.sum(torch.mul(h, torch.unsqueeze(torch.select(c, 1, t), 1)), [-1]))
        y = torch.add(torch.stack(out, 1), torch.mul(u, torch.unsqueeze(torch.unsqueeze(d, 0), 0)))
        """;
    private static final String TUNED_SCAN = """
        da = torch.unbind(torch.exp(torch.mul(torch.unsqueeze(dt, -1), a)), 1)
        du = torch.unbind(torch.mul(torch.unsqueeze(torch.mul(dt, u), -1), torch.unsqueeze(b, 2)), 1)
        h = torch.zeros_like(da[0])
        hs = annotate(List[Tensor], [])
        for t in range(torch.len(da)):
          h = torch.add(torch.mul(da[t], h), du[t])
          out0 = torch.append(hs, h)
        y = torch.add(torch.einsum("bldn,bln->bld", [torch.stack(hs, 1), c]), torch.mul(u, d))
        """;

    private static final String OSCILLATORS = "u: Tensor, dt: Tensor, a: Tensor, g: Tensor";
    /// Coefficients of the damped scheme, from the same inputs as ours, and the input by real and imaginary parts.
    private static final String COEFFICIENTS = """
        dt5 = torch.mul(dt, 5.)
        s = torch.reciprocal(torch.add(torch.mul(dt5, g), 1.))
        ds = torch.mul(dt5, s)
        da = torch.mul(ds, torch.mul(a, 20.))
        m0 = torch.stack([s, torch.neg(da), ds, torch.add(torch.neg(torch.mul(dt5, da)), 1.), ds, torch.mul(dt5, ds)])
        """;
    private static final String TUNED_OSCILLATORS = """
        u2 = torch.reshape(u1, [16, 258, 2, 128])
        fz = torch.unbind(torch.mul(m[4], u2), 1)
        fx = torch.unbind(torch.mul(m[5], u2), 1)
        m11, m12, m21, m22 = m[0], m[1], m[2], m[3]
        z = torch.zeros([16, 2, 128])
        x = z
        out = annotate(List[Tensor], [])
        for t in range(258):
          z1 = torch.addcmul(torch.addcmul(fz[t], m11, z), m12, x)
          x = torch.addcmul(torch.addcmul(fx[t], m21, z), m22, x)
          z = z1
          out0 = torch.append(out, x)
        y = torch.stack(out, 1)
        """;
    private static final String PUBLISHED_OSCILLATORS = """
        u2 = torch.reshape(u1, [16, 258, 2, 128])
        fz = torch.mul(m[4], u2)
        fx = torch.mul(m[5], u2)
        z = torch.zeros([16, 2, 128])
        x = z
        out = annotate(List[Tensor], [])
        for t in range(258):
          z1 = torch.add(torch.add(torch.mul(m[0], z), torch.mul(m[1], x)), torch.select(fz, 1, t))
          x = torch.add(torch.add(torch.mul(m[2], z), torch.mul(m[3], x)), torch.select(fx, 1, t))
          z = z1
          out0 = torch.append(out, x)
        y = torch.stack(out, 1)
        """;

    /// Our layout, (B, L, D), as four products of shifted rows: faster than libtorch's own depthwise convolution.
    private static final String TUNED_CONVOLUTION = """
        p = torch.constant_pad_nd(x, [0, 0, 3, 0])
        y = torch.addcmul(b, torch.slice(p, 1, 0, 129), w[0])
        y1 = torch.addcmul_(y, torch.slice(p, 1, 1, 130), w[1])
        y2 = torch.addcmul_(y, torch.slice(p, 1, 2, 131), w[2])
        y3 = torch.addcmul_(y, torch.slice(p, 1, 3, 132), w[3])
        return y
        """;

    private PeerCases() {}

    static List<PeerCase> all() {
        List<PeerCase> out = new ArrayList<>();
        KernelCases.all().forEach(c -> simple(c.name(), out));
        return out;
    }

    private static void simple(String name, List<PeerCase> out) {
        if (name.startsWith("sgemm ")) {
            long n = Long.parseLong(name.substring(6));
            out.add(new PeerCase(name, "a: Tensor, b: Tensor", "return torch.mm(a, b)", List.of(shape(n, n), shape(n, n))));
        } else if (name.contains("->")) {
            layer(name, out);
        } else if (name.startsWith("selective scan")) {
            scan(name, out);
        } else if (name.startsWith("oscillatory scan")) {
            oscillators(name, out);
        } else {
            single(name, out);
        }
    }

    private static void layer(String name, List<PeerCase> out) {
        String[] parts = name.split("[ x]|->");
        long m = Long.parseLong(parts[1]);
        long k = Long.parseLong(parts[2]);
        long n = Long.parseLong(parts[3]);
        out.add(switch (parts[0]) {
            case "linear" -> new PeerCase(name, "x: Tensor, w: Tensor, b: Tensor", "return torch.linear(x, w, b)",
                List.of(shape(m, k), shape(n, k), shape(n)));
            case "dW" -> new PeerCase(name, "dy: Tensor, x: Tensor", "return torch.mm(torch.t(dy), x)", List.of(shape(m, n), shape(m, k)));
            default -> new PeerCase(name, "dy: Tensor, w: Tensor", "return torch.mm(dy, w)", List.of(shape(m, n), shape(n, k)));
        });
    }

    private static void single(String name, List<PeerCase> out) {
        List<long[]> wide = List.of(shape(2064, 1024));
        List<long[]> heads = List.of(shape(16, 8, 129, 32), shape(16, 8, 129, 32), shape(16, 8, 129, 32));
        String qkv = "q: Tensor, k: Tensor, v: Tensor";
        String attention = "torch.scaled_dot_product_attention(q, k, v)";
        switch (name) {
            case "add (2064, 1024)" -> out.add(new PeerCase(name, "a: Tensor, b: Tensor", "return torch.add(a, b)",
                List.of(wide.getFirst(), wide.getFirst())));
            case "exp (2064, 1024)" -> out.add(new PeerCase(name, "x: Tensor", "return torch.exp(x)", wide));
            case "gelu (2064, 1024)" -> out.add(new PeerCase(name, "x: Tensor", "return torch.gelu(x)", wide));
            case "silu (2064, 1024)" -> out.add(new PeerCase(name, "x: Tensor", "return torch.silu(x)", wide));
            case "softmax (16512, 129)" -> out.add(new PeerCase(name, "x: Tensor", "return torch.softmax(x, -1)", List.of(shape(16512,
                129))));
            case "layer norm (2064, 256)" -> out.add(new PeerCase(name, "x: Tensor, g: Tensor, b: Tensor",
                "return torch.layer_norm(x, [256], g, b)", List.of(shape(2064, 256), shape(256), shape(256))));
            case "attention B16 H8 L129 d32" -> out.add(new PeerCase(name, qkv, "return " + attention, heads));
            case "attention B16 H8 L129 d32, with gradient" -> out.add(gradient(name, qkv, "y = " + attention + "\n", heads, List.of()));
            case "depthwise conv k4 (16, 129, 512)" -> {
                String in = "x: Tensor, w: Tensor, b: Tensor";
                out.add(new PeerCase(name, in, "return torch.conv1d(x, w, b, [1], [3], [1], 512)",
                    List.of(shape(16, 512, 129), shape(512, 1, 4), shape(512))));
                out.add(new PeerCase(name, PeerBenchmark.TUNED, in, TUNED_CONVOLUTION,
                    List.of(shape(16, 129, 512), shape(4, 512), shape(512)), List.of(), false));
            }
            default -> {
                if (name.startsWith("AdamW ")) {
                    optimiser(name, out);
                }
            }
        }
    }

    private static void scan(String name, List<PeerCase> out) {
        long d = name.contains("D512") ? 512 : 64;
        long n = name.contains("N16") ? 16 : 8;
        List<long[]> in = List.of(shape(16, 129, d), shape(16, 129, d), shape(d, n), shape(16, 129, n), shape(16, 129, n), shape(d));
        String negative = "a1 = torch.neg(torch.add(torch.abs(a), 0.10000000000000001))\n";
        if (name.endsWith("gradient")) {
            out.add(gradient(name, SCAN, TUNED_SCAN, in, List.of("dt")).side(PeerBenchmark.TUNED));
            out.add(gradient(name, SCAN, PUBLISHED_SCAN, in, List.of("dt")).side(PeerBenchmark.PUBLISHED));
        } else {
            for (String side : List.of(PeerBenchmark.TUNED, PeerBenchmark.PUBLISHED)) {
                String body = side.equals(PeerBenchmark.TUNED) ? TUNED_SCAN : PUBLISHED_SCAN;
                out.add(new PeerCase(name, side, SCAN, negative + renamed(body) + "return y", in, List.of("dt"), false));
            }
        }
    }

    private static void oscillators(String name, List<PeerCase> out) {
        List<long[]> in = List.of(shape(16, 258, 256), shape(128), shape(128), shape(128));
        boolean gradient = name.endsWith("gradient");
        for (String side : List.of(PeerBenchmark.TUNED, PeerBenchmark.PUBLISHED)) {
            String loop = side.equals(PeerBenchmark.TUNED) ? TUNED_OSCILLATORS : PUBLISHED_OSCILLATORS;
            String body = gradient
                ? COEFFICIENTS + "u1 = torch.requires_grad_(torch.detach(u), True)\nm = torch.requires_grad_(torch.detach(m0), True)\n"
                + loop
                    + differentiated("[u1, m]")
                : COEFFICIENTS + "u1 = u\nm = m0\n" + loop + "return y";
            out.add(new PeerCase(name, side, OSCILLATORS, body, in, List.of("dt", "a", "g"), gradient));
        }
    }

    /// The scan on the negated matrix, as our case has it.
    private static String renamed(String body) {
        return body.replace("torch.unsqueeze(a, 0)", "torch.unsqueeze(a1, 0)").replace("torch.unsqueeze(dt, -1), a)",
            "torch.unsqueeze(dt, -1), a1)");
    }

    /// Gradients of the sum of y with respect to all parameters; the result is the first of them.
    private static PeerCase gradient(String name, String parameters, String body, List<long[]> in, List<String> positive) {
        StringBuilder s = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (String p : parameters.split(", ")) {
            String v = p.substring(0, p.indexOf(':'));
            boolean matrix = v.equals("a") && positive.contains("dt");
            String start = matrix ? "torch.neg(torch.add(torch.abs(a), 0.10000000000000001))" : "torch.detach(" + v + ")";
            s.append(v).append(" = torch.requires_grad_(").append(matrix ? "torch.detach(" + start + ")" : start).append(", True)\n");
            names.add(v);
        }
        s.append(body).append(differentiated(names.toString()));
        return new PeerCase(name, PeerBenchmark.LIBTORCH, parameters, s.toString(), in, positive, true);
    }

    /// The result must come from the gradients, or TorchScript drops them.
    private static String differentiated(String names) {
        return "gs = torch.grad([torch.sum(y)], " + names + """
            )
            r = gs[0]
            if torch.__isnot__(r, None):
              result = unchecked_cast(Tensor, r)
            else:
              result = y
            return result""";
    }

    /// The steps of torch.optim.AdamW on a CPU (one tensor after another, not fused), and libtorch's fused one.
    private static void optimiser(String name, List<PeerCase> out) {
        long n = Long.parseLong(name.substring(6));
        List<long[]> in = List.of(shape(n), shape(n), shape(n), shape(n));
        String parameters = "p: Tensor, g: Tensor, m: Tensor, v: Tensor";
        out.add(new PeerCase(name, PeerBenchmark.LIBTORCH, parameters, """
            p1 = torch.mul_(p, 0.99999700000000002)
            m1 = torch.lerp_(m, g, 0.10000000000000001)
            v1 = torch.addcmul_(torch.mul_(v, 0.999), g, g, value=0.001)
            d = torch.add_(torch.div(torch.sqrt(v), 0.5), 1e-08)
            p2 = torch.addcdiv_(p, m, d, value=-0.00029999999999999997)
            return p""", in, List.of("v"), false));
        out.add(new PeerCase(name, PeerBenchmark.FUSED, parameters, """
            ps = [p]
            torch._fused_adamw_(ps, [g], [m], [v], annotate(List[Tensor], []), [torch.ones([])], lr=0.00029999999999999997, beta1=0.9, \
            beta2=0.999, weight_decay=0.01, eps=1e-08, amsgrad=False, maximize=False)
            return ps[0]""", in, List.of("v"), false));
    }
}
