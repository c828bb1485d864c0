package dev.spektron.model.config;

/// Mixture of experts (Shazeer et al., arXiv:1701.06538).
///
/// @param experts   number of experts; 0 leaves the mixture out
/// @param top       experts that each token uses
/// @param hidden    inner width of an expert
/// @param dropout   rate of dropout
/// @param gateNoise standard deviation of the noise on the logits in training (SWITCH, SQUARE)
/// @param balance   loss that keeps the experts in use
/// @param expert    kind of expert
/// @param kan       splines of KAN experts
public record MixtureConfig(int experts, int top, int hidden, float dropout, float gateNoise, Balance balance, Expert expert, Kan kan) {
    /// SWITCH: experts times sum of (share of tokens) times (mean probability) (Fedus et al., arXiv:2101.03961, eq. 4). CV2: squared
    /// coefficients of variation of importance and load with learned noise (Shazeer et al., appendix A). SQUARE: mean squared deviation of
    /// the mean gates, as in the reference; it has next to no effect.
    public enum Balance { SWITCH, CV2, SQUARE }

    /// Kinds of experts.
    public enum Expert { MLP, KAN }

    /// Splines on the edges (Liu et al., arXiv:2404.19756).
    ///
    /// @param intervals of the grid
    /// @param order     of the splines
    /// @param low       lower end of the grid
    /// @param high      upper end of the grid
    public record Kan(int intervals, int order, float low, float high) {
        public static final Kan DEFAULT = new Kan(5, 3, -1, 1);

        public Kan {
            Require.atLeast("mixture.kan.intervals", 1, intervals);
            Require.that(order >= 1 && order <= 5, "mixture.kan.order: expected 1 to 5, found " + order);
            Require.that(low < high, "mixture.kan.low: expected less than high " + high + ", found " + low);
        }
    }

    public static final MixtureConfig DEFAULT = new MixtureConfig(4, 2, 512, 0.1f, 0.1f, Balance.SWITCH, Expert.MLP, Kan.DEFAULT);
    public static final MixtureConfig LIGHT = new MixtureConfig(2, 2, 128, 0.1f, 0.1f, Balance.SWITCH, Expert.MLP, Kan.DEFAULT);

    public MixtureConfig {
        Require.atLeast("mixture.experts", 0, experts);
        Require.atLeast("mixture.hidden", 1, hidden);
        Require.rate("mixture.dropout", dropout);
        Require.that(experts == 0 || top >= 1 && top <= experts, "mixture.top: expected 1 to " + experts + ", found " + top);
    }
}
