package dev.spektron.spectra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Spectra of one instrument on one common axis, with sample ids, reference values and metadata. Immutable; every derived set keeps the
/// metadata of its samples.
///
/// @param instrument name of the instrument
/// @param axis common axis of all rows
/// @param kind meaning of the ordinates
/// @param modality kind of spectroscopy
/// @param sampleIds one unique id a row
/// @param rows `[sample][channel]` ordinates; not copied, do not write
/// @param properties reference values by property name, `NaN` where a sample has none
/// @param metadata one map a row
public record SpectrumSet(String instrument, Axis axis, IntensityKind kind, Modality modality, List<String> sampleIds, double[][] rows,
                          Map<String, double[]> properties, List<Map<String, String>> metadata) {
    public SpectrumSet {
        sampleIds = List.copyOf(sampleIds);
        metadata = List.copyOf(metadata);
        properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        int n = rows.length;
        if (sampleIds.size() != n || metadata.size() != n) {
            throw new IllegalArgumentException("instrument '" + instrument + "': " + n + " spectra, " + sampleIds.size()
                + " sample ids and " + metadata.size() + " metadata entries");
        }
        for (int i = 0; i < n; i++) {
            if (rows[i].length != axis.size()) {
                throw new IllegalArgumentException("instrument '" + instrument + "', sample '" + sampleIds.get(i) + "': "
                    + rows[i].length + " values on an axis of " + axis.size());
            }
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Integer before = seen.put(sampleIds.get(i), i);
            if (before != null) {
                throw new IllegalArgumentException("instrument '" + instrument + "': sample '" + sampleIds.get(i)
                    + "' stands twice, at positions " + (before + 1) + " and " + (i + 1) + "; give each spectrum its own sample id");
            }
        }
        properties.forEach((name, y) -> {
            if (y.length != n) {
                throw new IllegalArgumentException("instrument '" + instrument + "': property '" + name + "' has " + y.length
                    + " values for " + n + " spectra");
            }
        });
    }

    public int size() {
        return rows.length;
    }

    public int channels() {
        return axis.size();
    }

    /// Reference values of one property.
    ///
    /// @throws IllegalArgumentException if there is no such property; the message names those that exist
    public double[] property(String name) {
        double[] y = properties.get(name);
        if (y == null) {
            throw new IllegalArgumentException("instrument '" + instrument + "' has no property '" + name + "'; it has "
                + String.join(", ", properties.keySet()));
        }
        return y;
    }

    /// Position of a sample, -1 if it is not in the set.
    public int indexOf(String sampleId) {
        return sampleIds.indexOf(sampleId);
    }

    /// Row `i` with everything known about it.
    public Spectrum spectrum(int i) {
        return new Spectrum(axis, rows[i], kind, modality, instrument, sampleIds.get(i), metadata.get(i));
    }

    /// The rows at `positions`, in that order.
    public SpectrumSet select(int[] positions) {
        List<String> ids = new ArrayList<>(positions.length);
        List<Map<String, String>> meta = new ArrayList<>(positions.length);
        double[][] x = new double[positions.length][];
        for (int i = 0; i < positions.length; i++) {
            x[i] = rows[positions[i]];
            ids.add(sampleIds.get(positions[i]));
            meta.add(metadata.get(positions[i]));
        }
        Map<String, double[]> y = new LinkedHashMap<>();
        properties.forEach((name, all) -> {
            double[] part = new double[positions.length];
            for (int i = 0; i < part.length; i++) {
                part[i] = all[positions[i]];
            }
            y.put(name, part);
        });
        return new SpectrumSet(instrument, axis, kind, modality, ids, x, y, meta);
    }

    /// The same samples with other ordinates, axis and intensity kind; ids, properties and metadata survive.
    public SpectrumSet withRows(Axis newAxis, double[][] newRows, IntensityKind newKind) {
        return new SpectrumSet(instrument, newAxis, newKind, modality, sampleIds, newRows, properties, metadata);
    }

    /// The same spectra under another instrument name.
    public SpectrumSet withInstrument(String name) {
        return new SpectrumSet(name, axis, kind, modality, sampleIds, rows, properties, metadata);
    }

    /// This set with a rising axis: itself, or all rows and the axis reversed.
    public SpectrumSet rising() {
        if (axis.isRising()) {
            return this;
        }
        double[][] x = new double[rows.length][];
        for (int i = 0; i < x.length; i++) {
            int p = rows[i].length;
            x[i] = new double[p];
            for (int j = 0; j < p; j++) {
                x[i][j] = rows[i][p - 1 - j];
            }
        }
        return withRows(axis.reversed(), x, kind);
    }
}
