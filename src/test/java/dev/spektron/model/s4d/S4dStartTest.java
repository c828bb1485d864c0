package dev.spektron.model.s4d;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.model.config.BackboneConfig.S4d.Kind;
import dev.spektron.model.config.Compat;
import dev.spektron.model.mamba.MambaBackbone;
import dev.spektron.nn.Parameters;
import org.junit.jupiter.api.Test;

/// First values of the poles and steps of S4D and Mamba.
class S4dStartTest {
    private static final int WIDTH = 16;

    private static Variables s4d(Kind kind, Compat compat) {
        Parameters p = new Parameters();
        new S4dBackbone(p, "b", WIDTH, new S4d(1, 4, kind, 0.002f, 0.05f, 0, false), compat);
        Variables v = Variables.allocate(p.layout(), Section.STATE);
        p.initialise(v, 5);
        return v;
    }

    @Test
    void polesAreThoseOfThePaper() {
        for (Kind kind : new Kind[] {Kind.LIN, Kind.INV}) {
            Variables v = s4d(kind, Compat.FIXED);
            for (int i = 0; i < WIDTH * 4; i++) {
                int n = i % 4;
                assertEquals(0.5, Math.exp(v.get("b.layers.0.forward.ssm.A_log")[i]), 1e-6);
                double expected = kind == Kind.LIN ? Math.PI * n : 8 / Math.PI * (8.0 / (2 * n + 1) - 1);
                assertEquals(expected, v.get("b.layers.0.forward.ssm.A_imag")[i], 1e-5);
            }
        }
        Variables real = s4d(Kind.REAL, Compat.FIXED);
        Variables reference = s4d(Kind.LIN, Compat.REFERENCE);
        for (int n = 0; n < 4; n++) {
            assertEquals(n + 1, Math.exp(real.get("b.layers.0.forward.ssm.A_log")[8 + n]), 1e-5);
            assertEquals(n + 1, Math.exp(reference.get("b.layers.0.forward.A_log")[n]), 1e-5);
        }
    }

    @Test
    void stepsLieInTheirRange() {
        for (float s : s4d(Kind.LIN, Compat.FIXED).get("b.layers.0.forward.ssm.log_dt")) {
            assertTrue(Math.exp(s) >= 0.00199 && Math.exp(s) <= 0.0501);
        }
        for (float s : s4d(Kind.LIN, Compat.REFERENCE).get("b.layers.0.forward.log_dt")) {
            assertTrue(Math.exp(s) >= 0.00199 && Math.exp(s) <= 0.0521);
        }
        Parameters p = new Parameters();
        new MambaBackbone(p, "m", 64, new Mamba(1, 4, 4, 2, 0, 0.004f, 0.02f, 3, false, false), Compat.FIXED);
        Variables v = Variables.allocate(p.layout(), Section.STATE);
        p.initialise(v, 5);
        assertEquals(128 * 3, v.get("m.layers.0.dt_proj.weight").length);
        double least = 1;
        double most = 0;
        for (float b : v.get("m.layers.0.dt_proj.bias")) {
            double dt = Math.log1p(Math.exp(b));
            assertTrue(dt > 0.00399 && dt < 0.0201, "step " + dt);
            least = Math.min(least, dt);
            most = Math.max(most, dt);
        }
        assertTrue(least < 0.0045 && most > 0.018, "from " + least + " to " + most);
    }
}
