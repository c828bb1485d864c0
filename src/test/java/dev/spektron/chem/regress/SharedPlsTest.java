package dev.spektron.chem.regress;

import static dev.spektron.chem.Csv.assertClose;
import static dev.spektron.chem.Csv.column;
import static dev.spektron.chem.Csv.shared;
import static dev.spektron.chem.Csv.sharedText;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/// Against PLS of other programs: py-matrix-algorithms on `bolts`, PLS_Toolbox and mdatools on `People`. Tolerances are the digits printed.
class SharedPlsTest {
    private static final String BOLTS = "reference-vectors/wai-ma/";
    private static final String PEOPLE = "reference-vectors/mdatools/";

    @Test
    void boltsCentredAndScaled() {
        DMatrixRMaj x = shared(BOLTS + "bolts.csv", 1);
        double[] y = shared(BOLTS + "bolts_response.csv", 1).data;
        double[] centred = PlsRegression.centred().fit(x, y, 5).model(5).predict(x);
        assertClose("centred", shared(BOLTS + "pls/_KernelPLS/KernelPLS/linear_kernel/predictions.csv", 0), column(centred), 0, 1e-8);
        PlsFit scaled = new PlsRegression(true).fit(x, y, 5);
        assertClose("scaled", shared(BOLTS + "pls/_NIPALS/NIPALS/default_setup/predictions.csv", 0),
            column(scaled.model(5).predict(x)), 0, 1e-8);
        DMatrixRMaj scores = shared(BOLTS + "pls/_NIPALS/NIPALS/default_setup/matrix-T.csv", 0);
        assertClose("scores", scores, scaled.scores(), 0, 1e-8);
        assertClose("loadings", shared(BOLTS + "pls/_NIPALS/NIPALS/default_setup/matrix-P.csv", 0), scaled.loadings(), 0, 1e-8);
    }

    /// People: predict the shoe size from the other eleven columns, autoscaled, four components.
    private record People(DMatrixRMaj x, double[] y) {
        static People read() {
            List<String[]> lines = sharedText(PEOPLE + "People.csv").lines().map(l -> l.replace(',', '.').split(";")).toList();
            int shoe = Arrays.asList(lines.getFirst()).indexOf("Shoesize");
            int[] others = IntStream.range(1, lines.getFirst().length).filter(j -> j != shoe).toArray();
            DMatrixRMaj x = new DMatrixRMaj(lines.size() - 1, others.length);
            double[] y = new double[lines.size() - 1];
            for (int i = 0; i < y.length; i++) {
                String[] cells = lines.get(i + 1);
                y[i] = Double.parseDouble(cells[shoe]);
                for (int j = 0; j < others.length; j++) {
                    x.set(i, j, Double.parseDouble(cells[others[j]]));
                }
            }
            return new People(x, y);
        }

        PlsFit fit() {
            return new PlsRegression(true).fit(x, y, 4);
        }
    }

    @Test
    void peoplePredictionsAndDistances() {
        People people = People.read();
        PlsFit fit = people.fit();
        assertClose("predictions", shared(PEOPLE + "plstlbx-people-ypred.csv", 0), column(fit.model(4).predict(people.x)), 0, 6e-5);
        OutlierStatistics.Distance[] d = OutlierStatistics.of(fit, 4, people.x).of(people.x);
        double[] t2 = Arrays.stream(d).mapToDouble(OutlierStatistics.Distance::t2).toArray();
        double[] q = Arrays.stream(d).mapToDouble(OutlierStatistics.Distance::q).toArray();
        assertClose("T2", shared(PEOPLE + "plstlbx-people-xhdist.csv", 0), column(t2), 1e-5, 4e-4);
        assertClose("Q", shared(PEOPLE + "plstlbx-people-xqdist.csv", 0), column(q), 0, 6e-5);
    }

    @Test
    void peopleCoefficientsVipAndExplainedVariance() {
        People people = People.read();
        PlsFit fit = people.fit();
        double[] b = fit.model(4).coefficients();
        DMatrixRMaj expected = shared(PEOPLE + "pls-coeffs.csv", 0);
        double[] standardised = new double[b.length];
        for (int j = 0; j < b.length; j++) {
            DMatrixRMaj channel = CommonOps_DDRM.extractColumn(people.x, j, null);
            standardised[j] = b[j] * deviation(channel.data) / deviation(people.y);
        }
        assertClose("coefficients", expected, column(standardised), 5e-5, 5e-6);
        // mdatools takes the rotations, normalised, where Wold takes the weights (as PlsFit.vip does, compared in PlsGoldenTest)
        DMatrixRMaj r = fit.rotations();
        double[] vip = new double[b.length];
        double[] explainedY = fit.explainedY(0);
        for (int a = 0; a < 4; a++) {
            DMatrixRMaj column = CommonOps_DDRM.extractColumn(r, a, null);
            double length = CommonOps_DDRM.dot(column, column);
            for (int j = 0; j < vip.length; j++) {
                vip[j] += vip.length * explainedY[a] / Arrays.stream(explainedY).sum() * r.get(j, a) * r.get(j, a) / length;
            }
        }
        assertClose("VIP", shared(PEOPLE + "pls-vipscores.csv", 0), column(Arrays.stream(vip).map(Math::sqrt).toArray()), 1e-4, 0);
        DMatrixRMaj explained = new DMatrixRMaj(new double[][] {fit.explainedX(), fit.explainedY(0)});
        assertClose("explained variance", shared(PEOPLE + "pls-expvar.csv", 0), explained, 5e-5, 0);
    }

    private static double deviation(double[] v) {
        double mean = Arrays.stream(v).average().orElseThrow();
        return Math.sqrt(Arrays.stream(v).map(a -> (a - mean) * (a - mean)).sum() / (v.length - 1));
    }
}
