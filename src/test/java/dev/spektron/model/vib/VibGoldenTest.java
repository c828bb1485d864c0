package dev.spektron.model.vib;

import dev.spektron.autograd.Value;
import dev.spektron.model.Golden;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.VibConfig;
import dev.spektron.nn.Parameters;
import dev.spektron.testing.ModuleCheck.Body;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VibGoldenTest {
    private static Body body(Parameters p, Compat compat) {
        Vib vib = new Vib(p, "vib", 8, new VibConfig(6, 4, 5), compat);
        return (pass, in) -> {
            Latents z = vib.apply(pass, in.get("h"), in.get("lambda"));
            Map<String, Value> out = new LinkedHashMap<>();
            out.put("chem", z.chem());
            out.put("inst", z.inst());
            out.put("logVarChem", z.logVarChem());
            out.put("logVarInst", z.logVarInst());
            out.put("instrumentLogits", z.instrumentLogits());
            out.put("adversaryLogits", z.adversaryLogits());
            return out;
        };
    }

    @Test
    void latentsAgreeWithPyTorch() throws IOException {
        for (Compat compat : Compat.values()) {
            Golden.check("parts", compat.reference() ? "vib_reference" : "vib", p -> body(p, compat));
        }
    }
}
