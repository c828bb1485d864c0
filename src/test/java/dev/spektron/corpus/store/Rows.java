package dev.spektron.corpus.store;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Rows of two sources for tests; every third is a copy of the one before.
final class Rows {
    static final int POINTS = 32;
    static final List<String> SOURCES = List.of("rruff", "sim:Öl");

    private Rows() {}

    static List<ShardRow> some(int n) {
        Random random = new Random(3);
        List<ShardRow> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean copy = i % 3 == 2;
            float[] v = new float[POINTS];
            double sum = 0;
            for (int j = 0; j < POINTS; j++) {
                v[j] = (float) random.nextGaussian();
                sum += v[j];
            }
            double squares = 0;
            for (int j = 0; j < POINTS; j++) {
                v[j] -= (float) (sum / POINTS);
                squares += v[j] * v[j];
            }
            for (int j = 0; j < POINTS; j++) {
                v[j] /= (float) Math.sqrt(squares / POINTS);
            }
            int family = copy ? i - 1 : i;
            boolean raman = family % 2 == 0;
            float[] original = copy ? out.get(i - 1).original() : new float[] {100 + i, 200, 300.5f + i};
            SourceSpectrum s = new SourceSpectrum(v, original[0], original[2], raman ? AxisUnit.RAMAN_SHIFT : AxisUnit.NANOMETRE,
                raman ? Modality.RAMAN : Modality.NIR, raman ? IntensityKind.COUNTS : IntensityKind.ABSORBANCE,
                SOURCES.get(family % 2), family % 5 == 0 ? "" : "instrument " + family % 4, "group µ" + family, "sample " + family,
                "spectrum " + family + (copy ? "_aug0" : ""));
            out.add(new ShardRow(s, i + 0.25, 2 + i, copy ? i - 1 : ShardRow.NO_PARENT, original));
        }
        return out;
    }
}
