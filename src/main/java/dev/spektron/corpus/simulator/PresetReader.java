package dev.spektron.corpus.simulator;

import dev.spektron.io.FormatException;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Modality;
import java.util.Optional;

/// Makes a [Preset] of its YAML text; the defaults of all keys stand here and in `docs/simulator.md`.
final class PresetReader {
    private PresetReader() {}

    /// @throws FormatException with file, line and what to mend
    static Preset read(String file, String text) throws FormatException {
        return Fields.parse(file, text, Preset.class, PresetReader::preset);
    }

    private static Preset preset(Fields f) throws FormatException {
        Modality modality;
        try {
            modality = Modality.parse(f.text("modality"));
        } catch (IllegalArgumentException e) {
            throw f.refuse("modality", e);
        }
        Background none = Background.NONE;
        return new Preset(f.text("name"), f.text("title", ""), modality, f.count("samples", 100), f.integer("seed", 1),
            f.map("grid", Grid.class, g -> new Grid(g.number("from"), g.number("to"), g.number("step", 1))),
            f.list("components", Component.class, PresetReader::component), f.text("balance"),
            f.list("constituents", Constituent.class, PresetReader::constituent),
            f.list("correlations", Correlation.class, c -> new Correlation(c.text("first"), c.text("second"), c.number("value"))),
            f.has("background") ? f.map("background", Background.class, PresetReader::background) : none,
            f.has("sample") ? f.map("sample", Disturbance.class, PresetReader::disturbance) : Disturbance.NONE,
            f.has("packing") ? f.map("packing", Disturbance.class, PresetReader::disturbance) : Disturbance.NONE,
            f.list("instruments", InstrumentModel.class, i -> instrument(i, modality)),
            f.has("virtual") ? Optional.of(f.map("virtual", VirtualInstruments.class, v -> virtual(v, modality))) : Optional.empty(),
            f.count("decimals", modality == Modality.RAMAN ? 2 : 5));
    }

    private static Component component(Fields f) throws FormatException {
        return new Component(f.text("name"), f.list("vibrations", Vibration.class, PresetReader::vibration),
            f.list("combinations", Combination.class, PresetReader::combination), f.list("lines", Line.class, PresetReader::line));
    }

    private static Vibration vibration(Fields f) throws FormatException {
        return new Vibration(f.text("name"), f.number("position"), f.number("anharmonicity"), f.count("levels", 1), f.number("height"),
            f.number("falloff", 0.1), f.number("width"), f.number("broadening", 0), f.number("lorentzian", Line.LORENTZIAN),
            f.number("temperature_shift", 0), f.number("temperature_height", 0));
    }

    private static Combination combination(Fields f) throws FormatException {
        return new Combination(f.counts("of"), f.number("offset", 0), f.number("height"), f.number("width"),
            f.number("lorentzian", Line.LORENTZIAN));
    }

    private static Line line(Fields f) throws FormatException {
        return new Line(f.number("position"), f.number("height"), f.number("width"), f.number("lorentzian", Line.LORENTZIAN),
            f.number("temperature_shift", 0), f.number("temperature_height", 0));
    }

    private static Constituent constituent(Fields f) throws FormatException {
        return new Constituent(f.text("component"), f.text("property", ""), f.number("mean"), f.number("sd"), f.number("min", 0),
            f.number("max", 100), f.number("lab_sd", 0), f.count("decimals", 3));
    }

    private static Background background(Fields f) throws FormatException {
        Background none = Background.NONE;
        return new Background(f.number("baseline", none.baseline()), f.number("scatter", none.scatter()),
            f.number("exponent", none.exponent()), f.number("reference", none.reference()), f.number("fluorescence", none.fluorescence()),
            f.number("fluorescence_spread", none.fluorescenceSpread()), f.number("fluorescence_centre", none.fluorescenceCentre()),
            f.number("fluorescence_width", none.fluorescenceWidth()));
    }

    private static Disturbance disturbance(Fields f) throws FormatException {
        return new Disturbance(f.number("path_sd", 0), f.number("baseline_sd", 0), f.number("scatter_sd", 0),
            f.number("temperature_sd", 0), f.number("composition_sd", 0));
    }

    private static InstrumentModel instrument(Fields f, Modality modality) throws FormatException {
        return new InstrumentModel(f.text("name"), f.text("description", ""),
            f.map("axis", AxisRange.class, a -> range(a, modality)).axis(),
            f.number("laser", 0), f.number("shift", 0), f.number("stretch", 0), f.number("bandwidth", 0), f.number("gain", 1),
            f.number("offset", 0), f.number("nonlinearity", 0), f.number("stray_light", 0), f.number("pattern", 0),
            f.number("pattern_length", 0), f.number("noise", 0), f.number("edge_noise", 0), f.number("shot_noise", 0));
    }

    private static VirtualInstruments virtual(Fields f, Modality modality) throws FormatException {
        return new VirtualInstruments(f.count("count", 10), f.map("base", InstrumentModel.class, i -> instrument(i, modality)),
            f.number("shift_sd", 0), f.number("stretch_sd", 0), f.number("gain_sd", 0), f.number("offset_sd", 0),
            f.number("nonlinearity_sd", 0), f.number("bandwidth_spread", 0), f.number("stray_light_spread", 0),
            f.number("pattern_spread", 0), f.number("noise_spread", 0));
    }

    /// Evenly spaced channels.
    private record AxisRange(AxisUnit unit, double first, double last, double step) {
        private static final int MOST_CHANNELS = 1_000_000;

        AxisRange {
            Checks.range("first", first, 0, 100_000);
            Checks.range("last", last, 0, 100_000);
            Checks.positive("step", step, 10_000);
            Checks.range("step", Math.abs(last - first) / step, 0, MOST_CHANNELS);
        }

        Axis axis() {
            int n = (int) Math.round(Math.abs(last - first) / step) + 1;
            return Axis.linear(unit, first, last < first ? -step : step, n);
        }
    }

    private static AxisRange range(Fields f, Modality modality) throws FormatException {
        String usual = switch (modality) {
            case RAMAN -> "cm-1 shift";
            case IR -> "cm-1";
            default -> "nm";
        };
        try {
            return new AxisRange(AxisUnit.parse(f.text("unit", usual)), f.number("first"), f.number("last"), f.number("step"));
        } catch (Checks.Refused e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw f.refuse("unit", e);
        }
    }
}
