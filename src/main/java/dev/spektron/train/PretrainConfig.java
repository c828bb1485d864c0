package dev.spektron.train;

import dev.spektron.model.config.Compat;
import dev.spektron.model.config.LossConfig;
import dev.spektron.model.config.LossConfig.Views;
import dev.spektron.model.config.ModelConfig;

/// A whole pretraining. Its names are the keys of the YAML file; every field is honoured.
///
/// @param model     what is trained
/// @param data      what it is trained on
/// @param masks     what is hidden from it
/// @param losses    what it minimises
/// @param optimiser how weights are changed
/// @param schedule  how long, and how often it does what
public record PretrainConfig(ModelConfig model, DataConfig data, MaskConfig masks, LossConfig losses, OptimiserConfig optimiser,
                             ScheduleConfig schedule) {
    /// The usual settings for a model.
    public static PretrainConfig of(ModelConfig model) {
        boolean reference = model.compat() == Compat.REFERENCE;
        LossConfig l = reference ? LossConfig.REFERENCE : LossConfig.DEFAULT;
        Views views = model.width() < 128 ? Views.LIGHT : Views.DEFAULT;
        LossConfig losses = new LossConfig(l.msrp(), l.contrastive(), l.denoise(), l.transport(), l.physics(), l.vib(), l.balance(),
            l.target(), views, l.alignment(), l.physical(), l.bottleneck());
        return new PretrainConfig(model, DataConfig.DEFAULT, MaskConfig.of(model), losses,
            OptimiserConfig.DEFAULT, ScheduleConfig.DEFAULT);
    }

    /// Makes sure that the parts fit each other.
    ///
    /// @throws IllegalArgumentException if a micro-batch cannot be shared out among the instruments that are aligned, or nothing would be
    ///                                  hidden
    public void check() {
        int batch = optimiser.batch();
        if (slots() > 0 && batch % slots() != 0) {
            throw new IllegalArgumentException("losses.alignment.slots: expected a divisor of the batch of " + batch
                + " (optimiser.batch), found " + slots() + "; change either, or set losses.transport to 0");
        }
        masks.check(model);
    }

    /// Spectra of a micro-batch that are also seen whole.
    int viewRows() {
        boolean wanted = losses.contrastive() > 0 || losses.denoise() > 0;
        return wanted ? Math.round(data.views() * optimiser.batch()) : 0;
    }

    /// Instruments of a micro-batch; 0 if nothing aligns them.
    int slots() {
        return losses.transport() > 0 && optimiser.batch() > 1 ? losses.alignment().slots() : 0;
    }

    boolean byol() {
        return viewRows() > 0 && losses.contrastive() > 0 && losses.views().kind() == Views.Kind.BYOL;
    }

    /// Whether mixtures of spectra are looked at.
    boolean beerLambert() {
        return viewRows() > 1 && losses.physics() > 0 && losses.physical().beerLambert() > 0 && model.compat() == Compat.FIXED;
    }

    public PretrainConfig with(ScheduleConfig other) {
        return new PretrainConfig(model, data, masks, losses, optimiser, other);
    }

    public PretrainConfig with(OptimiserConfig other) {
        return new PretrainConfig(model, data, masks, losses, other, schedule);
    }

    public PretrainConfig with(LossConfig other) {
        return new PretrainConfig(model, data, masks, other, optimiser, schedule);
    }

    public PretrainConfig with(DataConfig other) {
        return new PretrainConfig(model, other, masks, losses, optimiser, schedule);
    }

    public PretrainConfig with(ModelConfig other) {
        return new PretrainConfig(other, data, masks, losses, optimiser, schedule);
    }
}
