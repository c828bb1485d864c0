package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The rules for kernels in groups find what they forbid.
class TileRulesTest {
    private static final String GOOD = "    static void kGood(KernelContext ctx, float[] m, int a) {\n"
        + "        float[] sums = new float[Tiles.SUMS];\n        int item = ctx.localIdx;\n        ctx.localBarrier();\n    }\n";

    @Test
    void rulesFindWhatTheyForbid() {
        assertEquals(List.of(), TileRules.violations(GOOD));
        assertEquals(List.of(), TileRules.violations(GOOD.replace("float[] sums = new float", "int[] words = new int")));
        String shared = GOOD.replace("ctx.localBarrier", "float[] s = ctx.allocateFloatLocalArray(4); ctx.localBarrier");
        assertEquals(List.of(), TileRules.violations(shared));
        for (String bad : List.of(shared.replace("ctx.localBarrier()", "Tiles.load(a, s)"),
            GOOD.replace("kGood", "good"), GOOD.replace("new float[Tiles.SUMS]", "new float[a]"),
            GOOD.replace("new float[Tiles.SUMS]", "new Words[Tiles.SUMS]"),
            GOOD.replace("float[] m, ", "float[] x, "), GOOD.replace("int a", "int a, int b".repeat(20)),
            GOOD.replace("ctx.localBarrier", "m[0] = ctx.localIdx; ctx.localBarrier"),
            GOOD.replace("ctx.localBarrier();", "if (a > 0) { ctx.localBarrier(); }"),
            GOOD.replace("ctx.localBarrier();", "m[0] = a >>> 1;"))) {
            assertEquals(1, TileRules.violations(bad).size(), bad);
        }
    }
}
