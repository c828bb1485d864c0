package dev.spektron.model.loss;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;

/// Contrast of two views z1, z2 (B, d) of each spectrum with the other spectra of the batch (van den Oord et al., arXiv:1807.03748, eq. 4;
/// symmetric as in Radford et al., arXiv:2103.00020, figure 3):
///
/// (CE(S) + CE(S^T)) / 2, S_ab = cos(z1_a, z2_b) / T, labels 0 .. B - 1.
public final class InfoNce {
    /// Takes a pair out of a softmax, also after division by small temperatures.
    private static final float NEVER = -1e9f;

    private InfoNce() {}

    /// @param ids   (B) which sample a spectrum belongs to: spectra of one sample are no negatives of each other; null if all differ
    /// @param pairs (B) 1 where a spectrum has two views, else 0; null if all have
    public static Value of(Value z1, Value z2, Value ids, Value pairs, float temperature) {
        Rows.rank("infoNCE", "views (B, d)", z1.shape(), 2);
        Rows.shape("infoNCE", "second views", z2.shape(), z1.shape());
        Value s = allowed(similarities(z1, z2, temperature), ids, pairs);
        return oneWay(s, pairs).add(oneWay(s.transpose(), pairs)).mul(0.5f);
    }

    /// As in the reference: only from the first views to the second ones, all other spectra are negatives.
    public static Value reference(Value z1, Value z2, float temperature) {
        return oneWay(similarities(z1, z2, temperature), null);
    }

    private static Value similarities(Value z1, Value z2, float temperature) {
        return Rows.unit(z1).matmul(Rows.unit(z2), false, true).mul(1 / temperature);
    }

    private static Value allowed(Value s, Value ids, Value pairs) {
        Graph g = s.graph();
        int n = s.shape().dim(0);
        float[] diagonal = new float[n * n];
        for (int i = 0; i < n; i++) {
            diagonal[i * n + i] = 1;
        }
        Value self = g.constant(Tensor.of(s.shape(), diagonal));
        Value out = s;
        if (ids != null) {
            Rows.shape("infoNCE", "sample ids", ids.shape(), Shape.of(n));
            Value same = ids.unsqueeze(1).broadcastTo(s.shape()).equal(ids.broadcastTo(s.shape()));
            out = same.sub(self).select(Rows.constant(g, NEVER, s.shape()), out);
        }
        if (pairs != null) {
            Rows.shape("infoNCE", "pairs", pairs.shape(), Shape.of(n));
            Value both = pairs.unsqueeze(1).broadcastTo(s.shape()).mul(pairs.broadcastTo(s.shape()));
            out = both.max(self).select(out, Rows.constant(g, NEVER, s.shape()));
        }
        return out;
    }

    private static Value oneWay(Value s, Value pairs) {
        int n = s.shape().dim(0);
        float[] own = new float[n];
        for (int i = 0; i < n; i++) {
            own[i] = i;
        }
        return Rows.mean(Fn.crossEntropy(s, Rows.vector(s.graph(), own)), pairs);
    }
}
