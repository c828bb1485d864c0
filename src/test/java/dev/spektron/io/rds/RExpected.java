package dev.spektron.io.rds;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spektron.io.conformance.Worst;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Compares values with what R 4.2.2 said of them (expected_R.json).
public final class RExpected {
    private final Worst worst;

    public RExpected(Worst worst) {
        this.worst = worst;
    }

    /// All values of a file.
    public void compare(String where, JsonObject want, RdsFile got) {
        if (want.has("objects")) {
            JsonObject objects = want.getAsJsonObject("objects");
            worst.same(where, objects.keySet(), got.values().keySet());
            for (Map.Entry<String, JsonElement> e : objects.entrySet()) {
                compare(where + " " + e.getKey(), e.getValue().getAsJsonObject(), got.values().get(e.getKey()));
            }
        } else {
            worst.same(where, want.get("serialization_version").getAsInt(), got.version());
            worst.same(where, want.get("format").getAsString(), got.form());
            compare(where, want.getAsJsonObject("value"), got.values().get(""));
        }
    }

    private void compare(String where, JsonObject want, RValue got) {
        worst.same(where + " typeof", want.get("typeof").getAsString(), got.type());
        worst.same(where + " length", want.get("length").getAsInt(), got.length());
        if (!got.texts("class").isEmpty()) {
            worst.same(where + " class", want.get("class").getAsString(), String.join(",", got.texts("class")));
        }
        if (want.has("dim") && !got.is("data.frame")) {
            worst.same(where + " dim", strings(want.get("dim")), Arrays.stream(got.dims()).mapToObj(Integer::toString).toList());
        } else if (want.has("dim")) {
            worst.same(where + " dim", strings(want.get("dim")), List.of(Integer.toString(RFrames.frame((RValue.Elements) got).rows()),
                Integer.toString(got.length())));
        }
        if (want.has("names")) {
            worst.same(where + " names", strings(want.get("names")), got.names());
        }
        if (want.has("levels")) {
            worst.same(where + " levels", strings(want.get("levels")), got.texts("levels"));
            int[] codes = ((RValue.Ints) got).values();
            List<String> head = strings(want.get("codes_head"));
            for (int i = 0; i < head.size(); i++) {
                worst.same(where, head.get(i), codes[i] == RValue.Ints.NA ? "NA" : Integer.toString(codes[i]));
            }
            worst.same(where, want.get("sum_codes").getAsInt(), Arrays.stream(codes).filter(c -> c != RValue.Ints.NA).sum());
        } else {
            vector(where, want, got);
        }
        if (want.has("elements")) {
            elements(where, want.get("elements"), (RValue.Elements) got);
        }
    }

    private void elements(String where, JsonElement want, RValue.Elements got) {
        if (want.isJsonArray()) {
            JsonArray all = want.getAsJsonArray();
            for (int i = 0; i < all.size(); i++) {
                compare(where + "[[" + (i + 1) + "]]", all.get(i).getAsJsonObject(), got.values()[i]);
            }
            return;
        }
        for (Map.Entry<String, JsonElement> e : want.getAsJsonObject().entrySet()) {
            if (e.getValue().isJsonObject()) {
                compare(where + "$" + e.getKey(), e.getValue().getAsJsonObject(), got.get(e.getKey()));
            }
        }
    }

    private void vector(String where, JsonObject want, RValue got) {
        if (want.has("re_sum")) {
            RValue.Complex c = (RValue.Complex) got;
            worst.add(where, want.get("re_sum").getAsDouble(), Arrays.stream(c.re()).sum());
            worst.add(where, want.get("im_sum").getAsDouble(), Arrays.stream(c.im()).sum());
        }
        if (!want.has("head")) {
            return;
        }
        List<String> head = strings(want.get("head"));
        for (int i = 0; i < head.size() && i < got.length(); i++) {
            if (got instanceof RValue.Texts t) {
                String raw = head.get(i);
                if (raw.matches(".*<[0-9a-f]{2}>.*")) {
                    // R does not guess the encoding of a text without one; we take it for Latin-1.
                    raw = Pattern.compile("<([0-9a-f]{2})>").matcher(raw).replaceAll(m -> (char) Integer.parseInt(m.group(1), 16) + "");
                    worst.same(where, raw, t.values()[i]);
                    return;
                }
                worst.same(where, raw, raw.startsWith("bytes:") ? hex(t.values()[i])
                    : t.values()[i] == null ? "NA" : t.values()[i]);
            } else {
                value(where + "[" + (i + 1) + "]", head.get(i).strip(), got, i);
            }
        }
        if (want.has("tail1")) {
            value(where + " last", want.get("tail1").getAsString().strip(), got, got.length() - 1);
        }
        missing(where, want, got);
    }

    /// The bytes behind a text with `\xf1` in it, as the golden file writes them.
    private static String hex(String text) {
        StringBuilder s = new StringBuilder("bytes:");
        for (int i = 0; i < text.length(); i++) {
            boolean escaped = text.startsWith("\\x", i);
            s.append(escaped ? text.substring(i + 2, i + 4) : Integer.toHexString(text.charAt(i)));
            i += escaped ? 3 : 0;
        }
        return s.toString();
    }

    private void value(String where, String want, RValue got, int i) {
        switch (got) {
            case RValue.Ints n -> worst.same(where, want, n.values()[i] == RValue.Ints.NA ? "NA" : Integer.toString(n.values()[i]));
            case RValue.Doubles d -> {
                worst.same(where, want.equals("NA"), d.isNa(i));
                if (!want.equals("NA")) {
                    worst.add(where, number(want), d.values()[i]);
                }
            }
            default -> throw new AssertionError(where + ": " + got.describe());
        }
    }

    private void missing(String where, JsonObject want, RValue got) {
        if (got instanceof RValue.Texts t) {
            worst.same(where, want.get("n_na").getAsInt(), (int) Arrays.stream(t.values()).filter(s -> s == null).count());
            if (!strings(want.get("encodings")).equals(List.of("latin1")) && !strings(want.get("encodings")).equals(List.of("bytes"))) {
                worst.same(where, want.get("nbytes_total").getAsInt(), Arrays.stream(t.values()).filter(s -> s != null)
                    .mapToInt(s -> s.getBytes(StandardCharsets.UTF_8).length).sum());
            }
            return;
        }
        double[] v = RFrames.doubles(got);
        double sum = 0;
        double size = 0;
        int na = 0;
        for (double d : v) {
            na += Double.isNaN(d) ? 1 : 0;
            sum += Double.isNaN(d) ? 0 : d;
            size += Double.isNaN(d) ? 0 : Math.abs(d);
        }
        worst.same(where + " missing", want.get("n_na").getAsInt(), na);
        worst.addSum(where + " sum", number(want.get("sum").getAsString().strip()), sum, size);
    }

    private static double number(String text) {
        return switch (text) {
            case "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static List<String> strings(JsonElement e) {
        return e.isJsonArray() ? e.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList() : List.of(e.getAsString());
    }
}
