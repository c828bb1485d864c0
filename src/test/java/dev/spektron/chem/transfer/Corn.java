package dev.spektron.chem.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Assumptions;

/// Reads shared real data; a test that asks for absent data is skipped with the reason.
final class Corn {
    static final String[] PROPERTIES = {"moisture", "oil", "protein", "starch"};

    private Corn() {}

    static Path shared(String relative) {
        String root = System.getenv("SPEKTRON_SHARED_DATA");
        Path path = Path.of(root == null ? "../shared/data" : root).resolve(relative);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: " + path + " is absent; set SPEKTRON_SHARED_DATA to the shared data");
        return path;
    }

    /// One of m5, mp5, mp6: 80 x 700.
    static DMatrixRMaj spectra(String instrument) {
        return csv(shared("corn/csv/" + instrument + "_spectra.csv"), 1);
    }

    /// 80 x 4, columns as [#PROPERTIES].
    static DMatrixRMaj properties() {
        return csv(shared("corn/csv/property_values.csv"), 1);
    }

    static double[] column(DMatrixRMaj x, int j) {
        double[] out = new double[x.numRows];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.data[i * x.numCols + j];
        }
        return out;
    }

    static DMatrixRMaj csv(Path path, int header) {
        try {
            List<String> lines = Files.readAllLines(path).stream().skip(header).filter(l -> !l.isBlank()).toList();
            int columns = lines.getFirst().split(",").length;
            DMatrixRMaj out = new DMatrixRMaj(lines.size(), columns);
            for (int i = 0; i < out.numRows; i++) {
                String[] cells = lines.get(i).split(",");
                for (int j = 0; j < columns; j++) {
                    out.data[i * columns + j] = Double.parseDouble(cells[j]);
                }
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
