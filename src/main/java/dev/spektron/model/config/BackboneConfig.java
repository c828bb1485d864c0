package dev.spektron.model.config;

/// The part of the model that mixes tokens along the spectrum.
public sealed interface BackboneConfig {
    /// Number of layers.
    int layers();

    /// Selective state space (Gu and Dao, arXiv:2312.00752).
    ///
    /// @param states        states N of each channel
    /// @param kernel        taps of the causal convolution
    /// @param expand        inner width over model width
    /// @param dropout       rate of dropout behind each block
    /// @param stepLow       least step at the start
    /// @param stepHigh      greatest step at the start
    /// @param rank          rank of the step projection; 0: ceil(width / 16)
    /// @param exactHold     exact zero-order hold for B rather than Euler's rule
    /// @param bidirectional a second set of blocks reads the content backwards, the results are averaged
    record Mamba(int layers, int states, int kernel, int expand, float dropout, float stepLow, float stepHigh, int rank,
                 boolean exactHold, boolean bidirectional) implements BackboneConfig {
        public static final Mamba DEFAULT = new Mamba(4, 16, 4, 2, 0.1f, 0.001f, 0.1f, 0, false, false);
        public static final Mamba LIGHT = new Mamba(2, 8, 4, 1, 0.1f, 0.001f, 0.1f, 0, false, false);

        public Mamba {
            Require.atLeast("mamba.layers", 1, layers);
            Require.atLeast("mamba.states", 1, states);
            Require.atLeast("mamba.kernel", 1, kernel);
            Require.atLeast("mamba.expand", 1, expand);
            Require.atLeast("mamba.rank", 0, rank);
            Require.rate("mamba.dropout", dropout);
            Require.that(stepLow > 0 && stepLow <= stepHigh, "mamba.stepLow: expected a positive number up to stepHigh " + stepHigh
                + ", found " + stepLow);
        }

        public int inner(int width) {
            return expand * width;
        }

        public int rank(int width) {
            return rank > 0 ? rank : (width + 15) / 16;
        }
    }

    /// Oscillatory state space (Rusch and Rus, arXiv:2410.03943; damped: Boyer, Rusch and Rus, arXiv:2505.12171).
    ///
    /// @param layers        depth; each depth has two blocks if bidirectional
    /// @param oscillators   oscillators P of a block
    /// @param scheme        discretisation
    /// @param radiusLow     least modulus of the eigenvalues at the start (DAMPED)
    /// @param radiusHigh    greatest modulus of the eigenvalues at the start (DAMPED)
    /// @param angleHigh     greatest angle of the eigenvalues at the start
    /// @param dropout       rate of dropout
    /// @param norm          normalisation in front of each block
    /// @param bidirectional each depth also reads the content backwards, the results are averaged
    record Linoss(int layers, int oscillators, Scheme scheme, float radiusLow, float radiusHigh, float angleHigh, float dropout,
                  Norm norm, boolean bidirectional) implements BackboneConfig {
        /// Discretisations: damped, implicit-explicit (conservative), implicit (dissipative).
        public enum Scheme { DAMPED, IMEX, IM }

        /// Normalisations. BATCH mixes samples; the reference has it.
        public enum Norm { LAYER, RMS, BATCH }

        public static final Linoss DEFAULT =
            new Linoss(4, 128, Scheme.DAMPED, 0.9f, 1, (float) Math.PI, 0.05f, Norm.LAYER, true);
        public static final Linoss LIGHT = new Linoss(2, 32, Scheme.DAMPED, 0.9f, 1, (float) Math.PI, 0.05f, Norm.LAYER, true);

        public Linoss {
            Require.atLeast("linoss.layers", 1, layers);
            Require.atLeast("linoss.oscillators", 1, oscillators);
            Require.rate("linoss.dropout", dropout);
            Require.that(radiusLow > 0 && radiusLow <= radiusHigh && radiusHigh <= 1,
                "linoss.radiusLow, radiusHigh: expected 0 < low <= high <= 1, found " + radiusLow + " and " + radiusHigh);
            Require.that(angleHigh > 0 && angleHigh <= (float) Math.PI, "linoss.angleHigh: expected more than 0 and at most pi, found "
                + angleHigh);
        }
    }

    /// Diagonal state space (Gu et al., arXiv:2206.11893) in the block of [Linoss], so that oscillation is the only difference.
    ///
    /// @param states        states N of each channel (conjugate pairs, or real ones)
    /// @param kind          start of A: LIN -1/2 + i pi n, INV, REAL -(n + 1) without oscillation
    /// @param stepLow       least step at the start
    /// @param stepHigh      greatest step at the start
    /// @param dropout       rate of dropout
    /// @param bidirectional each depth also reads the content backwards, the results are averaged
    record S4d(int layers, int states, Kind kind, float stepLow, float stepHigh, float dropout, boolean bidirectional)
        implements BackboneConfig {
        /// Starts of A.
        public enum Kind { LIN, INV, REAL }

        public static final S4d DEFAULT = new S4d(4, 64, Kind.LIN, 0.001f, 0.1f, 0.1f, true);

        public S4d {
            Require.atLeast("s4d.layers", 1, layers);
            Require.atLeast("s4d.states", 1, states);
            Require.rate("s4d.dropout", dropout);
            Require.that(stepLow > 0 && stepLow <= stepHigh, "s4d.stepLow: expected a positive number up to stepHigh " + stepHigh
                + ", found " + stepLow);
        }
    }

    /// Convolutions.
    ///
    /// @param kernel  taps, odd
    /// @param expand  inner width over model width
    /// @param dropout rate of dropout
    /// @param dilate  dilation 1, 2, 4, ... by layer, so that the field exceeds a masked span
    record Cnn1d(int layers, int kernel, int expand, float dropout, boolean dilate) implements BackboneConfig {
        public static final Cnn1d DEFAULT = new Cnn1d(6, 7, 2, 0.1f, true);

        public Cnn1d {
            Require.atLeast("cnn1d.layers", 1, layers);
            Require.atLeast("cnn1d.kernel", 1, kernel);
            Require.atLeast("cnn1d.expand", 1, expand);
            Require.rate("cnn1d.dropout", dropout);
            Require.that(kernel % 2 == 1, "cnn1d.kernel: expected an odd number of taps, found " + kernel);
        }
    }

    /// Encoder of Vaswani et al. (arXiv:1706.03762) with normalisation in front (arXiv:2002.04745) or, with `postNorm`, behind.
    ///
    /// @param layers      blocks; 0 leaves the encoder out where it follows another backbone
    /// @param heads       attention heads
    /// @param feedForward inner width of the feed-forward layers
    /// @param dropout     rate of dropout, also of attention weights
    record Transformer(int layers, int heads, int feedForward, float dropout, boolean postNorm) implements BackboneConfig {
        public static final Transformer DEFAULT = new Transformer(2, 8, 1024, 0.1f, false);
        public static final Transformer LIGHT = new Transformer(1, 4, 128, 0.1f, false);
        public static final Transformer NONE = new Transformer(0, 8, 1024, 0.1f, false);

        public Transformer {
            Require.atLeast("transformer.layers", 0, layers);
            Require.atLeast("transformer.heads", 1, heads);
            Require.atLeast("transformer.feedForward", 1, feedForward);
            Require.rate("transformer.dropout", dropout);
        }
    }
}
