package dev.spektron.model.lora;

import dev.spektron.autograd.Value;
import dev.spektron.model.Golden;
import dev.spektron.model.config.LoraConfig;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.testing.ModuleCheck.Body;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoraGoldenTest {
    @Test
    void adaptedLayersAgreeWithPyTorch() throws IOException {
        Golden.check("parts", "lora_one", p -> stack(p, "one"));
        Golden.check("parts", "lora_both", p -> stack(p, "one", "two"));
    }

    private static Body stack(Parameters p, String... active) {
        Linear q = Linear.of(p, "layers.0.attn.q", 8, 8);
        Linear k = Linear.of(p, "layers.0.attn.k", 8, 8);
        Linear v = Linear.of(p, "layers.0.attn.v", 8, 8);
        Linear out = Linear.of(p, "layers.0.attn.out", 8, 8);
        Lora lora = new Lora(p).inject("one", new LoraConfig(2, 3, 0.5f, List.of("q", "k", "v")))
            .inject("two", new LoraConfig(1, 5, 0.5f, List.of("attn.out"))).activate(active);
        return (pass, in) -> {
            Pass adapted = new Pass(pass.graph(), Pass.Mode.EVALUATE, null, 0, "", lora);
            Value x = in.get("x");
            Value y = q.apply(adapted, x).add(k.apply(adapted, x).mul(v.apply(adapted, x)));
            return Map.of("y", out.apply(adapted, y));
        };
    }
}
