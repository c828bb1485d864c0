package dev.spektron.corpus.simulator;

import java.util.List;

/// The pure components on the fine grid, at the reference temperature and a fixed number of kelvin below and above it.
final class PureSpectra {
    /// Distance of the three temperatures. Between them spectra are interpolated with a parabola.
    static final double STEP_KELVIN = 5;

    private final Grid grid;
    private final double[][][] values;

    PureSpectra(Grid grid, List<Component> components) {
        this.grid = grid;
        values = new double[components.size()][][];
        for (int k = 0; k < values.length; k++) {
            Component c = components.get(k);
            double[] normal = compute(c, 0);
            values[k] = c.feelsTemperature()
                ? new double[][] {normal, compute(c, -STEP_KELVIN), compute(c, STEP_KELVIN)} : new double[][] {normal};
        }
    }

    private double[] compute(Component component, double kelvin) {
        double[] y = new double[grid.size()];
        for (Line line : component.bands()) {
            if (line.width() < 3 * grid.step()) {
                throw new IllegalArgumentException("grid: a step of " + grid.step() + " cm-1 is too coarse for the band of '"
                    + component.name() + "' at " + line.position() + " cm-1, which is " + line.width()
                    + " cm-1 wide; take at most a third of the width");
            }
            for (int i = 0; i < y.length; i++) {
                y[i] += line.at(grid.get(i), kelvin);
            }
        }
        return y;
    }

    Grid grid() {
        return grid;
    }

    /// `[temperature][point]`; one temperature when the component does not feel it, else reference, colder, warmer.
    double[][] of(int component) {
        return values[component];
    }

    int components() {
        return values.length;
    }
}
