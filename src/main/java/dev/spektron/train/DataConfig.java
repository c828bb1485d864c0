package dev.spektron.train;

import dev.spektron.model.config.AugmentConfig;

/// What is trained on.
///
/// @param corpus      names of sources with commas between them, as `pretrain --corpus` takes them
/// @param validation  share of the groups (physical samples) that are kept for validation
/// @param views       share of a micro-batch that is also seen whole, for views and denoising
/// @param temperature share of a data set with n spectra is proportional to n^temperature
/// @param pairs       whether the second view of a sample is its spectrum on another instrument where there is one
/// @param distortion  of the spectra themselves before anything is masked; probability 0 for none
/// @param view        how second views of samples without a partner differ
/// @param noise       what denoising has to remove
public record DataConfig(String corpus, float validation, float views, float temperature, boolean pairs, AugmentConfig distortion,
                         AugmentConfig view, AugmentConfig noise) {
    public static final DataConfig DEFAULT = new DataConfig("sim:pretrain:2000", 0.1f, 0.5f, 0.5f, true, AugmentConfig.NONE,
        AugmentConfig.VIEW, AugmentConfig.NOISE);

    public DataConfig {
        OptimiserConfig.that("data.validation", validation > 0 && validation < 1, "a number between 0 and 1", validation);
        OptimiserConfig.that("data.views", views >= 0 && views <= 1, "a number from 0 to 1", views);
        OptimiserConfig.that("data.temperature", temperature >= 0 && temperature <= 1, "a number from 0 to 1", temperature);
    }

    public DataConfig withCorpus(String other) {
        return new DataConfig(other, validation, views, temperature, pairs, distortion, view, noise);
    }
}
