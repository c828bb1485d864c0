package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// A fitted step that treats each row by itself.
///
/// @param name notation of the step, for messages
/// @param channels number of channels of the spectra that come in
/// @param axis axis of the spectra that come out
/// @param memory what was learned
/// @param transform arithmetic of one row
record Rows(String name, int channels, Axis axis, Map<String, double[]> memory, RowTransform transform) implements Step.Fitted {

    /// Arithmetic of one row: reads `x[at..at+channels)`, writes every output channel from `out[to]`. `row` is for messages only.
    @FunctionalInterface
    interface RowTransform {
        void apply(double[] x, int at, double[] out, int to, int row);
    }

    /// A step that keeps the axis.
    static Rows keeping(Step step, Axis axis, Map<String, double[]> memory, RowTransform transform) {
        return new Rows(step.notation(), axis.size(), axis, memory, transform);
    }

    @Override
    public DMatrixRMaj apply(DMatrixRMaj x) {
        checkChannels(name, x, channels);
        checkFinite(name, x);
        int p = axis.size();
        DMatrixRMaj out = new DMatrixRMaj(x.numRows, p);
        for (int i = 0; i < x.numRows; i++) {
            transform.apply(x.data, i * channels, out.data, i * p, i);
        }
        return out;
    }

    @Override
    public Map<String, double[]> state() {
        Map<String, double[]> copy = new LinkedHashMap<>();
        memory.forEach((key, value) -> copy.put(key, value.clone()));
        return copy;
    }

    static void checkChannels(String name, DMatrixRMaj x, int channels) {
        if (x.numCols != channels) {
            throw new IllegalArgumentException(name + ": expected spectra of " + channels + " channels, found " + x.numCols
                + "; resample them onto the axis the step was made for");
        }
    }

    static void checkFinite(String name, DMatrixRMaj x) {
        for (int i = 0; i < x.numRows * x.numCols; i++) {
            if (!Double.isFinite(x.data[i])) {
                throw new IllegalArgumentException(name + ": the value at row " + i / x.numCols + ", channel " + i % x.numCols + " is "
                    + x.data[i] + "; expected a finite number (rows and channels count from 0)");
            }
        }
    }

    /// What every `fit` asks of its spectra.
    static void checkTraining(Step step, DMatrixRMaj x, Axis axis) {
        checkChannels(step.notation(), x, axis.size());
        if (x.numRows == 0) {
            throw new IllegalArgumentException(step.notation() + ": expected at least one training spectrum, found none");
        }
        checkFinite(step.notation(), x);
    }

    /// One vector of a saved state.
    static double[] saved(Step step, Map<String, double[]> state, String key, int length) {
        double[] v = state.get(key);
        if (v == null || v.length != length || !Arrays.stream(v).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(step.notation() + ": the saved state needs '" + key + "' with " + length
                + " finite values, found " + (v == null ? "only " + state.keySet() : v.length + " values"));
        }
        return v.clone();
    }

    /// Refuses a spectrum whose deviation from its mean is rounding noise: what divides by that deviation would return noise.
    static void refuseFlat(String name, int row, double deviation, double level) {
        if (deviation <= 1e-10 * level) {
            throw new IllegalArgumentException(name + ": the spectrum in row " + row + " (counted from 0) is flat (all values about "
                + (float) level + " in size), so it cannot be scaled; remove this sample");
        }
    }
}
