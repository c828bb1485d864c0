package dev.spektron.io.pickle;

import dev.spektron.io.FormatException;
import dev.spektron.io.numpy.NpyArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What pickles of NumPy arrays call: `_reconstruct` with a state of shape, type and bytes, `scalar`, and `_frombuffer` of protocol 5.
final class Numpy {
    private static final Set<String> KNOWN = Set.of("multiarray._reconstruct", "multiarray.scalar", "numeric._frombuffer");
    private static final long FREE = 16L << 20;
    private static final int TIMES = 8;
    private final Pickle pickle;
    private long allowance;

    Numpy(Pickle pickle, long size) {
        this.pickle = pickle;
        allowance = FREE + TIMES * size;
    }

    private record Global(String name) {}

    private static final class Dtype {
        private final String code;
        private char order = '<';

        Dtype(String code) {
            this.code = code;
        }
    }

    private static final class Array {
        private NpyArray value;
    }

    /// Replaces what stands for arrays while they are built, at the top and one level below it.
    static Object plain(Object o) {
        return switch (o) {
            case Array a -> a.value;
            case Map<?, ?> m -> {
                Map<Object, Object> out = new LinkedHashMap<>();
                m.forEach((k, v) -> out.put(k, v instanceof Array a ? a.value : v));
                yield out;
            }
            case List<?> l -> l.stream().map(v -> v instanceof Array a ? a.value : v).collect(java.util.stream.Collectors.toList());
            case null, default -> o;
        };
    }

    Object global(String module, String name) throws FormatException {
        String full = module + "." + name;
        String plain = full.replaceFirst("^numpy\\._?core\\.", "");
        if (KNOWN.contains(plain) || full.equals("numpy.ndarray") || full.equals("numpy.dtype") || full.equals("_codecs.encode")
            || full.equals("collections.OrderedDict")) {
            return new Global(plain);
        }
        throw pickle.error("it wants '" + full + "', which is not data; refused: nothing in a pickle is ever run");
    }

    Object call(Object function, List<Object> arguments) throws FormatException {
        String name = function instanceof Global(String n) ? n : "a value that is no function";
        return switch (name) {
            case "numpy.dtype" -> new Dtype(pickle.text(argument(arguments, 0)));
            case "multiarray._reconstruct" -> new Array();
            case "multiarray.scalar" -> scalar(arguments);
            case "numeric._frombuffer" -> array(argument(arguments, 2), argument(arguments, 1), argument(arguments, 0),
                "F".equals(argument(arguments, 3)));
            case "_codecs.encode" -> pickle.text(argument(arguments, 0)).getBytes(StandardCharsets.ISO_8859_1);
            case "collections.OrderedDict" -> new LinkedHashMap<>();
            default -> throw pickle.error("expected a call of a reconstructor of NumPy, found " + name);
        };
    }

    private Object argument(List<Object> arguments, int i) throws FormatException {
        if (i >= arguments.size()) {
            throw pickle.error("expected at least " + (i + 1) + " arguments, found " + arguments.size());
        }
        return arguments.get(i);
    }

    void build(Object target, Object state) throws FormatException {
        if (!(state instanceof List<?> s)) {
            throw pickle.error("expected a state of an array or a type");
        }
        if (target instanceof Dtype d && s.size() > 1 && s.get(1) instanceof String order && order.length() == 1) {
            d.order = order.charAt(0);
        } else if (target instanceof Array a && s.size() == 5) {
            a.value = array(s.get(1), s.get(2), s.get(4), Boolean.TRUE.equals(s.get(3)) || Long.valueOf(1).equals(s.get(3))).value;
        } else {
            throw pickle.error("expected an array or a type of NumPy to build, found something else");
        }
    }

    private Object scalar(List<Object> arguments) throws FormatException {
        double v = array(List.of(1L), argument(arguments, 0), argument(arguments, 1), false).value.numbers()[0];
        return v;
    }

    private Array array(Object shape, Object type, Object data, boolean fortran) throws FormatException {
        if (!(type instanceof Dtype dtype) || !(data instanceof byte[] raw) || !(shape instanceof List<?> extents)) {
            throw pickle.error("expected shape, type and bytes of an array; arrays of objects are not read");
        }
        int[] dims = new int[extents.size()];
        long n = 1;
        for (int i = 0; i < dims.length; i++) {
            if (!(extents.get(i) instanceof Long e) || e < 0 || e > Integer.MAX_VALUE || n * Math.max(1, e) > Integer.MAX_VALUE) {
                throw pickle.error("expected the shape of an array, found " + (i + 1) + " extents that do not make one");
            }
            dims[i] = (int) (long) e;
            n *= e;
        }
        int width = width(dtype.code);
        if (n * width != raw.length || fortran && dims.length > 1) {
            throw pickle.error(n * width == raw.length ? "arrays in Fortran order are not read" : "expected " + n + " values of " + width
                + " bytes, found " + raw.length + " bytes");
        }
        allowance -= Double.BYTES * n;
        if (allowance < 0) {
            throw pickle.error("arrays out of proportion to the size of the pickle");
        }
        Array a = new Array();
        a.value = NpyArray.of(numbers(dtype, raw, (int) n), dims);
        return a;
    }

    private int width(String code) throws FormatException {
        return switch (code) {
            case "b1", "i1", "u1" -> 1;
            case "i2", "u2", "f2" -> 2;
            case "i4", "u4", "f4" -> 4;
            case "i8", "u8", "f8" -> 8;
            default -> throw pickle.error("expected an array of numbers, found type '" + code + "'");
        };
    }

    private static double[] numbers(Dtype dtype, byte[] raw, int n) {
        ByteBuffer b = ByteBuffer.wrap(raw).order(dtype.order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        double[] v = new double[n];
        Arrays.setAll(v, i -> switch (dtype.code) {
            case "f8" -> b.getDouble(8 * i);
            case "f4" -> b.getFloat(4 * i);
            case "f2" -> Float.float16ToFloat(b.getShort(2 * i));
            case "i8", "u8" -> b.getLong(8 * i);
            case "i4" -> b.getInt(4 * i);
            case "u4" -> b.getInt(4 * i) & 0xffffffffL;
            case "i2" -> b.getShort(2 * i);
            case "u2" -> b.getShort(2 * i) & 0xffff;
            case "u1", "b1" -> b.get(i) & 0xff;
            default -> b.get(i);
        });
        return v;
    }
}
