package dev.spektron.io.asd;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.MetadataKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What follows the spectrum: the reference from version 2 on, the report of a classifier and dependent variables from 6 on, calibrations
/// from 7 on. Audit log and signature of version 8 are left where they are.
final class AsdSections {
    private static final String[] TEXTS = {"classifier title", "classifier subtitle", "product", "vendor", "lot", MetadataKeys.SAMPLE,
        "model",
        MetadataKeys.OPERATOR, "classifier date", "classifier instrument", "classifier serial", "display mode", "comment", "units",
        "file name", "user", "reserved 1", "reserved 2", "reserved 3", "reserved 4"};
    private static final String[] CALIBRATIONS = {"absolute", "base", "lamp", "fibre"};
    private static final int CONSTITUENT = 92;
    private static final int ARRAY_HEAD = 10;
    private static final int CALIBRATION_HEAD = 29;

    /// @param label what the program calls it
    /// @param type 0 absolute reflectance, 1 base, 2 lamp, 3 fibre optic
    record Calibration(String label, int type, double[] values, Map<String, String> metadata) {
        String name() {
            return "calibration " + (type < CALIBRATIONS.length ? CALIBRATIONS[type] : "type " + type);
        }
    }

    private final Bytes b;
    private final AsdHeader header;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Calibration> calibrations = new ArrayList<>();
    private final double[] spectrum;
    private boolean referenced;
    private double[] reference = {};
    private long at;

    private AsdSections(Bytes b, AsdHeader header) throws FormatException {
        this.b = b;
        this.header = header;
        at = AsdHeader.SIZE;
        spectrum = numbers(header.width(), header.integer(), "spectrum");
    }

    /// A file may end after any section: early programs left the later ones out.
    static AsdSections read(Bytes b, AsdHeader header) throws FormatException {
        AsdSections s = new AsdSections(b, header);
        if (header.version() >= 2 && s.more()) {
            s.readReference();
        }
        if (header.version() >= 6 && s.more()) {
            s.classifier();
            if (s.more()) {
                s.dependents();
            }
        }
        if (header.version() >= 7 && s.more()) {
            s.calibrations();
        }
        return s;
    }

    double[] spectrum() {
        return spectrum;
    }

    /// Whether the program had taken a reference.
    boolean referenced() {
        return referenced;
    }

    /// Signal of the reference; empty if the file has none.
    double[] reference() {
        return reference;
    }

    List<Calibration> calibrationSpectra() {
        return calibrations;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    private boolean more() {
        return at < b.size();
    }

    private double[] numbers(int width, boolean integer, String field) throws FormatException {
        int n = header.wavelengths().length;
        b.need(at, (long) width * n, field);
        double[] v;
        if (integer) {
            v = new double[n];
            for (int i = 0; i < n; i++) {
                v[i] = b.i32(at + 4L * i, field);
            }
        } else {
            v = width == 4 ? b.f32s(at, n, field) : b.f64s(at, n, field);
        }
        at += (long) width * n;
        return v;
    }

    private int u16(String field) throws FormatException {
        at += 2;
        return b.u16(at - 2, field);
    }

    private String text(String field) throws FormatException {
        int n = u16("length of " + field);
        at += n;
        return b.text(at - n, n, StandardCharsets.UTF_8, field);
    }

    private void skip(long n, String field) throws FormatException {
        b.need(at, n, field);
        at += n;
    }

    private void put(String key, String value) {
        if (!value.isEmpty()) {
            metadata.put(key, value);
        }
    }

    private void flag(int value, String field) throws FormatException {
        if (value != 0 && value != 0xffff) {
            throw b.error(at - 2, "expected 0 or 65535 for " + field + ", found " + value + "; the file is damaged, fetch it again");
        }
    }

    private void readReference() throws FormatException {
        int flag = u16("reference flag");
        flag(flag, "the reference flag");
        referenced = flag != 0;
        skip(16, "times of reference and spectrum");
        put("reference description", text("the description of the reference"));
        double[] values = numbers(header.width(), header.integer(), "reference");
        boolean empty = true;
        for (double v : values) {
            empty &= v == 0;
        }
        if (referenced || !empty) {
            reference = values;
        }
    }

    private void classifier() throws FormatException {
        skip(2, "codes of the classifier");
        for (String key : TEXTS) {
            put(key, text(key));
        }
        int constituents = u16("number of constituents");
        skip(constituents == 0 ? 2 : ARRAY_HEAD, "head of the constituents");
        for (int i = 0; i < constituents; i++) {
            text("name of a constituent");
            text("verdict on a constituent");
            skip(CONSTITUENT, "figures of a constituent");
        }
    }

    private void dependents() throws FormatException {
        flag(u16("flag of the dependent variables"), "the flag of the dependent variables");
        int n = u16("number of dependent variables");
        if (n == 0) {
            skip(4, "head of the dependent variables");
            return;
        }
        skip(ARRAY_HEAD, "head of the dependent variables");
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            labels.add(text("name of a dependent variable"));
        }
        skip(ARRAY_HEAD, "head of the values of dependent variables");
        b.need(at, 4L * n, "values of dependent variables");
        for (String label : labels) {
            metadata.put("dependent " + label, Float.toString(b.f32(at, "value of a dependent variable")));
            at += 4;
        }
    }

    private void calibrations() throws FormatException {
        int n = b.u8(at, "number of calibrations");
        at++;
        long heads = at;
        skip((long) CALIBRATION_HEAD * n, "heads of the calibrations");
        for (int i = 0; i < n; i++) {
            long head = heads + (long) CALIBRATION_HEAD * i;
            Map<String, String> m = new LinkedHashMap<>();
            m.put(MetadataKeys.INTEGRATION_TIME, Integer.toString(b.i32(head + 21, "integration time")));
            m.put("swir1 gain", Integer.toString(b.i16(head + 25, "gain")));
            m.put("swir2 gain", Integer.toString(b.i16(head + 27, "gain")));
            int type = b.u8(head, "type of a calibration");
            calibrations.add(new Calibration(b.text(head + 1, 20, "name of a calibration"), type, numbers(8, false, "calibration"), m));
        }
    }
}
