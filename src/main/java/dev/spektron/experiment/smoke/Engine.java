package dev.spektron.experiment.smoke;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Planner;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Variables;

/// What checks run on.
///
/// @param backend what computes
/// @param options choices of the planner
/// @param check   whether every result of every operation is looked at
/// @param seed    of everything random
public record Engine(Backend backend, PlanOptions options, boolean check, long seed) {
    Executable compile(Graph g, Variables variables) {
        return backend.compile(Planner.plan(g, backend, options), variables, check);
    }
}
