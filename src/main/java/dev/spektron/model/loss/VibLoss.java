package dev.spektron.model.loss;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.LossConfig.Bottleneck;
import dev.spektron.model.vib.Latents;
import dev.spektron.tensor.Shape;

/// Variational information bottleneck (Alemi et al., arXiv:1612.00410, eq. 17):
///
/// beta (KL_chem + KL_inst) + w (CE(instrument | z_inst) + CE(instrument | reversed z_chem)).
public final class VibLoss {
    private VibLoss() {}

    /// Parts of the loss, scalars without weights: divergences (with free bits), cross entropies, and their weighted sum; and
    /// whether the classifiers took part.
    public record Parts(Value total, Value chemistry, Value instrument, Value classifier, Value adversary, Value classified) {}

    /// @param labels (B) instruments, -1 where unknown
    /// @param beta   scalar
    public static Parts of(Latents z, Value labels, Value beta, Bottleneck how, Compat compat) {
        Graph g = labels.graph();
        try (Graph.Scope _ = g.scope("vib")) {
            float free = compat.reference() ? 0 : how.freeBits();
            Value chemistry = kl(z.meanChem(), z.logVarChem(), free);
            Value instrument = kl(z.meanInst(), z.logVarInst(), free);
            // One class alone teaches nothing but its own frequency.
            Value classified = compat.reference() ? g.constant(1) : severalClasses(labels);
            Value classifier = entropy(z.instrumentLogits(), labels).mul(classified);
            Value adversary = entropy(z.adversaryLogits(), labels).mul(classified);
            Value total = beta.mul(chemistry.add(instrument)).add(classifier.add(adversary).mul(how.disentangle()));
            return new Parts(total, chemistry, instrument, classifier, adversary, classified);
        }
    }

    /// KL(N(mean, exp(logVar)) || N(0, 1)) = (mean^2 + var - 1 - log var) / 2 of each dimension, mean over the batch: (d).
    public static Value divergences(Value mean, Value logVar) {
        Rows.rank("vib", "means (B, d)", mean.shape(), 2);
        Rows.shape("vib", "logarithms of variances", logVar.shape(), mean.shape());
        // exp(v) - 1 - v without loss of digits near 0.
        return mean.square().add(logVar.expm1().sub(logVar)).mul(0.5f).mean(0);
    }

    /// Sum over the dimensions of max(divergence, free) (Kingma et al., arXiv:1606.04934, eq. 15, each dimension a group).
    public static Value kl(Value mean, Value logVar, float free) {
        Value each = divergences(mean, logVar);
        return (free == 0 ? each : each.max(Rows.constant(each.graph(), free, each.shape()))).sum();
    }

    /// Number of dimensions whose divergence is above `least`: those in use.
    public static Value active(Value divergences, float least) {
        return divergences.greater(Rows.constant(divergences.graph(), least, divergences.shape())).sum();
    }

    private static Value entropy(Value logits, Value labels) {
        Rows.shape("vib", "labels", labels.shape(), Shape.of(logits.shape().dim(0)));
        return Rows.mean(Fn.crossEntropy(logits, labels), known(labels));
    }

    /// 1 for labels from 0 on.
    private static Value known(Value labels) {
        return labels.add(0.5f).step();
    }

    private static Value severalClasses(Value labels) {
        Value greatest = labels.max(0);
        Value known = known(labels);
        // Unknown labels count as the greatest, so that the least is that of the known ones.
        Value least = known.select(labels, greatest.broadcastTo(labels.shape())).neg().max(0).neg();
        return greatest.sub(least).step();
    }
}
