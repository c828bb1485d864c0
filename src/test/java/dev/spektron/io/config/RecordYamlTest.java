package dev.spektron.io.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.BackboneConfig.Cnn1d;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.LoraConfig;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class RecordYamlTest {
    /// Every kind of component.
    record All(int i, long l, float f, double d, boolean b, String s, Compat e, List<String> texts, List<Inner> inners,
               Map<String, Double> weights, Optional<Inner> maybe, Shape shape, List<Shape> shapes) {}

    record Inner(int a, String b) {}

    sealed interface Shape {}

    record Circle(double radius) implements Shape {
        public static final Circle DEFAULT = new Circle(1);
    }

    record Box(double width, double height) implements Shape {
        Box {
            if (width < 0) {
                throw new IllegalArgumentException("box.width: expected at least 0, found " + width);
            }
        }
    }

    private static All all() {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("z/loss", 0.1);
        weights.put("a b", Double.POSITIVE_INFINITY);
        return new All(Integer.MIN_VALUE, Long.MAX_VALUE, 1e-4f, Double.MIN_VALUE, true, "4", Compat.REFERENCE,
            List.of("", "null", "- x: y\n #z"),
            List.of(new Inner(1, "x"), new Inner(2, "true")), weights, Optional.of(new Inner(3, "\u00e9")), new Box(1, 2),
            List.of(new Circle(0.5), new Box(3, 4)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T extends Record> T read(String yaml, T defaults) throws FormatException {
        return RecordYaml.read("c.yaml", bytes(yaml), defaults);
    }

    @Test
    void everyPresetComesBack() throws FormatException {
        for (Map.Entry<String, ModelConfig> preset : Presets.all().entrySet()) {
            for (Compat compat : Compat.values()) {
                ModelConfig config = preset.getValue().with(compat);
                String yaml = RecordYaml.write(config);
                assertEquals(config, RecordYaml.read("c.yaml", bytes(yaml), ModelConfig.class), preset.getKey());
                for (ModelConfig other : Presets.all().values()) {
                    assertEquals(config, read(yaml, other), "a complete file leaves nothing to the defaults");
                }
                assertEquals(yaml, RecordYaml.write(read(yaml, config)));
            }
        }
        LoraConfig lora = new LoraConfig(4, 8, 0, List.of("q", "out"));
        assertEquals(lora, RecordYaml.read("c.yaml", bytes(RecordYaml.write(lora)), LoraConfig.class));
    }

    @Test
    void everyKindOfComponentComesBack(@TempDir Path folder) throws IOException {
        All empty = new All(0, 0, Float.NaN, -0.0, false, "", Compat.FIXED, List.of(), List.of(), Map.of(), Optional.empty(),
            Circle.DEFAULT, List.of());
        for (All value : List.of(all(), empty)) {
            Path file = folder.resolve("c.yaml");
            RecordYaml.write(file, value);
            assertEquals(value, RecordYaml.read(file.toString(), Files.readAllBytes(file), All.class));
            assertEquals(value, RecordYaml.read(file, all()));
        }
    }

    @Test
    void everyFloatAndDoubleComesBack() throws FormatException {
        SplittableRandom random = new SplittableRandom(3);
        for (int k = 0; k < 3000; k++) {
            All a = all();
            float f = Float.intBitsToFloat(random.nextInt());
            double d = Double.longBitsToDouble(random.nextLong());
            All value = new All(a.i, random.nextLong(), f, d, a.b, a.s, a.e, List.of(), List.of(), Map.of(), Optional.empty(),
                Circle.DEFAULT, List.of());
            assertEquals(value, read(RecordYaml.write(value), a));
        }
    }

    /// Another reader of YAML sees the same values: the files are plain YAML.
    @Test
    void writesWhatEveryYamlReaderTakes() {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(RecordYaml.write(Presets.find("light")));
        Map<?, ?> root = (Map<?, ?>) tree;
        assertEquals(64, root.get("width"));
        assertEquals("fixed", root.get("compat"));
        Map<?, ?> backbone = (Map<?, ?>) root.get("backbone");
        assertEquals("mamba", backbone.get("type"));
        assertEquals(0.001, backbone.get("stepLow"));
        assertEquals(false, backbone.get("bidirectional"));
    }

    @Test
    void aFileMayHoldOnlyWhatDiffers() throws FormatException {
        ModelConfig base = Presets.find("default");
        assertEquals(base, read("{}", base));
        ModelConfig wide = read("width: 512 # wider\nbackbone:\n  layers: 8\nheads:\nvib: {chemistry: 64}\ncompat: Reference\n", base);
        assertEquals(512, wide.width());
        assertEquals(Compat.REFERENCE, wide.compat());
        assertEquals(8, wide.backbone().layers());
        assertEquals(16, ((BackboneConfig.Mamba) wide.backbone()).states());
        assertEquals(64, wide.vib().chemistry());
        assertEquals(base.vib().instrument(), wide.vib().instrument());
        assertEquals(base.heads(), wide.heads());
    }

    @Test
    void anotherTypeTakesItsOwnDefaults() throws FormatException {
        ModelConfig base = Presets.find("default");
        assertEquals(Cnn1d.DEFAULT, read("backbone: {type: CNN1D}", base).backbone());
        S4d s4d = (S4d) read("backbone:\n  type: s4d\n  kind: inv\n", base).backbone();
        assertEquals(new S4d(4, 64, S4d.Kind.INV, 0.001f, 0.1f, 0.1f, true), s4d);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "width: 64\\nwidht: 3 | line 2 | 'widht' | did you mean 'width'?",
        "backbone:\\n  layer: 3 | line 2 | 'backbone' has no key 'layer' | did you mean 'layers'?",
        "width: 64\\nwidth: 32 | line 2 | key 'width' stands twice | width",
        "width: 6.5 | line 1 | 'width': expected a whole number | found '6.5'",
        "width: '64' | line 1 | expected a whole number | found the text '64'",
        "width: | line 1 | expected a whole number | found nothing",
        "width: 3000000000 | line 1 | from -2147483648 to 2147483647 | found '3000000000'",
        "width: 99999999999999999999 | line 1 | from -2147483648 to 2147483647 | found '99999999999999999999'",
        "width: 0x40 | line 1 | expected a whole number | found '0x40'",
        "width: [64] | line 1 | expected a whole number | found a list",
        "width: {a: 1} | line 1 | expected a whole number | found a mapping",
        "width: 3 | line 1 | width: expected at least 5 | found 3",
        "vib:\\n  chemistry: 1\\n  instrument: 0 | line 3 | 'vib': vib.instrument: expected at least 1 | found 0",
        "backbone:\\n  states: 8\\n  stepLow: 0.5 | line 3 | stepLow: expected a positive number up to stepHigh 0.1 | found 0.5",
        "transformer:\\n  heads: 7 | line 2 | transformer.heads: expected a divisor of the width 256 | found 7",
        "embedding:\\n  dropout: none | line 2 | 'embedding.dropout': expected a number | found 'none'",
        "embedding:\\n  dropout: 0.1f | line 2 | expected a number | found '0.1f'",
        "embedding:\\n  dropout: 1e99 | line 2 | a float can hold | found '1e99'",
        "embedding:\\n  dropout: 1e-99 | line 2 | a float can hold | found '1e-99'",
        "embedding:\\n  dropout: 1.0 | line 2 | from 0 to less than 1 | found 1.0",
        "embedding:\\n  kind: wavelett | line 2 | it has no value 'wavelett' | did you mean 'wavelet'?",
        "embedding:\\n  wavelet: | line 2 | expected a text | found nothing",
        "embedding: 3 | line 1 | 'embedding': expected a mapping | found '3'",
        "embedding: [] | line 1 | 'embedding': expected a mapping | found a list",
        "backbone:\\n  type: mambo | line 2 | 'backbone' has no type 'mambo' | did you mean 'mamba'?",
        "backbone:\\n  type: [a] | line 2 | 'backbone.type' | found a list",
        "backbone:\\n  type: cnn1d\\n  states: 3 | line 3 | has no key 'states' | It has: layers, kernel",
        "backbone:\\n  bidirectional: yes | line 2 | expected true or false | found 'yes'",
        "heads:\\n  fno:\\n    width: x | line 3 | 'heads.fno.width' | found 'x'",
        "width: [ | line 1 | no valid YAML | (", "[] | line 1 | expected a mapping | found a list"})
    void everyMistakeNamesItsLine(String yaml, String line, String first, String second) {
        FormatException e = assertThrows(FormatException.class, () -> read(yaml.replace("\\n", "\n"), Presets.find("default")));
        String message = e.getMessage();
        assertTrue(message.startsWith("c.yaml, " + line + ": ") && message.contains(first) && message.contains(second)
            && !message.contains("\n"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "shape: {radius: 1} | the key 'type' is missing; expected one of circle, box",
        "shape: {type: box, width: 1} | 'shape': the key 'height' is missing and has no default",
        "shape: {type: box, width: -1, height: 1} | 'shape': box.width: expected at least 0, found -1.0",
        "texts: x | 'texts': expected a list, found 'x'", "inners: [{a: 1}] | 'inners[0]': the key 'b' is missing",
        "inners: [{a: 1, b: x}, {a: z, b: y}] | 'inners[1].a': expected a whole number",
        "weights: {a: x} | 'weights.a': expected a number, found 'x'", "i: 1 | the key 'l' is missing"})
    void withoutDefaultsEverythingIsAsked(String yaml, String part) {
        String rest = "\ni: 1\nl: 1\nf: 1\nd: 1\nb: true\ns: x\ne: fixed\ntexts: []\ninners: []\nweights: {}\nmaybe:\nshapes: []\n"
            + "shape: {type: circle}\n";
        String key = yaml.substring(0, yaml.indexOf(':'));
        String all = key.equals("i") ? yaml : yaml + rest.replaceAll("\n" + key + ":[^\n]*", "");
        String message = assertThrows(FormatException.class, () -> RecordYaml.read("c.yaml", bytes(all), All.class)).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void refusesFilesThatAreNoYaml() {
        assertTrue(assertThrows(FormatException.class, () -> read("", Presets.find("light"))).getMessage().contains("empty"));
        assertThrows(FormatException.class, () -> read("\u0000\u0001", Presets.find("light")));
        assertThrows(FormatException.class, () -> read(" ".repeat(5 << 20), Presets.find("light")));
        assertThrows(FormatException.class, () -> read("a: &a [*a]", Presets.find("light")));
        assertThrows(FormatException.class, () -> read("? [a]\n: 3", Presets.find("light")));
        for (String deep : List.of("- ", "[", "{a: ")) {
            assertThrows(FormatException.class, () -> read(deep.repeat(20_000), Presets.find("light")));
        }
    }
}
