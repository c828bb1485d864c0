package dev.spektron.io.conformance;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.numpy.Npy;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.Npz;
import dev.spektron.io.numpy.NumpyReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// NPZ: the arrays that numpy wrote (`make_numpy.py`), as values of a block.
public final class NumpySamples implements Samples {
    private static final double[][] ROWS = {{0.1, -2e300, 3}, {4, Math.PI, 6}};
    private static final double[] AXIS = {1000.5, 990, 980};

    @Override
    public String format() {
        return "numpy";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return List.of();
    }

    @Override
    public String oracle() {
        return "arrays of known values, written by this project's writer, whose files numpy reads (make_numpy.py)";
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst worst = new Worst();
        Block b = new NumpyReader().read(new Content("x.npz", made().getFirst())).main();
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                worst.add("value", ROWS[i][j], b.y()[i][j]);
                worst.add("axis", AXIS[j], b.x()[j]);
            }
        }
        return worst.error();
    }

    @Override
    public List<byte[]> made() throws IOException {
        return List.of(Npz.write(Map.of("X", NpyArray.of(ROWS), "wavelength_nm", NpyArray.of(AXIS, 3))), Npy.write(NpyArray.of(ROWS)));
    }

    @Override
    public List<String> gaps() {
        return List.of("pickled objects and structured types are refused",
            "arrays of three and more dimensions without an axis are left out");
    }
}
