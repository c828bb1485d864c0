package dev.spektron.train.log;

/// Names of metrics. Those of the published reference are kept, so that curves can be laid over each other.
public final class MetricNames {
    public static final String TRAIN_LOSS = "train/loss";
    public static final String LEARNING_RATE = "train/lr";
    /// Norm of the gradient before clipping.
    public static final String GRADIENT_NORM = "train/grad_norm";
    /// 1 if the gradient was clipped in this step.
    public static final String CLIPPED = "train/clipped";
    public static final String ELAPSED = "train/elapsed_sec";
    public static final String MASK_RATIO = "train/mask_ratio";
    public static final String VIB_BETA = "train/vib_beta";
    /// Entropy of the shares of the experts.
    public static final String EXPERT_ENTROPY = "train/expert_entropy";
    /// Standard deviation of the latent variables, mean over dimensions.
    public static final String LATENT_STD = "train/z_std";
    /// Latent dimensions whose KL divergence is above 0.01.
    public static final String ACTIVE_LATENTS = "train/kl_active";
    public static final String SKIPPED = "train/skipped";
    public static final String SAMPLES_PER_SECOND = "perf/samples_per_sec";
    public static final String STEPS_PER_SECOND = "perf/steps_per_sec";
    public static final String ETA_MINUTES = "perf/eta_minutes";
    /// The reference's name; without a GPU, the memory of the process.
    public static final String MEMORY_GB = "perf/gpu_mem_gb";
    public static final String VALIDATION_LOSS = "val/loss";
    /// Mean squared error of the masked parts; selects checkpoints.
    public static final String VALIDATION_MSRP = "val/msrp";
    /// Error over that of predicting zero.
    public static final String VALIDATION_NRE = "val/nre";
    /// Error of predicting zero.
    public static final String VALIDATION_ZERO = "val/zero_floor";
    /// Error of interpolating over the masked parts.
    public static final String VALIDATION_INTERPOLATION = "val/interp_floor";

    /// Keys of the header.
    public static final String CONFIG = "config";
    public static final String VERSION = "version";
    public static final String DATA_HASH = "data_hash";
    public static final String SEED = "seed";

    private MetricNames() {}

    /// A term of the loss as it is: `msrp`, `physics`, `vib`, `moe_balance`, `ot`.
    public static String raw(String term) {
        return "train/" + term;
    }

    /// A term of the loss times its weight.
    public static String weighted(String term) {
        return "train/weighted/" + term;
    }
}
