package dev.spektron.chem.auto;

import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.chem.transfer.Predictor;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// A weighted sum of chains, which is what every strategy ends in.
///
/// @param members chains
/// @param weights one a chain; they sum to 1
public record WeightedChains(List<ChainModel> members, double[] weights) implements Predictor {
    public WeightedChains {
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() != weights.length) {
            throw new IllegalArgumentException("ensemble: " + members.size() + " members, " + weights.length + " weights");
        }
    }

    @Override
    public double[] predict(DMatrixRMaj raw) {
        double[] y = new double[raw.numRows];
        for (int m = 0; m < weights.length; m++) {
            double[] p = members.get(m).predict(raw);
            for (int i = 0; i < y.length; i++) {
                y[i] += weights[m] * p[i];
            }
        }
        return y;
    }
}
