package dev.spektron.chem.preprocess;

import static dev.spektron.chem.Csv.assertClose;
import static dev.spektron.chem.Csv.shared;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// Against the reference vectors of chemotools.
class SharedVectorsTest {
    private static final String FOLDER = "reference-vectors/chemotools/";

    private static DMatrixRMaj row(String name) {
        DMatrixRMaj m = shared(FOLDER + name + ".csv", 0);
        return new DMatrixRMaj(1, m.numRows * m.numCols, true, m.data);
    }

    private static DMatrixRMaj run(String notation, DMatrixRMaj x) {
        return Pipeline.parse(notation).fit(x, Axis.linear(AxisUnit.INDEX, 0, 1, x.numCols)).apply(x);
    }

    @Test
    void snvUpToTheDivisor() {
        DMatrixRMaj x = row("spectrum");
        DMatrixRMaj found = run("snv", x);
        // the reference divides by p - 1; it is printed with 8 decimals
        double factor = Math.sqrt((x.numCols - 1.0) / x.numCols);
        for (int j = 0; j < found.data.length; j++) {
            found.data[j] *= factor;
        }
        assertClose("snv", row("reference_snv"), found, 0, 6e-9);
    }

    @Test
    void mscOfTheReferenceItself() {
        assertClose("msc", row("reference_msc_mean"), run("msc", row("spectrum")), 1e-12, 1e-12);
        assertClose("msc(median)", row("reference_msc_median"), run("msc(median)", row("spectrum")), 1e-12, 1e-12);
    }

    @Test
    void savitzkyGolayBetweenTheEdges() {
        // the reference treats the half windows at the ends in a way of its own; it is printed with 3 to 10 digits
        DMatrixRMaj expected = row("reference_sg_15_2");
        DMatrixRMaj inner = new DMatrixRMaj(1, expected.numCols - 14);
        System.arraycopy(expected.data, 7, inner.data, 0, inner.numCols);
        assertClose("sg", inner, run("sg(15,2,1,crop)", row("spectrum")), 0, 5.1e-8);
    }
}
