package dev.spektron.model;

import dev.spektron.backend.Backends;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.testing.ModuleCheck;
import dev.spektron.testing.ModuleCheck.Body;
import java.io.IOException;
import java.util.function.Function;

/// Golden cases of modules on both backends.
public final class Golden {
    private Golden() {}

    /// A case in evaluation and in training without noise, which must not differ for modules without batch statistics.
    ///
    /// @param module makes the module and gives how it is traced
    public static void check(String file, String name, Function<Parameters, Body> module) throws IOException {
        for (String backend : new String[] {"scalar", "vector"}) {
            for (Pass.Mode mode : new Pass.Mode[] {Pass.Mode.EVALUATE, Pass.Mode.TRAIN_WITHOUT_NOISE}) {
                Parameters p = new Parameters();
                Body body = module.apply(p);
                ModuleCheck.golden(name, ModuleCheck.cases(file).get(name), p, mode, body, Backends.create(backend, 2).backend());
            }
        }
    }
}
