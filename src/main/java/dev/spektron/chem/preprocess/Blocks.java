package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/// Several preprocessings of the same spectrum side by side, notation `blocks(a;b;c)` with a pipeline in each place.
///
/// Each block is divided by its root mean total variance over the training spectra, sqrt(||X - mean||^2 / n), so that no block outweighs
/// the others by its unit. The channels that come out are numbered from 0; they have no common physical axis.
/// State: `scale`, one value a block, and the states of the steps as `block.step.name`.
/// Source: block scaling as in Westerhuis, Kourti, MacGregor, J. Chemometr. 12 (1998) 301,
/// doi:10.1002/(SICI)1099-128X(199809/10)12:5<301::AID-CEM515>3.0.CO;2-S.
///
/// @param pipelines blocks from left to right
public record Blocks(List<Pipeline> pipelines) implements Step {
    public Blocks {
        pipelines = List.copyOf(pipelines);
        if (pipelines.isEmpty()) {
            throw new IllegalArgumentException("blocks: expected at least one pipeline, found none");
        }
    }

    @Override
    public String notation() {
        return pipelines.stream().map(Pipeline::notation).collect(Collectors.joining(";", "blocks(", ")"));
    }

    @Override
    public Fitted fit(DMatrixRMaj x, Axis axis) {
        Rows.checkTraining(this, x, axis);
        List<FittedPipeline> fitted = new ArrayList<>();
        double[] scale = new double[pipelines.size()];
        for (int b = 0; b < scale.length; b++) {
            FittedPipeline block = pipelines.get(b).fit(x, axis);
            scale[b] = deviation(block.apply(x));
            if (!(scale[b] > 0)) {
                throw new IllegalArgumentException(notation() + ": after " + pipelines.get(b).notation() + " the " + x.numRows
                    + " training spectra do not differ, so the block cannot be scaled; leave it out");
            }
            fitted.add(block);
        }
        return new SideBySide(this, axis, fitted, scale);
    }

    private static double deviation(DMatrixRMaj x) {
        double[] mean = Matrices.columnMeans(x);
        double sum = 0;
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < x.numCols; j++) {
                double d = x.data[i * x.numCols + j] - mean[j];
                sum += d * d;
            }
        }
        return Math.sqrt(sum / x.numRows);
    }

    @Override
    public Fitted restore(Map<String, double[]> state, Axis axis) {
        double[] scale = Rows.saved(this, state, "scale", pipelines.size());
        List<FittedPipeline> fitted = new ArrayList<>();
        for (int b = 0; b < scale.length; b++) {
            List<Map<String, double[]>> states = new ArrayList<>();
            for (int s = 0; s < pipelines.get(b).steps().size(); s++) {
                states.add(under(state, b + "." + s + "."));
            }
            fitted.add(pipelines.get(b).restore(states, axis));
        }
        return new SideBySide(this, axis, fitted, scale);
    }

    private static Map<String, double[]> under(Map<String, double[]> state, String prefix) {
        Map<String, double[]> out = new LinkedHashMap<>();
        state.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                out.put(key.substring(prefix.length()), value);
            }
        });
        return out;
    }

    /// The fitted step.
    private record SideBySide(Blocks step, Axis input, List<FittedPipeline> blocks, double[] scale) implements Fitted {
        @Override
        public DMatrixRMaj apply(DMatrixRMaj x) {
            Rows.checkChannels(step.notation(), x, input.size());
            int p = axis().size();
            DMatrixRMaj out = new DMatrixRMaj(x.numRows, p);
            int to = 0;
            for (int b = 0; b < scale.length; b++) {
                DMatrixRMaj block = blocks.get(b).apply(x);
                for (int i = 0; i < x.numRows; i++) {
                    for (int j = 0; j < block.numCols; j++) {
                        out.data[i * p + to + j] = block.data[i * block.numCols + j] / scale[b];
                    }
                }
                to += block.numCols;
            }
            return out;
        }

        @Override
        public Axis axis() {
            return Axis.linear(AxisUnit.INDEX, 0, 1, blocks.stream().mapToInt(b -> b.axis().size()).sum());
        }

        @Override
        public Map<String, double[]> state() {
            Map<String, double[]> out = new LinkedHashMap<>();
            out.put("scale", scale.clone());
            for (int b = 0; b < scale.length; b++) {
                List<Map<String, double[]>> states = blocks.get(b).state();
                for (int s = 0; s < states.size(); s++) {
                    String prefix = b + "." + s + ".";
                    states.get(s).forEach((key, value) -> out.put(prefix + key, value.clone()));
                }
            }
            return out;
        }
    }
}
