package dev.spektron.corpus.source;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Spectrum;
import dev.spektron.spectra.SpectrumSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A source whose spectra are all in memory.
public final class MemorySource implements SpectrumSource {
    private final List<SourceSpectrum> spectra;
    private final int channels;
    private final List<String> notes;
    private final List<String> instruments;
    private final String digest;

    private MemorySource(List<SourceSpectrum> spectra, int channels, List<String> notes) {
        this.spectra = List.copyOf(spectra);
        this.channels = channels;
        this.notes = List.copyOf(notes);
        instruments = SpectrumSource.super.instruments();
        digest = sha256();
    }

    @Override
    public int size() {
        return spectra.size();
    }

    @Override
    public SourceSpectrum get(int i) {
        return spectra.get(i);
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public List<String> instruments() {
        return instruments;
    }

    @Override
    public String digest() {
        return digest;
    }

    private String sha256() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * channels);
            for (SourceSpectrum s : spectra) {
                String names = String.join("\n", s.dataset(), s.instrument(), s.group(), s.sample(), s.id(), s.unit().name(),
                    s.modality().name(), s.kind().name(), Double.toHexString(s.first()), Double.toHexString(s.last()), "");
                sha.update(names.getBytes(StandardCharsets.UTF_8));
                buffer.clear();
                for (float v : s.values()) {
                    buffer.putFloat(v);
                }
                sha.update(buffer.array());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String describe() {
        Map<String, List<SourceSpectrum>> sets = new LinkedHashMap<>();
        spectra.forEach(s -> sets.computeIfAbsent(s.dataset(), _ -> new ArrayList<>()).add(s));
        StringBuilder out = new StringBuilder();
        sets.forEach((name, all) -> {
            Set<String> groups = new HashSet<>();
            Set<String> names = new TreeSet<>();
            double lo = Double.POSITIVE_INFINITY;
            double hi = Double.NEGATIVE_INFINITY;
            for (SourceSpectrum s : all) {
                groups.add(s.group());
                if (!s.instrument().isEmpty()) {
                    names.add(s.instrument());
                }
                lo = Math.min(lo, s.first());
                hi = Math.max(hi, s.last());
            }
            out.append(String.format(Locale.ROOT, "%s: %d spectra of %d groups on %d instruments, %s, %s to %s %s%n", name, all.size(),
                groups.size(), names.size(), all.get(0).modality().label(), trim(lo), trim(hi), all.get(0).unit().symbol()));
        });
        notes.forEach(n -> out.append(n).append(System.lineSeparator()));
        return out.append(String.format(Locale.ROOT, "together %d spectra of %d channels on %d instruments", size(), channels,
            instruments.size())).toString();
    }

    private static String trim(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : String.format(Locale.ROOT, "%.1f", v);
    }

    /// Collects spectra. Reflectance and transmittance become absorbance.
    public static final class Builder {
        private static final double LEAST_LIGHT = 1e-4;
        private static final double MOST_LIGHT = 1.5;
        private static final double FLAT = 1e-7;

        private final int channels;
        private final List<SourceSpectrum> spectra = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private Axis latest;
        private UniformGrid grid;

        /// @param channels channels of the common length, at least 16
        public Builder(int channels) {
            if (channels < UniformGrid.LEAST_CHANNELS) {
                throw new IllegalArgumentException("channels: expected at least " + UniformGrid.LEAST_CHANNELS + ", found " + channels);
            }
            this.channels = channels;
        }

        /// All instruments of a data set; a sample with all its measurements is a group.
        public Builder add(Dataset set) {
            set.byInstrument().values().forEach(s -> add(set.name(), s));
            return this;
        }

        /// The spectra of one instrument of the data set `dataset`.
        public Builder add(String dataset, SpectrumSet set) {
            if (set.size() == 0) {
                return this;
            }
            SpectrumSet absorbing = absorbance(dataset, set);
            float[][] rows = onGrid(absorbing);
            for (int i = 0; i < rows.length; i++) {
                String sample = dataset + "/" + set.sampleIds().get(i);
                String instrument = set.instrument().isEmpty() ? "" : dataset + "/" + set.instrument();
                append(rows[i], grid.axis(), absorbing.spectrum(i), dataset, instrument, sample, sample,
                    dataset + "/" + set.instrument() + "/" + set.sampleIds().get(i));
            }
            return this;
        }

        /// One spectrum with an axis of its own.
        ///
        /// @param dataset    name of the data set
        /// @param instrument name of the instrument, unique over all data sets; empty when unknown
        /// @param group      what no split may divide
        /// @param sample     physical sample
        /// @param id         name of the spectrum
        public Builder add(Spectrum s, String dataset, String instrument, String group, String sample, String id) {
            SpectrumSet one = absorbance(dataset, new SpectrumSet(s.instrument(), s.axis(), s.kind(), s.modality(), List.of(s.sampleId()),
                new double[][] {s.values()}, Map.of(), List.of(s.metadata())));
            append(onGrid(one)[0], grid.axis(), one.spectrum(0), dataset, instrument, group, sample, id);
            return this;
        }

        /// A line for [SpectrumSource#describe()].
        public Builder note(String line) {
            notes.add(line);
            return this;
        }

        /// Number of spectra so far.
        public int size() {
            return spectra.size();
        }

        /// Spectra of one axis mostly follow each other; its spline is made once.
        private float[][] onGrid(SpectrumSet set) {
            if (!set.axis().equals(latest)) {
                latest = set.axis();
                grid = new UniformGrid(latest, channels);
            }
            return grid.apply(set);
        }

        private void append(float[] values, Axis axis, Spectrum s, String dataset, String instrument, String group, String sample,
                            String id) {
            if (!ids.add(id)) {
                throw new IllegalArgumentException("spectrum '" + id + "' stands twice in the source; name each data set only once");
            }
            spectra.add(new SourceSpectrum(values, axis.first(), axis.last(), axis.unit(), s.modality(), s.kind(), dataset, instrument,
                group, sample, id));
        }

        private static SpectrumSet absorbance(String dataset, SpectrumSet set) {
            boolean light = set.kind() == IntensityKind.REFLECTANCE || set.kind() == IntensityKind.TRANSMITTANCE;
            double[][] rows = new double[set.size()][];
            for (int i = 0; i < rows.length; i++) {
                String who = "data set '" + dataset + "', instrument '" + set.instrument() + "', sample '" + set.sampleIds().get(i) + "'";
                check(who, set.rows()[i], set.axis());
                rows[i] = light ? absorbance(who, set.rows()[i], set.kind()) : set.rows()[i];
            }
            return light ? set.withRows(set.axis(), rows, IntensityKind.ABSORBANCE) : set;
        }

        private static void check(String who, double[] y, Axis axis) {
            double lo = Double.POSITIVE_INFINITY;
            double hi = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < y.length; j++) {
                if (!Double.isFinite(y[j])) {
                    throw new IllegalArgumentException(who + ": expected finite ordinates, found " + y[j] + " at " + axis.get(j) + " "
                        + axis.unit().symbol() + "; leave the spectrum out or mend it");
                }
                lo = Math.min(lo, y[j]);
                hi = Math.max(hi, y[j]);
            }
            if (hi - lo <= FLAT * Math.max(Math.abs(lo), Math.abs(hi))) {
                throw new IllegalArgumentException(who + ": expected a spectrum, found the same ordinate " + lo
                    + " at all channels; leave it out");
            }
        }

        /// -log10 of the light, of which at least 1e-4 is taken to be there.
        private static double[] absorbance(String who, double[] y, IntensityKind kind) {
            double[] a = new double[y.length];
            for (int j = 0; j < y.length; j++) {
                if (y[j] > MOST_LIGHT) {
                    throw new IllegalArgumentException(who + ": expected " + kind.label() + " as a fraction, found " + y[j]
                        + "; divide percent by 100, or say another 'intensity' in the manifest");
                }
                a[j] = -StrictMath.log10(Math.max(LEAST_LIGHT, y[j]));
            }
            return a;
        }

        /// @throws IllegalArgumentException if there are no spectra
        public MemorySource build() {
            if (spectra.isEmpty()) {
                throw new IllegalArgumentException("source: expected at least one spectrum, found none"
                    + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")"));
            }
            return new MemorySource(spectra, channels, notes);
        }
    }
}
