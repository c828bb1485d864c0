package dev.spektron.experiment.smoke;

/// What was found of a component.
///
/// @param name       the component
/// @param parameters its parameters; 0 for none
/// @param result     shape of what it gives, or what else was found
/// @param failure    what was expected and what was found instead; empty if all is well
/// @param seconds    how long it took
public record Check(String name, long parameters, String result, String failure, double seconds) {
    public boolean ok() {
        return failure.isEmpty();
    }
}
