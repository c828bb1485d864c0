package dev.spektron.io.conformance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A shard of the simulated spectra of USPTO, compared with hyparquet.
public final class ParquetSamples implements Samples {
    @Override
    public String format() {
        return "parquet";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(sharedData.resolve("uspto-spectra"), ".parquet");
    }

    @Override
    public String oracle() {
        return "hyparquet: lengths, first and last values and sums of the first and the last row, texts";
    }

    /// Small files of hyparquet-writer (`make_parquet.mjs`).
    public static final List<String> MADE = List.of("plain", "snappy", "gzip", "groups", "split");

    @Override
    public List<byte[]> made() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (String name : MADE) {
            all.add(made(name));
        }
        return all;
    }

    public static byte[] made(String name) throws IOException {
        try (InputStream in = ParquetSamples.class.getResourceAsStream("/golden/parquet/" + name + ".parquet")) {
            return in.readAllBytes();
        }
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst worst = new Worst();
        JsonObject want = JsonParser.parseString(Files.readString(sharedData.resolve("uspto-spectra/expected_hyparquet_1.json")))
            .getAsJsonObject();
        SpectralFile file = Readers.read(files(sharedData).getFirst());
        JsonObject columns = want.getAsJsonObject("columns");
        for (String name : List.of("ir_spectra", "h_nmr_spectra", "c_nmr_spectra")) {
            Block b = file.block(name);
            worst.same(name, want.get("num_rows").getAsInt(), b.rows());
            row(worst, name, columns.getAsJsonObject(name).getAsJsonObject("row0"), b.y()[0]);
            row(worst, name, columns.getAsJsonObject(name).getAsJsonObject("rowLast"), b.y()[b.rows() - 1]);
            for (String text : List.of("smiles", "molecular_formula")) {
                worst.same(text, columns.getAsJsonObject(text).get("row0").getAsString(), b.rowMetadata().getFirst().get(text));
            }
        }
        return worst.error();
    }

    private static void row(Worst worst, String name, JsonObject want, double[] y) {
        worst.same(name, want.get("n").getAsInt(), y.length);
        worst.add(name, want.get("first").getAsDouble(), y[0]);
        if (want.has("last")) {
            worst.add(name, want.get("last").getAsDouble(), y[y.length - 1]);
        }
        worst.addSum(name, want.get("sum").getAsDouble(), Arrays.stream(y).sum(), Arrays.stream(y).map(Math::abs).sum());
    }

    @Override
    public List<String> gaps() {
        return List.of("lists in lists, structs and maps are left out", "Brotli and LZO are refused",
            "encrypted files are refused");
    }
}
