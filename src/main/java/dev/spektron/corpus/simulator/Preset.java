package dev.spektron.corpus.simulator;

import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything that a simulation needs besides the number of samples asked for and another seed. NIR and IR presets give absorbance, Raman
/// presets give counts.
///
/// @param name short name
/// @param title one line for people
/// @param modality kind of spectroscopy
/// @param samples number of samples when the caller names none
/// @param seed seed when the caller names none
/// @param grid fine wavenumber grid of the pure spectra
/// @param components pure components
/// @param balance name of the component that makes the fractions sum to 1
/// @param constituents how the other components vary
/// @param correlations correlations of the constituents; pairs not named are uncorrelated
/// @param background what lies under the bands
/// @param sample disturbances drawn once a sample
/// @param packing disturbances drawn once a measurement
/// @param instruments instruments given one by one
/// @param virtual instruments drawn at random, after the others
/// @param decimals decimals of the ordinates in files
public record Preset(String name, String title, Modality modality, int samples, long seed, Grid grid, List<Component> components,
                     String balance, List<Constituent> constituents, List<Correlation> correlations, Background background,
                     Disturbance sample, Disturbance packing, List<InstrumentModel> instruments,
                     Optional<VirtualInstruments> virtual, int decimals) {
    public Preset {
        Checks.name("name", name);
        Checks.range("samples", samples, 1, 10_000_000);
        Checks.range("decimals", decimals, 0, 12);
        components = List.copyOf(components);
        constituents = List.copyOf(constituents);
        correlations = List.copyOf(correlations);
        instruments = List.copyOf(instruments);
        if (modality == Modality.UNKNOWN) {
            throw new Checks.Refused("modality", "expected nir, ir or raman");
        }
        checkComponents(components, balance, constituents);
        List<InstrumentModel> models = new ArrayList<>(instruments);
        virtual.ifPresent(v -> models.add(v.base()));
        checkInstruments(models, modality);
        if (modality != Modality.RAMAN && background.fluorescence() > 0) {
            throw new Checks.Refused("background", "fluorescence is for raman presets, this one is " + modality.label());
        }
        if (modality == Modality.RAMAN && (background.scatter() > 0 || sample.scatterSd() > 0 || packing.scatterSd() > 0)) {
            throw new Checks.Refused("background", "scatter is for absorption presets, this one is raman");
        }
    }

    /// Meaning of the simulated ordinates.
    public IntensityKind intensity() {
        return modality == Modality.RAMAN ? IntensityKind.COUNTS : IntensityKind.ABSORBANCE;
    }

    /// The instruments of a seed: those given, then those drawn.
    public List<InstrumentModel> instrumentsFor(long anySeed) {
        List<InstrumentModel> all = new ArrayList<>(instruments);
        virtual.ifPresent(v -> {
            for (int k = 0; k < v.count(); k++) {
                all.add(v.draw(anySeed, k));
            }
        });
        return all;
    }

    int position(String component) {
        for (int k = 0; k < components.size(); k++) {
            if (components.get(k).name().equals(component)) {
                return k;
            }
        }
        throw new IllegalArgumentException(Nearest.unknown("component", component, "preset '" + name + "'", names(components)));
    }

    private static List<String> names(List<Component> components) {
        return components.stream().map(Component::name).toList();
    }

    private static void checkComponents(List<Component> components, String balance, List<Constituent> constituents) {
        Set<String> left = new HashSet<>();
        for (Component c : components) {
            if (!left.add(c.name())) {
                throw new Checks.Refused("components", "the name '" + c.name() + "' stands twice");
            }
        }
        if (!left.remove(balance)) {
            throw new Checks.Refused("balance", Nearest.unknown("component", balance, "the preset", names(components)));
        }
        Set<String> properties = new HashSet<>();
        for (Constituent c : constituents) {
            if (!left.remove(c.component())) {
                throw new Checks.Refused("constituents", "'" + c.component()
                    + "' is no component, is the balance or stands twice; left are: " + String.join(", ", left));
            }
            if (!c.property().isEmpty() && !properties.add(c.property())) {
                throw new Checks.Refused("constituents", "the property '" + c.property() + "' stands twice");
            }
        }
        if (!left.isEmpty()) {
            throw new Checks.Refused("constituents", "no entry for the component " + String.join(", ", left)
                + "; every component but the balance needs a mean and a standard deviation");
        }
    }

    private static void checkInstruments(List<InstrumentModel> models, Modality modality) {
        if (models.isEmpty()) {
            throw new Checks.Refused("instruments", "expected at least one instrument, or virtual instruments; found none");
        }
        Set<String> seen = new HashSet<>();
        for (InstrumentModel m : models) {
            String who = "instrument '" + m.name() + "' ";
            if (!seen.add(m.name())) {
                throw new Checks.Refused("instruments", who + "stands twice");
            }
            if (modality == Modality.RAMAN) {
                refuseUnless(m.axis().unit() == AxisUnit.RAMAN_SHIFT && m.laser() > 0, who + "needs an axis in cm-1 shift and a laser");
                refuseUnless(m.strayLight() == 0, who + "has stray light, which is for absorption instruments");
            } else {
                boolean optical = m.axis().unit() == AxisUnit.NANOMETRE || m.axis().unit() == AxisUnit.WAVENUMBER;
                refuseUnless(optical && m.laser() == 0, who + "needs an axis in nm or cm-1 and no laser");
                refuseUnless(m.shotNoise() == 0, who + "has shot noise, which is for raman instruments");
            }
        }
    }

    private static void refuseUnless(boolean condition, String message) {
        if (!condition) {
            throw new Checks.Refused("instruments", message);
        }
    }
}
