package dev.spektron.train.mask;

import dev.spektron.eval.spectrum.Peaks;
import java.util.Arrays;

/// Draws masks over the N tokens of a spectrum: 1 where a token is hidden. A mask is a pure function of (seed, step, index, ratio,
/// spectrum) and hides exactly floor(N ratio) tokens. Nothing is allocated from mask to mask; one object serves one thread.
public final class Masks {
    /// Mask ratio of validation, whatever training does.
    public static final double VALIDATION_RATIO = 0.40;

    /// Kinds of masked tokens, see [#treat].
    public static final float HIDDEN = 1;
    public static final float REPLACED = 2;
    public static final float LEFT = 3;

    private static final int TRIES = 32;

    private final MaskOptions how;
    private final int tokens;
    private final int[] spans;
    private final Draws draws = new Draws();
    private final Peaks peaks = new Peaks();
    private final int[] order;
    private final int[] lengths;
    private final int[] gaps;
    private final double[] cumulated;
    private final float[] score;
    private final int[] peakOf;

    /// @param tokens content tokens N of a spectrum
    public Masks(MaskOptions how, int tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("masks: expected at least one token, found " + tokens);
        }
        this.how = how;
        this.tokens = tokens;
        spans = how.spans().stream().mapToInt(Integer::intValue).toArray();
        order = new int[tokens + 1];
        lengths = new int[tokens + 1];
        gaps = new int[tokens + 2];
        cumulated = new double[tokens];
        score = new float[tokens];
        peakOf = new int[tokens];
    }

    public int tokens() {
        return tokens;
    }

    /// Samples that the tokens cover.
    public int samples() {
        return (tokens - 1) * how.stride() + how.patch();
    }

    /// Tokens that a mask of this ratio hides: floor(N ratio), which a rounding error of the ratio does not make one less.
    public static int hidden(int tokens, double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("mask ratio: expected a number from 0 to 1, found " + ratio);
        }
        return (int) Math.floor(tokens * ratio + 1e-6);
    }

    /// Draws the mask of spectrum `index` of a step into `out` from `at` on.
    ///
    /// @param spectrum holds the spectrum from `from` on; PEAK_AWARE alone reads it, for others it may be null. Peaks point upward.
    public void tokens(long seed, int step, int index, double ratio, float[] spectrum, int from, float[] out, int at) {
        draws.begin(seed, step, index);
        Arrays.fill(out, at, at + tokens, 0);
        int n = hidden(tokens, ratio);
        boolean reference = how.compat().reference();
        switch (how.strategy()) {
            case RANDOM -> random(n, out, at);
            case CONTIGUOUS -> {
                if (reference) {
                    overlapping(n, out, at);
                } else {
                    contiguous(n, out, at);
                }
            }
            case PEAK_AWARE -> {
                if (reference) {
                    random(n, out, at);
                } else if (how.gamma() == 0) {
                    contiguous(n, out, at);
                } else {
                    aroundPeaks(n, spectrum, from, out, at);
                }
            }
        }
    }

    /// The mask of a validation sample: the same at every step and in every run.
    public void validation(String sampleId, float[] spectrum, int from, float[] out, int at) {
        tokens(Draws.hash(sampleId), 0, 0, VALIDATION_RATIO, spectrum, from, out, at);
    }

    /// From hidden tokens to hidden samples: all samples of a hidden token's patch, 1 in `out` from `outAt` on, `length` of them.
    public void samples(float[] mask, int at, float[] out, int outAt, int length) {
        if (length < samples()) {
            throw new IllegalArgumentException("masks: expected room for " + samples() + " samples of " + tokens + " tokens, found "
                + length);
        }
        Arrays.fill(out, outAt, outAt + length, 0);
        int end = 0;
        for (int i = 0; i < tokens; i++) {
            if (mask[at + i] != 0) {
                int start = Math.max(end, i * how.stride());
                end = i * how.stride() + how.patch();
                Arrays.fill(out, outAt + start, outAt + end, 1);
            }
        }
    }

    /// What happens to hidden tokens as in BERT (Devlin et al., arXiv:1810.04805, section 3.1): in four of five runs of neighbours they
    /// stay HIDDEN, in one of ten they become REPLACED (by another spectrum's samples), in one of ten LEFT (as they are, but predicted).
    /// Runs are not split, since patches overlap and one token would give the next one away.
    public void treat(long seed, int step, int index, float[] mask, int at) {
        draws.begin(seed ^ 0x9E3779B97F4A7C15L, step, index);
        float now = 0;
        for (int i = at; i < at + tokens; i++) {
            if (mask[i] == 0) {
                now = 0;
            } else {
                if (now == 0) {
                    float u = draws.uniform();
                    now = u < 0.8f ? HIDDEN : u < 0.9f ? REPLACED : LEFT;
                }
                mask[i] = now;
            }
        }
    }

    /// The first n of a permutation of all tokens.
    private void random(int n, float[] out, int at) {
        for (int i = 0; i < tokens; i++) {
            order[i] = i;
        }
        for (int i = 0; i < n; i++) {
            int k = i + draws.below(tokens - i);
            int token = order[k];
            order[k] = order[i];
            out[at + token] = 1;
        }
    }

    /// The reference's spans: independent starts, so that they overlap and hide fewer tokens.
    private void overlapping(int n, float[] out, int at) {
        int span = Math.min(spans[0], tokens);
        int count = Math.max(1, n / span);
        for (int k = 0; k < count; k++) {
            int start = draws.below(tokens - span + 1);
            Arrays.fill(out, at + start, at + start + span, 1);
        }
    }

    /// Spans and the gaps between them in random order: spans of drawn lengths, the last cut so that there are n tokens, and the other
    /// tokens spread over the gaps, each of the possible ways equally probable (before gaps are widened).
    private void contiguous(int n, float[] out, int at) {
        int m = lengths(n);
        int free = tokens - n;
        // Which of the free + m places are spans: the gaps are the places between them (selection sampling, Knuth's Algorithm S).
        Arrays.fill(gaps, 0, m + 1, 0);
        int left = m;
        int gap = 0;
        for (int place = 0; place < free + m; place++) {
            if (draws.below(free + m - place) < left) {
                left--;
                gap++;
            } else {
                gaps[gap]++;
            }
        }
        widen(m);
        int token = at;
        for (int k = 0; k < m; k++) {
            token += gaps[k];
            Arrays.fill(out, token, token + lengths[k], 1);
            token += lengths[k];
        }
    }

    private int lengths(int n) {
        int m = 0;
        for (int sum = 0; sum < n; m++) {
            lengths[m] = Math.min(span(), n - sum);
            sum += lengths[m];
        }
        if (m > 1) {
            int k = draws.below(m);
            int cut = lengths[m - 1];
            lengths[m - 1] = lengths[k];
            lengths[k] = cut;
        }
        return m;
    }

    private int span() {
        return spans.length == 1 ? spans[0] : spans[draws.below(spans.length)];
    }

    /// Greatest number of tokens between two hidden ones of which no sample is visible; 0 where patches do not overlap.
    private int enclosed() {
        return how.patch() / how.stride() - 1;
    }

    /// Closes gaps between spans in which no sample would be visible, though their tokens are not predicted, and gives their tokens to
    /// another gap: to one in which something is visible, or to an end.
    private void widen(int m) {
        int blind = enclosed();
        int moved = 0;
        for (int k = 1; k < m; k++) {
            if (gaps[k] > 0 && gaps[k] <= blind) {
                moved += gaps[k];
                gaps[k] = 0;
            }
        }
        while (moved > 0) {
            int k = draws.below(m + 1);
            if (k == 0 || k == m || gaps[k] > 0) {
                gaps[k]++;
                moved--;
            }
        }
    }

    /// Spans around peaks for a part of the tokens, random spans for the rest.
    private void aroundPeaks(int n, float[] spectrum, int from, float[] out, int at) {
        if (spectrum == null) {
            throw new IllegalArgumentException("masks: expected a spectrum, which peak-aware masks need, found none");
        }
        int used = n == 0 ? 0 : peakSpans(n, spectrum, from, out, at);
        while (used < n) {
            used += spanFrom(freeToken(out, at), Math.min(span(), n - used), out, at);
        }
        uncover(out, at);
    }

    private int peakSpans(int n, float[] spectrum, int from, float[] out, int at) {
        peaks.find(spectrum, from, samples());
        double total = scores();
        double budget = how.peakShare() * n;
        int used = 0;
        int refused = 0;
        while (used < budget && refused < TRIES && total > 0) {
            int token = drawn(total);
            int added = out[at + token] == 0 ? cover(token, n - used, out, at) : 0;
            refused = added == 0 ? refused + 1 : 0;
            used += added;
        }
        return used;
    }

    /// Scores of all tokens and, cumulated, their powers; the sum of these.
    private double scores() {
        Arrays.fill(score, 0);
        Arrays.fill(peakOf, -1);
        for (int k = 0; k < peaks.count(); k++) {
            int first = Math.max(0, (peaks.from(k) - how.patch()) / how.stride() + 1);
            int last = Math.min(tokens - 1, peaks.to(k) / how.stride());
            for (int i = first; i <= last; i++) {
                score[i] += peaks.prominence(k);
                if (peakOf[i] < 0 || peaks.prominence(k) > peaks.prominence(peakOf[i])) {
                    peakOf[i] = k;
                }
            }
        }
        double floor = Peaks.PROMINENCE * peaks.range();
        double elsewhere = power(floor);
        double sum = 0;
        for (int i = 0; i < tokens; i++) {
            sum += peakOf[i] < 0 ? elsewhere : power(score[i] + floor);
            cumulated[i] = sum;
        }
        return sum;
    }

    private double power(double x) {
        return how.gamma() == 1 ? x : Math.pow(x, how.gamma());
    }

    private int drawn(double total) {
        int k = Arrays.binarySearch(cumulated, 0, tokens, draws.uniform() * total);
        return Math.min(tokens - 1, k < 0 ? -k - 1 : k + 1);
    }

    /// Hides a span around a token or, if there is a peak, around the whole of it: all samples between its bases. Nothing where that takes
    /// more tokens than are left.
    private int cover(int token, int left, float[] out, int at) {
        int span = span();
        int centre = token;
        int first = token;
        int last = token;
        if (peakOf[token] >= 0) {
            int k = peakOf[token];
            centre = token(peaks.at(k) - how.patch() / 2);
            first = token(peaks.from(k));
            last = token(peaks.to(k) - how.patch() + how.stride());
        }
        int start = Math.max(0, Math.min(centre - (span - 1) / 2, tokens - span));
        first = Math.min(first, start);
        last = Math.max(last, Math.min(tokens, start + span) - 1);
        int needed = 0;
        for (int i = first; i <= last; i++) {
            needed += out[at + i] == 0 ? 1 : 0;
        }
        if (needed > left) {
            return 0;
        }
        Arrays.fill(out, at + first, at + last + 1, 1);
        return needed;
    }

    /// The last token that begins at a sample or before.
    private int token(int sample) {
        return Math.max(0, Math.min(tokens - 1, Math.floorDiv(sample, how.stride())));
    }

    private int freeToken(float[] out, int at) {
        int token = draws.below(tokens);
        for (int k = 0; k < TRIES && out[at + token] != 0; k++) {
            token = draws.below(tokens);
        }
        while (out[at + token] != 0) {
            token = (token + 1) % tokens;
        }
        return token;
    }

    /// Hides visible tokens from `token` on until `span` are hidden or one is already; then from there backwards.
    private int spanFrom(int token, int span, float[] out, int at) {
        int n = 0;
        for (int i = token; i < tokens && n < span && out[at + i] == 0; i++, n++) {
            out[at + i] = 2;
        }
        for (int i = token - 1; i >= 0 && n < span && out[at + i] == 0; i--, n++) {
            out[at + i] = 2;
        }
        return n;
    }

    /// Hides tokens between hidden ones of which no sample is visible, and shows as many at the ends of random spans (marked 2) instead,
    /// where there are such.
    private void uncover(float[] out, int at) {
        for (int i = 0; i < tokens; i++) {
            int end = i;
            while (end < tokens && out[at + end] == 0) {
                end++;
            }
            int gap = end - i;
            if (gap > 0 && gap <= enclosed() && i > 0 && end < tokens) {
                for (int k = i; k < end && shown(out, at); k++) {
                    out[at + k] = 1;
                }
            }
            i = end;
        }
        for (int i = at; i < at + tokens; i++) {
            out[i] = out[i] == 0 ? 0 : 1;
        }
    }

    /// Shows one token of a random span that borders on a gap in which something is visible, or on an end.
    private boolean shown(float[] out, int at) {
        int run = 0;
        for (int i = 0; i < tokens; i++) {
            boolean wide = run > enclosed() || run > 0 && i == run;
            if (out[at + i] == 2 && wide) {
                out[at + i] = 0;
                return true;
            }
            run = out[at + i] == 0 ? run + 1 : 0;
        }
        return false;
    }
}
