package dev.spektron.corpus.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PresetReaderTest {
    private static final String GOOD = Lab.COMPONENTS + "instruments:\n  - {name: i, axis: {first: 1400, last: 2200, step: 1}}\n";

    static Stream<Arguments> mistakes() {
        return Stream.of(
            Arguments.of("modality: nir", "modality: nri", "line 2", "unknown modality 'nri'"),
            Arguments.of("step: 2}", "stepp: 2}", "line 3", "did you mean 'step'?"),
            Arguments.of("height: 2,", "heigth: 2,", "line 6", "did you mean 'height'?"),
            Arguments.of("lorentzian: 0.4", "lorentzian: 1.4", "line 6", "lorentzian: expected a number from 0 to 1, found 1.4"),
            Arguments.of("width: 150", "width: wide", "line 7", "width: expected a finite number, found 'wide'"),
            Arguments.of("width: 150", "width: .nan", "line 7", "width: expected a finite number"),
            Arguments.of("mean: 40", "mean: 140", "line 9", "mean: expected a number from 0 to 100, found 140"),
            Arguments.of("mean: 40, ", "", "line 9", "the key 'mean' is missing"),
            Arguments.of("balance: b", "balance: c", "line 4", "no component 'c'"),
            Arguments.of("component: a,", "component: b,", "line 9", "'b' is no component, is the balance"),
            Arguments.of("name: i,", "name: i, nois: 1,", "line 11", "did you mean 'noise'?"),
            Arguments.of("name: i,", "name: i, shot_noise: 1,", "line 11", "shot noise, which is for raman"),
            Arguments.of("name: i,", "name: i, name: j,", "line 11", "the key 'name' stands twice"),
            Arguments.of("first: 1400", "unit: cm-1 shift, first: 1400", "line 11", "needs an axis in nm or cm-1"),
            Arguments.of("name: i,", "name: ../i,", "line 11", "expected a name of letters"),
            Arguments.of("balance: b", "balance: b\nsamples: many", "line 5", "samples: expected a whole number, found 'many'"),
            Arguments.of("balance: b", "balance: [b", "", "not readable as YAML"),
            Arguments.of("instruments:\n  - {name: i, axis: {first: 1400, last: 2200, step: 1}}", "instruments: []", "line 10",
                "at least one instrument"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsToldWithItsLine(String good, String bad, String line, String message) {
        assertTrue(GOOD.contains(good));
        var e = assertThrows(FormatException.class, () -> Presets.parse("lab.yaml", GOOD.replace(good, bad)));
        assertTrue(e.getMessage().startsWith("lab.yaml") && e.getMessage().contains(line), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void emptyFileIsRefused() {
        assertThrows(FormatException.class, () -> Presets.parse("lab.yaml", ""));
        assertThrows(FormatException.class, () -> Presets.parse("lab.yaml", "- 1"));
    }

    @Test
    void impossibleCorrelationsAreRefused() throws Exception {
        Preset p = Presets.parse("lab.yaml", """
            name: three
            modality: nir
            grid: {from: 3850, to: 9500, step: 2}
            balance: d
            components:
              - {name: a, lines: [{position: 6250, height: 2, width: 100}]}
              - {name: b, lines: [{position: 6250, height: 2, width: 100}]}
              - {name: c, lines: [{position: 6250, height: 2, width: 100}]}
              - {name: d, lines: [{position: 6250, height: 2, width: 100}]}
            constituents:
              - {component: a, mean: 10, sd: 1}
              - {component: b, mean: 10, sd: 1}
              - {component: c, mean: 10, sd: 1}
            correlations:
              - {first: a, second: b, value: 0.9}
              - {first: b, second: c, value: 0.9}
              - {first: a, second: c, value: -0.9}
            instruments: [{name: i, axis: {first: 1400, last: 2200, step: 1}}]
            """);
        var e = assertThrows(IllegalArgumentException.class, () -> new Simulator(p, 1));
        assertTrue(e.getMessage().contains("not positive definite"), e.getMessage());
    }

    @Test
    void unknownPresetNamesTheNearest() {
        var e = assertThrows(IllegalArgumentException.class, () -> Presets.load("two-instrument"));
        assertTrue(e.getMessage().contains("did you mean 'two-instruments'?"), e.getMessage());
    }

    @Test
    void builtInPresetsCarryTheirOwnNames() throws Exception {
        for (String name : Presets.BUILT_IN) {
            assertEquals(name, Presets.load(name).name());
        }
    }
}
