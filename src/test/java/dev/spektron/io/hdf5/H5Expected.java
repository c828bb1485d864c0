package dev.spektron.io.hdf5;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spektron.io.FormatException;
import dev.spektron.io.conformance.Worst;
import dev.spektron.io.formats.Content;
import io.jhdf.object.datatype.EnumDataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Compares datasets with what h5py 3.7.0 said of them (expected_h5py.json).
public final class H5Expected {
    private final Worst worst;
    private int compared;

    public H5Expected(Worst worst) {
        this.worst = worst;
    }

    /// Number of datasets of which all figures were compared.
    public int compared() {
        return compared;
    }

    /// @return number of datasets that were compared in this file
    public int compare(Path path, JsonObject want) throws IOException {
        int before = compared;
        Hdf5File file = Hdf5File.open(Content.read(path));
        Hdf5Values values = new Hdf5Values(file);
        for (Map.Entry<String, JsonElement> e : want.entrySet()) {
            if (!e.getValue().isJsonObject()) {
                continue;
            }
            JsonObject w = e.getValue().getAsJsonObject();
            String where = path.getFileName() + " " + e.getKey();
            if (w.has("link")) {
                worst.same(where, true, file.links().containsKey(e.getKey()));
            } else if (w.has("dtype")) {
                worst.same(where + " there", true, file.has(e.getKey()));
                dataset(where, e.getKey(), w, file, values);
            }
        }
        return compared - before;
    }

    private void dataset(String where, String path, JsonObject w, Hdf5File file, Hdf5Values values) throws FormatException {
        if (w.get("shape").isJsonNull()) {
            return;
        }
        List<Integer> shape = w.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsInt).toList();
        worst.same(where + " shape", shape, Arrays.stream(values.dims(path)).boxed().toList());
        boolean isEnum = file.dataset(path).getDataType() instanceof EnumDataType;
        if (values.isNumeric(path) && w.has("sum") && !isEnum) {
            double[] v = values.numbers(path);
            worst.add(where + " first", number(w, "first"), v[0]);
            worst.add(where + " last", number(w, "last"), v[v.length - 1]);
            double size = 0;
            double sum = 0;
            double low = Double.NaN;
            double high = Double.NaN;
            int nan = 0;
            for (double d : v) {
                sum += d;
                size += Math.abs(d);
                nan += Double.isNaN(d) ? 1 : 0;
                low = !(d >= low) && !Double.isNaN(d) ? d : low;
                high = !(d <= high) && !Double.isNaN(d) ? d : high;
            }
            worst.addSum(where + " sum", number(w, "sum"), sum, size);
            worst.add(where + " min", number(w, "min"), low);
            worst.add(where + " max", number(w, "max"), high);
            worst.same(where + " nan", w.get("n_nan").getAsInt(), nan);
            compared++;
        } else if (values.isText(path) && w.has("first") && w.get("first").getAsString().startsWith("b'")) {
            worst.same(where + " first", unquote(w.get("first").getAsString()), values.texts(path).getFirst().strip());
            compared++;
        } else if (values.isText(path) && w.has("value") && w.get("value").getAsString().startsWith("b'")) {
            worst.same(where + " value", unquote(w.get("value").getAsString()), values.texts(path).getFirst().strip());
            compared++;
        }
    }

    private static double number(JsonObject w, String key) {
        String text = w.get(key).getAsString();
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    /// Python's form of bytes.
    private static String unquote(String text) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        String s = text.substring(2, text.length() - 1);
        for (int i = 0; i < s.length(); i++) {
            if (s.startsWith("\\x", i)) {
                out.write(Integer.parseInt(s.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                out.write(s.charAt(i));
            }
        }
        return out.toString(java.nio.charset.StandardCharsets.UTF_8).strip();
    }
}
