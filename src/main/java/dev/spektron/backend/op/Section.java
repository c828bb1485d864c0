package dev.spektron.backend.op;

/// Parts of the variables. All but `STATE` are laid out alike, so one pass over a section is a pass over every parameter.
public enum Section {
    PARAMETERS, STATE, GRADIENTS, MOMENT1, MOMENT2, AVERAGE
}
