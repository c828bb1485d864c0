package dev.spektron.model.moe;

import dev.spektron.autograd.Value;
import dev.spektron.model.Golden;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.MixtureConfig;
import dev.spektron.model.config.MixtureConfig.Balance;
import dev.spektron.model.config.MixtureConfig.Expert;
import dev.spektron.model.config.MixtureConfig.Kan;
import dev.spektron.nn.Parameters;
import dev.spektron.testing.ModuleCheck.Body;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixtureGoldenTest {
    private static Body body(Parameters p, MixtureConfig c, Compat compat) {
        Mixture mixture = new Mixture(p, "moe", 8, c, compat);
        return (pass, in) -> {
            Mixture.Mixed m = mixture.apply(pass, in.get("x"));
            Map<String, Value> out = new LinkedHashMap<>();
            out.put("tokens", m.tokens());
            out.put("balance", m.balance());
            out.put("loads", m.loads());
            out.put("routerZ", m.routerZ());
            return out;
        };
    }

    @ParameterizedTest
    @CsvSource({"moe_switch,2,SWITCH,FIXED", "moe_cv2,2,CV2,FIXED", "moe_square,2,SQUARE,FIXED", "moe_square,2,SWITCH,REFERENCE",
        "moe_one,1,CV2,FIXED", "moe_all,4,SWITCH,FIXED"})
    void perceptronsAgreeWithPyTorch(String name, int top, Balance balance, Compat compat) throws IOException {
        MixtureConfig c = new MixtureConfig(4, top, 6, 0.1f, 0.1f, balance, Expert.MLP, Kan.DEFAULT);
        Golden.check("mixture", name, p -> body(p, c, compat));
    }

    @Test
    void kolmogorovArnoldNetworksAgreeWithPyTorch() throws IOException {
        MixtureConfig c = new MixtureConfig(2, 2, 4, 0.1f, 0.1f, Balance.SWITCH, Expert.KAN, Kan.DEFAULT);
        Golden.check("mixture", "kan", p -> body(p, c, Compat.FIXED));
        MixtureConfig other = new MixtureConfig(2, 1, 3, 0.1f, 0.1f, Balance.SWITCH, Expert.KAN, new Kan(4, 2, -2, 3));
        Golden.check("mixture", "kan_grid", p -> body(p, other, Compat.FIXED));
    }
}
