package dev.spektron.train.mask;

import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import java.util.List;

/// How tokens are chosen to be hidden.
///
/// @param strategy  RANDOM: single tokens; CONTIGUOUS: spans of neighbours; PEAK_AWARE: spans around peaks first, then contiguous ones
/// @param spans     lengths of spans in tokens; each span draws one of them
/// @param gamma     preference for strong peaks: a span's centre is drawn with probability proportional to score^gamma; at 0
///                  PEAK_AWARE is CONTIGUOUS
/// @param peakShare part of the hidden tokens that goes to peaks
/// @param patch     samples of a token
/// @param stride    samples from one token to the next
/// @param compat    REFERENCE: spans may overlap, so that fewer tokens are hidden than asked for; PEAK_AWARE is RANDOM
public record MaskOptions(Strategy strategy, List<Integer> spans, float gamma, float peakShare, int patch, int stride, Compat compat) {
    /// Ways of choosing tokens.
    public enum Strategy { RANDOM, CONTIGUOUS, PEAK_AWARE }

    public MaskOptions {
        spans = List.copyOf(spans);
        check(!spans.isEmpty() && spans.stream().allMatch(s -> s >= 1), "spans", "lengths of at least 1", spans);
        check(gamma >= 0, "gamma", "at least 0", gamma);
        check(peakShare >= 0 && peakShare <= 1, "peakShare", "a number from 0 to 1", peakShare);
        check(patch >= 1, "patch", "at least 1", patch);
        check(stride >= 1 && stride <= patch, "stride", "1 to the patch of " + patch, stride);
        check(!compat.reference() || spans.size() == 1, "spans", "one length in the reference's masks", spans);
    }

    /// The usual spans of a model: 3 tokens over patches, 32 samples without.
    public static MaskOptions of(EmbeddingConfig embedding, Strategy strategy, Compat compat) {
        boolean raw = embedding.kind() == EmbeddingConfig.Kind.RAW;
        return new MaskOptions(strategy, List.of(raw ? Math.max(3, embedding.patch()) : 3), 1, 0.7f, raw ? 1 : embedding.patch(),
            raw ? 1 : embedding.stride(), compat);
    }

    /// With spans of several lengths, such as 16, 32, 64 and 128 samples, which no interpolation bridges alike.
    public MaskOptions withSpans(Integer... lengths) {
        return new MaskOptions(strategy, List.of(lengths), gamma, peakShare, patch, stride, compat);
    }

    public MaskOptions with(Strategy other) {
        return new MaskOptions(other, spans, gamma, peakShare, patch, stride, compat);
    }

    private static void check(boolean ok, String field, String expected, Object found) {
        if (!ok) {
            throw new IllegalArgumentException("mask." + field + ": expected " + expected + ", found " + found);
        }
    }
}
