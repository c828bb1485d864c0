package dev.spektron.model.config;

/// What pretraining minimises: a weighted sum of seven terms. A weight of 0 leaves a term out.
///
/// @param msrp        weight of the reconstruction of masked parts
/// @param contrastive weight of the agreement of two views
/// @param denoise     weight of the reconstruction of disturbed spectra
/// @param transport   weight of the alignment of instruments
/// @param physics     weight of the physical terms together
/// @param vib         weight of the information bottleneck
/// @param balance     weight of the balance of experts
/// @param target      details of the reconstruction
/// @param views       details of the agreement of views
/// @param alignment   details of the alignment of instruments
/// @param physical    details of the physical terms
/// @param bottleneck  details of the bottleneck
public record LossConfig(float msrp, float contrastive, float denoise, float transport, float physics, float vib, float balance,
                         Target target, Views views, Alignment alignment, Physical physical, Bottleneck bottleneck) {
    public static final LossConfig DEFAULT = new LossConfig(1, 0.3f, 0.2f, 0.1f, 0.1f, 0.15f, 0.01f, Target.DEFAULT, Views.DEFAULT,
        Alignment.DEFAULT, Physical.DEFAULT, Bottleneck.DEFAULT);
    /// What the reference really computes in pretraining: neither contrastive nor denoising term, plain transport, no free bits.
    public static final LossConfig REFERENCE = new LossConfig(1, 0, 0, 0.1f, 0.1f, 0.15f, 0.01f, Target.DEFAULT, Views.DEFAULT,
        Alignment.REFERENCE, Physical.DEFAULT, new Bottleneck(0, 0.1f));

    /// Masked reconstruction.
    ///
    /// @param distance   of a sample from its target
    /// @param perSpectrum mean of the spectra's means rather than mean over all masked samples
    /// @param perPatch   distances in units of each target patch's deviation: those of patches brought to mean 0 and variance 1 (He et al.,
    ///                   arXiv:2111.06377, section 3), while the reconstruction itself stays in units of the spectrum
    /// @param peaks      factor kappa of peak weights 1 + kappa prominence; 0 for none
    public record Target(Distance distance, boolean perSpectrum, boolean perPatch, float peaks) {
        /// SQUARE: d^2; ABSOLUTE: |d|; SMOOTH: d^2 / 2 below 1, |d| - 1/2 above.
        public enum Distance { SQUARE, ABSOLUTE, SMOOTH }

        public static final Target DEFAULT = new Target(Distance.SQUARE, false, false, 0);

        public Target {
            Require.that(peaks >= 0, "losses.target.peaks: expected at least 0, found " + peaks);
        }
    }

    /// Agreement of views.
    ///
    /// @param kind        BYOL (Grill et al., arXiv:2006.07733) or INFO_NCE (van den Oord et al., arXiv:1807.03748)
    /// @param norm        normalisation behind the hidden layer (BYOL). BATCH takes out what all spectra of a batch have in common, without
    ///                    which the representations collapse to one direction; LAYER does not
    /// @param hidden      inner width of projector and predictor (BYOL)
    /// @param width       width of what they give (BYOL)
    /// @param tau         first rate of the target network's moving average (BYOL)
    /// @param temperature of the similarities (INFO_NCE)
    public record Views(Kind kind, Norm norm, int hidden, int width, float tau, float temperature) {
        /// Kinds of losses between views.
        public enum Kind { BYOL, INFO_NCE }

        /// Kinds of normalisation.
        public enum Norm { BATCH, LAYER }

        public static final Views DEFAULT = new Views(Kind.BYOL, Norm.BATCH, 512, 128, 0.996f, 0.1f);
        public static final Views LIGHT = new Views(Kind.BYOL, Norm.BATCH, 64, 32, 0.996f, 0.1f);

        public Views {
            Require.atLeast("losses.views.hidden", 1, hidden);
            Require.atLeast("losses.views.width", 1, width);
            Require.that(tau >= 0 && tau <= 1, "losses.views.tau: expected a number from 0 to 1, found " + tau);
            Require.that(temperature > 0, "losses.views.temperature: expected more than 0, found " + temperature);
        }
    }

    /// Alignment of instruments by optimal transport.
    ///
    /// @param kind       DIVERGENCE: debiased Sinkhorn divergence; PLAIN: the transport cost of the reference
    /// @param eps        regularisation: a factor of the median cost (DIVERGENCE), the number itself (PLAIN)
    /// @param iterations of Sinkhorn's algorithm, at most (DIVERGENCE), always (PLAIN)
    /// @param tolerance  of the marginals, where iterations end (DIVERGENCE)
    /// @param slots      instruments of a batch at most
    public record Alignment(Kind kind, float eps, int iterations, float tolerance, int slots) {
        /// Kinds of transport.
        public enum Kind { DIVERGENCE, PLAIN }

        public static final Alignment DEFAULT = new Alignment(Kind.DIVERGENCE, 0.05f, 100, 1e-6f, 4);
        public static final Alignment REFERENCE = new Alignment(Kind.PLAIN, 1, 50, 0, 4);

        public Alignment {
            Require.that(eps > 0, "losses.alignment.eps: expected more than 0, found " + eps);
            Require.atLeast("losses.alignment.iterations", 1, iterations);
            Require.that(tolerance >= 0, "losses.alignment.tolerance: expected at least 0, found " + tolerance);
            Require.atLeast("losses.alignment.slots", 2, slots);
        }
    }

    /// Physical terms.
    ///
    /// @param smoothness    weight of the slope of the baseline
    /// @param nonNegativity weight of negative intensities
    /// @param derivative    weight of the third derivative
    /// @param peakShape     weight of the asymmetry of peaks
    /// @param beerLambert   weight of the deviation from linear mixing
    /// @param lowPass       samples of the low pass that leaves the baseline, odd
    /// @param derivativeWindow samples of the Savitzky-Golay estimate of the third derivative, odd; 0 for third differences
    /// @param peakWindow    samples compared on each side of a peak
    /// @param prominence    height of what counts as a peak above both sides, as part of the spectrum's range
    public record Physical(float smoothness, float nonNegativity, float derivative, float peakShape, float beerLambert, int lowPass,
                           int derivativeWindow, int peakWindow, float prominence) {
        public static final Physical DEFAULT = new Physical(0.05f, 0.02f, 0.03f, 0.02f, 0.05f, 65, 0, 5, 0.05f);

        public Physical {
            Require.that(lowPass >= 1 && lowPass % 2 == 1, "losses.physical.lowPass: expected an odd number of samples, found " + lowPass);
            Require.that(derivativeWindow == 0 || derivativeWindow >= 5 && derivativeWindow % 2 == 1,
                "losses.physical.derivativeWindow: expected 0 or an odd number of at least 5 samples, found " + derivativeWindow);
            Require.atLeast("losses.physical.peakWindow", 1, peakWindow);
            Require.that(prominence > 0 && prominence < 1, "losses.physical.prominence: expected a number between 0 and 1, found "
                + prominence);
        }
    }

    /// Information bottleneck.
    ///
    /// @param freeBits    nats of each latent dimension that cost nothing (Kingma et al., arXiv:1606.04934, appendix C.8)
    /// @param disentangle weight of both instrument classifiers
    public record Bottleneck(float freeBits, float disentangle) {
        public static final Bottleneck DEFAULT = new Bottleneck(0.05f, 0.1f);

        public Bottleneck {
            Require.that(freeBits >= 0, "losses.bottleneck.freeBits: expected at least 0, found " + freeBits);
            Require.that(disentangle >= 0, "losses.bottleneck.disentangle: expected at least 0, found " + disentangle);
        }
    }

    public LossConfig {
        weight("msrp", msrp);
        weight("contrastive", contrastive);
        weight("denoise", denoise);
        weight("transport", transport);
        weight("physics", physics);
        weight("vib", vib);
        weight("balance", balance);
    }

    private static void weight(String field, float found) {
        Require.that(found >= 0 && Float.isFinite(found), "losses." + field + ": expected a weight of at least 0, found " + found);
    }
}
