package dev.spektron.train;

import dev.spektron.model.config.ModelConfig;
import dev.spektron.train.mask.MaskOptions;
import dev.spektron.train.mask.MaskOptions.Strategy;
import dev.spektron.train.mask.Masks;
import dev.spektron.train.schedule.Schedule;
import java.util.List;
import java.util.Locale;

/// What is hidden from the model.
///
/// @param strategy  how tokens are chosen
/// @param start     share of the tokens hidden at the first step
/// @param ratio     share of the tokens hidden after the ramp
/// @param ramp      share of the steps over which it grows
/// @param spans     lengths of spans in tokens, each as likely as the others
/// @param gamma     preference for strong peaks (PEAK_AWARE)
/// @param peakShare part of the hidden tokens that goes to peaks (PEAK_AWARE)
/// @param bert      whether in training one in ten runs of tokens shows another spectrum instead and one in ten stays as it is, predicted
///                  all the same (arXiv:1810.04805, section 3.1): a model then cannot trust what it sees
public record MaskConfig(Strategy strategy, float start, float ratio, float ramp, List<Integer> spans, float gamma, float peakShare,
                         boolean bert) {
    private static final String MORE = "make more tokens: smaller model.embedding.patch and stride, or more model.channels";

    public MaskConfig {
        OptimiserConfig.that("masks.start", start >= 0 && start < 1, "a number from 0 to less than 1", start);
        OptimiserConfig.that("masks.ratio", ratio > 0 && ratio < 1, "a number between 0 and 1", ratio);
        OptimiserConfig.that("masks.ramp", ramp >= 0 && ramp <= 1, "a number from 0 to 1", ramp);
        spans = List.copyOf(spans);
    }

    /// The usual masks of a model: contiguous, 0.15 to 0.40 over the first 40 % of the steps.
    public static MaskConfig of(ModelConfig model) {
        MaskOptions o = MaskOptions.of(model.embedding(), Strategy.CONTIGUOUS, model.compat());
        return new MaskConfig(Strategy.CONTIGUOUS, 0.15f, 0.40f, 0.40f, o.spans(), o.gamma(), o.peakShare(), false);
    }

    /// Makes sure that something is hidden of each spectrum: of N tokens floor(N ratio) are.
    ///
    /// @throws IllegalArgumentException if a share is so small for so few tokens that it hides none, or the model is the reference and
    ///                                  asked for what that cannot
    void check(ModelConfig model) {
        if (bert && model.compat().reference()) {
            throw new IllegalArgumentException("masks.bert: expected false for the reference, which hides all masked tokens, found true");
        }
        if (model.compat().reference() && strategy == Strategy.CONTIGUOUS) {
            // The reference hides at least one span.
            return;
        }
        hides("masks.ratio", model, ratio);
        if (start > 0 && ramp > 0) {
            hides("masks.start", model, start);
        }
        if (Masks.hidden(model.tokens(), Masks.VALIDATION_RATIO) < 1) {
            throw new IllegalArgumentException("model: expected at least " + (int) Math.ceil(1 / Masks.VALIDATION_RATIO) + " tokens of a "
                + "spectrum, since validation hides a share of " + Masks.VALIDATION_RATIO + ", found " + model.tokens() + "; " + MORE);
        }
    }

    private static void hides(String what, ModelConfig model, float share) {
        int tokens = model.tokens();
        if (Masks.hidden(tokens, share) < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s: expected a share that hides at least one of the %d tokens "
                + "of a spectrum, found %s, which hides none; hide %.3f or more, or %s", what, tokens, share,
                Math.ceil(1000.0 / tokens) / 1000, MORE));
        }
    }

    MaskOptions options(ModelConfig model) {
        MaskOptions o = MaskOptions.of(model.embedding(), strategy, model.compat());
        return new MaskOptions(strategy, spans, gamma, peakShare, o.patch(), o.stride(), o.compat());
    }

    Schedule schedule() {
        return Schedule.linear(start, ratio, ramp);
    }
}
