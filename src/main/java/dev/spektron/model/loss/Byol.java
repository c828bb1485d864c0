package dev.spektron.model.loss;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.LossConfig.Views;
import dev.spektron.nn.BatchNorm;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.function.BiFunction;

/// Bootstrap your own latent (Grill et al., arXiv:2006.07733, eq. 2): projector g and predictor q, each Linear, normalisation,
/// ReLU, Linear, and
///
/// 2 - 2 cos(q(g(z)), sg[g_xi(z'_xi)]), with the views exchanged as well, half of the sum, mean over the batch,
///
/// where z comes from the network that is trained and z'_xi from the [TargetNetwork], which follows it slowly.
public final class Byol {
    private final Perceptron projector;
    private final Perceptron predictor;

    /// @param in width of the representation
    public Byol(Parameters p, String name, int in, Views how) {
        boolean batch = how.norm() == Views.Norm.BATCH;
        // The predictor's batch normalisation would take out a bias of the projector.
        projector = new Perceptron(p, name + ".projector", in, how, !batch);
        predictor = new Perceptron(p, name + ".predictor", how.width(), how, true);
    }

    private static final class Perceptron {
        private final Linear hidden;
        private final Linear out;
        private final BiFunction<Pass, Value, Value> norm;

        Perceptron(Parameters p, String name, int in, Views how, boolean bias) {
            // A batch's mean takes any bias out again.
            boolean batch = how.norm() == Views.Norm.BATCH;
            hidden = batch ? Linear.withoutBias(p, name + ".hidden", in, how.hidden()) : Linear.of(p, name + ".hidden", in, how.hidden());
            String last = name + ".out";
            out = bias ? Linear.of(p, last, how.hidden(), how.width()) : Linear.withoutBias(p, last, how.hidden(), how.width());
            norm = switch (how.norm()) {
                case LAYER -> new LayerNorm(p, name + ".norm", how.hidden())::apply;
                case BATCH -> {
                    BatchNorm rows = new BatchNorm(p, name + ".norm", how.hidden());
                    yield (pass, x) -> rows.apply(pass, x.unsqueeze(1)).reshape(x.shape());
                }
            };
        }

        Value apply(Pass pass, Value x) {
            return out.apply(pass, norm.apply(pass, hidden.apply(pass, x)).relu());
        }
    }

    /// g: (B, in) to (B, width). A pass over the target's variables gives the target's projection.
    public Value project(Pass pass, Value z) {
        try (Graph.Scope _ = pass.scope("projector")) {
            return projector.apply(pass, z);
        }
    }

    /// q: (B, width) to (B, width).
    public Value predict(Pass pass, Value projection) {
        try (Graph.Scope _ = pass.scope("predictor")) {
            return predictor.apply(pass, projection);
        }
    }

    /// The whole loss of two views.
    ///
    /// @param online the pass that is trained
    /// @param z1,z2  representations (B, in) of the views from the network that is trained
    /// @param t1,t2  projections (B, width) of the views from the target network
    /// @param pairs  (B) 1 where a spectrum has two views, else 0; null if all have
    public Value apply(Pass online, Value z1, Value z2, Value t1, Value t2, Value pairs) {
        Value there = loss(predict(online, project(online, z1)), t2, pairs);
        Value back = loss(predict(online, project(online, z2)), t1, pairs);
        return there.add(back).mul(0.5f);
    }

    /// 2 - 2 cos(prediction, target), mean over the rows; no gradient reaches the target. It is the squared distance of the unit vectors,
    /// which loses no digits where they agree.
    public static Value loss(Value prediction, Value target, Value pairs) {
        Rows.rank("byol", "predictions (B, width)", prediction.shape(), 2);
        Rows.shape("byol", "targets", target.shape(), prediction.shape());
        return Rows.mean(Rows.unit(prediction).sub(Rows.unit(target).stopGradient()).square().sum(1), pairs);
    }

    /// Standard deviation over the batch of each dimension of the unit vectors of z (B, d): (d). Near 1 / sqrt(d) for directions that fill
    /// the sphere, 0 where they have collapsed to one.
    public static Value spread(Value z) {
        Value unit = Rows.unit(z);
        Value centred = unit.sub(unit.mean(0).broadcastTo(unit.shape()));
        return centred.square().mean(0).sqrt();
    }
}
