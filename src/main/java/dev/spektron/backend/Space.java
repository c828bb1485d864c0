package dev.spektron.backend;

/// The two arrays that hold every number of a run.
public enum Space {
    /// Parameters, their gradients, optimiser moments, averages and state: they outlive a run and are shared between plans.
    VARIABLES,
    /// Inputs, constants, activations and scratch of one plan.
    WORK
}
