package dev.spektron.train;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.source.SpectrumSource;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// A source some of whose spectra hold what is no number, as no reader lets through.
record BrokenSource(SpectrumSource whole, IntPredicate broken) implements SpectrumSource {
    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public SourceSpectrum get(int i) {
        SourceSpectrum s = whole.get(i);
        if (!broken.test(i)) {
            return s;
        }
        float[] x = s.values().clone();
        Arrays.fill(x, 10, 20, Float.NaN);
        return new SourceSpectrum(x, s.first(), s.last(), s.unit(), s.modality(), s.kind(), s.dataset(), s.instrument(), s.group(),
            s.sample(),
            s.id());
    }

    @Override
    public int channels() {
        return whole.channels();
    }

    @Override
    public String digest() {
        return "broken " + whole.digest();
    }

    @Override
    public String describe() {
        return "broken " + whole.describe();
    }
}
