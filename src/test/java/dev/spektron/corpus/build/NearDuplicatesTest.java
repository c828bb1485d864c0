package dev.spektron.corpus.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static final int POINTS = 50;
    private static final double R = 0.999;

    private static SourceSpectrum spectrum(float[] values, double last, String sample, String instrument) {
        float[] v = values.clone();
        assertTrue(Preparation.normalise(v, new double[2]));
        return new SourceSpectrum(v, 100, last, AxisUnit.WAVENUMBER, Modality.IR, IntensityKind.ABSORBANCE, "s", instrument, sample, sample,
            "s");
    }

    private static BitSet find(List<SourceSpectrum> all) {
        NearDuplicates near = new NearDuplicates(R);
        all.forEach(near::add);
        return near.find(POINTS, (row, out) -> System.arraycopy(all.get(row).values(), 0, out, 0, POINTS));
    }

    private static float[] curve(Random random) {
        float[] v = new float[POINTS];
        double phase = random.nextDouble();
        for (int j = 0; j < POINTS; j++) {
            v[j] = (float) Math.sin(j * 0.2 + phase);
        }
        return v;
    }

    private static double correlation(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < POINTS; j++) {
            sum += (double) a[j] * b[j];
        }
        return sum / POINTS;
    }

    @Property(tries = 30)
    void findsWhatComparingAllPairsFinds(@ForAll long seed) {
        Random random = new Random(seed);
        List<SourceSpectrum> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            float[] v = i % 3 == 0 || i == 0 ? curve(random) : all.get(random.nextInt(i)).values().clone();
            for (int j = 0; j < POINTS; j++) {
                v[j] += (float) (random.nextInt(3) * 0.02 * random.nextGaussian());
            }
            all.add(spectrum(v, 200, "sample " + i, ""));
        }
        BitSet expected = new BitSet();
        for (int i = 0; i < all.size(); i++) {
            for (int k = 0; k < i && !expected.get(i); k++) {
                double r = correlation(all.get(i).values(), all.get(k).values());
                // Neither way decides for pairs that stand on the limit within rounding.
                org.junit.jupiter.api.Assumptions.assumeTrue(Math.abs(r - R) > 1e-7);
                expected.set(i, !expected.get(k) && r >= R);
            }
        }
        assertTrue(expected.cardinality() > 5);
        assertEquals(expected, find(all));
    }

    @Test
    void rangesAndInstrumentsTellSpectraApart() {
        float[] v = curve(new Random(1));
        SourceSpectrum one = spectrum(v, 200, "a", "x");
        assertEquals(1, find(List.of(one, spectrum(v, 200, "b", "x"))).nextSetBit(0));
        assertEquals(1, find(List.of(one, spectrum(v, 200.5, "a", "x"))).nextSetBit(0));
        assertTrue(find(List.of(one, spectrum(v, 210, "b", "x"))).isEmpty());
        assertTrue(find(List.of(one, spectrum(v, 200, "a", "y"))).isEmpty());
    }
}
