package dev.spektron.backend;

import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.testing.GoldenCheck;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Wavelets against PyWavelets, spectral convolution and resampling against PyTorch, splines against SciPy.
class SignalsGoldenTest {
    private static Map<String, Op> cases() {
        Map<String, Op> out = new TreeMap<>();
        for (Dwt.Boundary boundary : Dwt.Boundary.values()) {
            String mode = boundary == Dwt.Boundary.SYMMETRIC ? "symmetric" : "periodization";
            for (Wavelet w : Wavelet.values()) {
                String name = w.name().toLowerCase(Locale.ROOT) + "_" + mode;
                out.put("dwt_" + name, new Dwt(w, boundary));
                out.put("idwt_" + name, new Dwt.Inverse(new Dwt(w, boundary)));
            }
        }
        for (String name : "few nyquist more odd odd_all long one_mode one_sample".split(" ")) {
            out.put("spectral_" + name, new SpectralConv());
        }
        for (int order = 1; order <= 5; order++) {
            out.put("spline_" + order + "_5", new SplineBasis(order, 5, -1, 1));
            out.put("spline_" + order + "_3", new SplineBasis(order, 3, 0, 6));
        }
        for (String name : "24_8 20_16 7_2 5_4 9_1".split(" ")) {
            out.put("linear_" + name, Resample.linear());
            out.put("bicubic_" + name, new Resample(Resample.Kind.CUBIC, -0.75f));
        }
        for (String name : "11_shared 11_own 2_shared 2_own 1_shared 1_own".split(" ")) {
            out.put("keys_" + name, Resample.cubic());
            out.put("hat_" + name, Resample.linear());
        }
        return out;
    }

    @Test
    void scalar() throws IOException {
        try (Backend backend = new ScalarBackend(1)) {
            GoldenCheck.check("signals", cases(), backend);
        }
    }

    @Test
    void vector() throws IOException {
        try (Backend backend = new VectorBackend(2)) {
            GoldenCheck.check("signals", cases(), backend);
        }
    }
}
