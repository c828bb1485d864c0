package dev.spektron.corpus.simulator;

/// The fine wavenumber grid on which the pure spectra are computed once.
///
/// @param from first wavenumber in cm-1
/// @param to last wavenumber in cm-1
/// @param step distance of the points in cm-1
public record Grid(double from, double to, double step) {
    public Grid {
        Checks.range("from", from, 0, 50_000);
        Checks.range("to", to, from, 50_000);
        Checks.range("step", step, 0.01, 50);
        Checks.range("to", (to - from) / step, 8, 1_000_000);
    }

    public int size() {
        return (int) Math.floor((to - from) / step + 1e-9) + 1;
    }

    public double get(int i) {
        return from + i * step;
    }
}
