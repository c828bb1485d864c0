package dev.spektron.io.safetensors;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.spektron.io.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Parses and checks the JSON in front of the numbers.
final class Header {
    /// Largest header, that of the reference implementation.
    static final long MOST_BYTES = 100_000_000;
    static final String METADATA = "__metadata__";

    private final String file;
    private final JsonReader in;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    private Map<String, String> metadata;

    private Header(String file, String json) {
        this.file = file;
        in = new JsonReader(new StringReader(json));
        in.setStrictness(Strictness.STRICT);
    }

    /// @param json  the header
    /// @param bytes how many bytes of numbers follow
    static Header parse(String file, byte[] json, long bytes) throws FormatException {
        if (json.length == 0 || json[0] != '{') {
            throw new FormatException(file + ", byte 8: expected a header that begins with '{', found "
                + (json.length == 0 ? "none" : "byte " + (json[0] & 0xff)) + "; this is no safetensors file");
        }
        Header header;
        try {
            header = new Header(file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
            header.top();
        } catch (CharacterCodingException e) {
            throw new FormatException(file + ": the header is no valid UTF-8; fetch the file again", e);
        } catch (FormatException e) {
            throw e;
        } catch (MalformedJsonException | EOFException | IllegalStateException | NumberFormatException e) {
            throw new FormatException(file + ": the header is no valid JSON (" + where(e) + "); fetch the file again", e);
        } catch (IOException e) {
            throw new FormatException(file + ": the header cannot be parsed (" + e.getMessage() + ")", e);
        }
        header.checkPlaces(bytes);
        return header;
    }

    /// The parser's message without its advice to programmers.
    private static String where(Exception e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst("^Use JsonReader\\.setStrictness.* (?=at line)", "");
    }

    /// By name, in the order of the numbers.
    Map<String, TensorInfo> tensors() {
        return tensors;
    }

    Map<String, String> metadata() {
        return metadata == null ? Map.of() : metadata;
    }

    private FormatException error(String name, String what) {
        return new FormatException(file + ", header, '" + name + "': " + what);
    }

    private void top() throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (name.equals(METADATA)) {
                readMetadata();
            } else if (tensors.put(name, tensor(name)) != null) {
                throw error(name, "stands twice");
            }
        }
        in.endObject();
        if (in.peek() != JsonToken.END_DOCUMENT) {
            throw new FormatException(file + ": expected only spaces behind the header's JSON");
        }
    }

    private void readMetadata() throws IOException {
        if (metadata != null) {
            throw error(METADATA, "stands twice");
        }
        metadata = new LinkedHashMap<>();
        require(METADATA, JsonToken.BEGIN_OBJECT, "an object of texts");
        in.beginObject();
        while (in.hasNext()) {
            String key = in.nextName();
            require(METADATA + "." + key, JsonToken.STRING, "a text");
            if (metadata.put(key, in.nextString()) != null) {
                throw error(METADATA + "." + key, "stands twice");
            }
        }
        in.endObject();
    }

    private TensorInfo tensor(String name) throws IOException {
        require(name, JsonToken.BEGIN_OBJECT, "an object");
        Dtype dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        in.beginObject();
        while (in.hasNext()) {
            String key = in.nextName();
            boolean twice;
            switch (key) {
                case "dtype" -> {
                    twice = dtype != null;
                    dtype = dtype(name);
                }
                case "shape" -> {
                    twice = shape != null;
                    shape = numbers(name, key);
                }
                case "data_offsets" -> {
                    twice = offsets != null;
                    offsets = numbers(name, key);
                }
                default -> throw error(name, "has the unknown field '" + key + "'; expected dtype, shape and data_offsets");
            }
            if (twice) {
                throw error(name, "field '" + key + "' stands twice");
            }
        }
        in.endObject();
        if (dtype == null || shape == null || offsets == null) {
            throw error(name, "field '" + (dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets") + "' is missing");
        }
        return checked(name, dtype, shape, offsets);
    }

    private TensorInfo checked(String name, Dtype dtype, List<Long> shape, List<Long> offsets) throws FormatException {
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw error(name, "expected data_offsets of two numbers, the first not above the second, found " + offsets);
        }
        long found = offsets.get(1) - offsets.get(0);
        long expected;
        try {
            long n = dtype.bytes();
            for (long d : shape) {
                n = Math.multiplyExact(n, d);
            }
            expected = n;
        } catch (ArithmeticException e) {
            throw new FormatException(error(name, "shape " + shape + " has more elements than a file can hold").getMessage(), e);
        }
        if (found != expected) {
            throw error(name, "expected " + expected + " bytes for " + dtype + " of shape " + shape + ", found data_offsets " + offsets
                + ", which are " + found);
        }
        return new TensorInfo(name, dtype, shape, offsets.get(0), offsets.get(1));
    }

    private Dtype dtype(String name) throws IOException {
        require(name + ".dtype", JsonToken.STRING, "a text");
        String text = in.nextString();
        for (Dtype d : Dtype.values()) {
            if (d.name().equals(text)) {
                return d;
            }
        }
        throw error(name, "dtype '" + text + "' is not among those this program reads: " + List.of(Dtype.values()));
    }

    private List<Long> numbers(String name, String key) throws IOException {
        require(name + "." + key, JsonToken.BEGIN_ARRAY, "a list of numbers");
        List<Long> out = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            require(name + "." + key, JsonToken.NUMBER, "whole numbers of at least 0");
            String text = in.nextString();
            // No sign, point or exponent; 18 digits always fit.
            if (!text.matches("[0-9]{1,18}")) {
                throw error(name, key + ": expected a whole number from 0 to 10^18 - 1, found " + text);
            }
            out.add(Long.parseLong(text));
        }
        in.endArray();
        return out;
    }

    private void require(String where, JsonToken expected, String what) throws IOException {
        JsonToken found = in.peek();
        if (found != expected) {
            throw error(where, "expected " + what + ", found " + found.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    /// One tensor begins where the one before ends, and the last ends where the file does.
    private void checkPlaces(long bytes) throws FormatException {
        List<TensorInfo> order = new ArrayList<>(tensors.values());
        order.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
        tensors.clear();
        long at = 0;
        String before = "the start";
        for (TensorInfo t : order) {
            if (t.begin() != at) {
                throw error(t.name(), (t.begin() < at ? "overlaps '" : "leaves a hole behind '") + before
                    + "': expected it to begin at byte " + at + " of the numbers, found " + t.begin());
            }
            at = t.end();
            before = t.name();
            tensors.put(t.name(), t);
        }
        if (at != bytes) {
            throw new FormatException(file + ": expected " + at + " bytes of numbers behind the header, found " + bytes
                + (at > bytes ? "; the file is cut off, fetch or copy it again" : "; the file has a tail that belongs to no tensor"));
        }
    }
}
