package dev.spektron.corpus.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.SpectrumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemorySourceTest {
    private static final Axis AXIS = Axis.linear(AxisUnit.NANOMETRE, 1000, 10, 20);

    private static double[] row(double scale) {
        double[] y = new double[20];
        for (int j = 0; j < 20; j++) {
            y[j] = 0.5 + 0.4 * scale * Math.sin(0.3 * j);
        }
        return y;
    }

    private static SpectrumSet set(String instrument, IntensityKind kind, double[]... rows) {
        List<String> ids = java.util.stream.IntStream.range(0, rows.length).mapToObj(i -> "s" + i).toList();
        return new SpectrumSet(instrument, AXIS, kind, Modality.NIR, ids, rows, Map.of(),
            java.util.Collections.nCopies(rows.length, Map.of()));
    }

    private static MemorySource source(SpectrumSet... sets) {
        MemorySource.Builder b = new MemorySource.Builder(20);
        for (SpectrumSet s : sets) {
            b.add("lab", s);
        }
        return b.build();
    }

    private static String refusal(SpectrumSet... sets) {
        return assertThrows(IllegalArgumentException.class, () -> source(sets)).getMessage();
    }

    @Test
    void namesAndAxis() {
        MemorySource s = source(set("b", IntensityKind.ABSORBANCE, row(1), row(0.5)), set("a", IntensityKind.ABSORBANCE, row(0.7)),
            set("", IntensityKind.ABSORBANCE, row(0.2)));
        assertEquals(4, s.size());
        assertEquals(List.of("lab/a", "lab/b"), s.instruments());
        SourceSpectrum first = s.get(0);
        assertEquals("lab/s0", first.group());
        assertEquals(first.group(), s.get(2).group());
        assertEquals("lab/b/s0", first.id());
        assertEquals(1190, first.axis(19));
        assertEquals(1010, first.axis(1));
        assertEquals((1e7 / 1000 - 1e7 / 1190) / 19, first.wavenumberStep(), 1e-9);
        assertTrue(s.describe().contains("lab: 4 spectra of 2 groups on 2 instruments, nir, 1000 to 1190 nm"), s.describe());
    }

    @Test
    void lightBecomesAbsorbance() {
        double[] t = row(1);
        t[3] = -0.01;
        SourceSpectrum s = source(set("i", IntensityKind.TRANSMITTANCE, t)).get(0);
        assertEquals(IntensityKind.ABSORBANCE, s.kind());
        assertEquals((float) -StrictMath.log10(t[0]), s.values()[0]);
        assertEquals(4f, s.values()[3]);
        double[] percent = row(1);
        percent[7] = 47;
        String m = refusal(set("i", IntensityKind.REFLECTANCE, percent));
        assertTrue(m.contains("sample 's0'") && m.contains("expected reflectance as a fraction, found 47.0"), m);
        assertEquals(IntensityKind.COUNTS, source(set("i", IntensityKind.COUNTS, percent)).get(0).kind());
    }

    @Test
    void badSpectraAreNamed() {
        double[] bad = row(1);
        bad[4] = Double.NaN;
        String m = refusal(set("i", IntensityKind.ABSORBANCE, row(1), bad));
        assertTrue(m.contains("data set 'lab', instrument 'i', sample 's1'") && m.contains("found NaN at 1040.0 nm"), m);
        double[] flat = new double[20];
        java.util.Arrays.fill(flat, 0.3);
        assertTrue(refusal(set("i", IntensityKind.ABSORBANCE, flat)).contains("found the same ordinate 0.3"));
        assertTrue(refusal(set("i", IntensityKind.ABSORBANCE, row(1)), set("i", IntensityKind.ABSORBANCE, row(1)))
            .contains("'lab/i/s0' stands twice"));
        assertTrue(refusal().contains("expected at least one spectrum, found none"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new MemorySource.Builder(3)).getMessage().contains("at least 16"));
    }

    @Test
    void digestSeesEveryValueAndName() {
        MemorySource a = source(set("i", IntensityKind.ABSORBANCE, row(1), row(0.5)));
        assertEquals(a.digest(), source(set("i", IntensityKind.ABSORBANCE, row(1), row(0.5))).digest());
        double[] other = row(0.5);
        other[0] = (float) other[0];
        other[0] = Math.nextUp((float) other[0]);
        assertNotEquals(a.digest(), source(set("i", IntensityKind.ABSORBANCE, row(1), other)).digest());
        assertNotEquals(a.digest(), source(set("j", IntensityKind.ABSORBANCE, row(1), row(0.5))).digest());
        assertNotEquals(a.digest(), source(set("i", IntensityKind.COUNTS, row(1), row(0.5))).digest());
        assertEquals(64, a.digest().length());
    }
}
