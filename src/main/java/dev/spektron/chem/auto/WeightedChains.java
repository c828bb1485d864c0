package dev.spektron.chem.auto;

import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.regress.LinearModel;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.chem.transfer.Predictor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// A weighted sum of chains, which is what every strategy ends in.
///
/// @param members chains
/// @param weights one a chain; they sum to 1
/// @param low a member's value below this counts as this; negative infinity for no limit
/// @param high a member's value above this counts as this; positive infinity for no limit
public record WeightedChains(List<ChainModel> members, double[] weights, double low, double high) implements Predictor {
    public WeightedChains {
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() != weights.length) {
            throw new IllegalArgumentException("ensemble: " + members.size() + " members, " + weights.length + " weights");
        }
        if (!(low <= high)) {
            throw new IllegalArgumentException("ensemble: expected low <= high, found " + low + " and " + high);
        }
    }

    /// Without limits.
    public WeightedChains(List<ChainModel> members, double[] weights) {
        this(members, weights, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Override
    public double[] predict(DMatrixRMaj raw) {
        double[] y = new double[raw.numRows];
        // members of one preprocessing share what comes out of it
        Map<FittedPipeline, DMatrixRMaj> shared = new IdentityHashMap<>();
        for (int m = 0; m < weights.length; m++) {
            ChainModel chain = members.get(m);
            DMatrixRMaj x = shared.computeIfAbsent(chain.before(), p -> p.apply(raw));
            LinearModel model = chain.model();
            double[] p = model.predict(chain.after().apply(chain.map().isPresent() ? chain.map().get().apply(x) : x));
            for (int i = 0; i < y.length; i++) {
                y[i] += weights[m] * Math.clamp(p[i], low, high);
            }
        }
        return y;
    }
}
