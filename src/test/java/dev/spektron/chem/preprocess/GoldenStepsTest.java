package dev.spektron.chem.preprocess;

import static dev.spektron.chem.Csv.assertClose;
import static dev.spektron.chem.Csv.golden;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against numpy and scipy (`scripts/make_preprocess.py`).
class GoldenStepsTest {
    private static final Axis AXIS = Axis.linear(AxisUnit.NANOMETRE, 1100, 2, 61);

    private static DMatrixRMaj run(String notation) {
        DMatrixRMaj x = golden("preprocess/spectra");
        return Pipeline.parse(notation).fit(x, AXIS).apply(x);
    }

    @ParameterizedTest
    @CsvSource({"5,2", "15,3", "21,5"})
    void savitzkyGolayIsScipys(int window, int order) {
        for (int derivative = 0; derivative <= Math.min(order, 3); derivative++) {
            for (String edge : new String[] {"interp", "nearest", "mirror"}) {
                String name = "preprocess/sg_" + window + "_" + order + "_" + derivative + "_" + edge;
                assertClose(name, golden(name), run("sg(" + window + "," + order + "," + derivative + "," + edge + ")"), 1e-10, 1e-12);
            }
        }
    }

    @Test
    void croppedEdgesAreTheMiddleOfTheFullResult() {
        DMatrixRMaj full = run("sg(15,3,1)");
        DMatrixRMaj cropped = run("sg(15,3,1,crop)");
        DMatrixRMaj middle = new DMatrixRMaj(full.numRows, 47);
        for (int i = 0; i < full.numRows; i++) {
            System.arraycopy(full.data, i * 61 + 7, middle.data, i * 47, 47);
        }
        assertClose("crop", middle, cropped, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"snv,snv", "msc,msc", "msc(median),msc_median", "emsc(2),emsc_2", "detrend(0),detrend_0", "detrend,detrend_1",
        "detrend(3),detrend_3"})
    void stepIsNumpys(String notation, String file) {
        assertClose(notation, golden("preprocess/" + file), run(notation), 1e-10, 1e-11);
    }
}
