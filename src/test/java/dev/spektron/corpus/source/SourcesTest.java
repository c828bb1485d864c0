package dev.spektron.corpus.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.simulator.Presets;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Modality;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    Path dir;

    private String refusal(String spec) {
        return assertThrows(IllegalArgumentException.class, () -> Sources.open(spec, dir, 64, 1)).getMessage();
    }

    @Test
    void pretrainingSamplesOnSeveralInstruments() throws Exception {
        SpectrumSource s = Sources.open("sim:pretrain:20:3", null, 128, 9);
        assertEquals(60, s.size());
        Map<String, Set<String>> byGroup = new HashMap<>();
        for (int i = 0; i < s.size(); i++) {
            assertEquals(Modality.NIR, s.get(i).modality());
            assertTrue(s.get(i).instrument().startsWith("sim:pretrain/nir-0"), s.get(i).instrument());
            byGroup.computeIfAbsent(s.get(i).group(), _ -> new HashSet<>()).add(s.get(i).instrument());
        }
        assertEquals(20, byGroup.size());
        byGroup.forEach((group, instruments) -> assertEquals(3, instruments.size(), group));
        assertEquals(4, s.describe().lines().filter(l -> l.contains("simulated on 3 of 16 instruments a sample, seed 9")).count());
        assertEquals(s.digest(), Sources.open("sim:pretrain:20:3", null, 128, 9).digest());
        assertNotEquals(s.digest(), Sources.open("sim:pretrain:20:3", null, 128, 10).digest());
    }

    @Test
    void moreSamplesBeginWithTheFewer() throws Exception {
        SpectrumSource few = Sources.open("sim:pretrain-fuels:2", null, 64, 9);
        SpectrumSource more = Sources.open("sim:pretrain-fuels:4", null, 64, 9);
        assertEquals(2 * 16, few.size());
        for (int i = 0; i < few.size(); i++) {
            assertEquals(few.get(i).id(), more.get(i).id());
            assertArrayEquals(few.get(i).values(), more.get(i).values());
        }
    }

    @Test
    void familyHasTheSameInstruments() throws Exception {
        var first = Presets.load(Simulated.PRETRAIN.get(0)).virtual().orElseThrow();
        for (String name : Simulated.PRETRAIN) {
            assertEquals(first, Presets.load(name).virtual().orElseThrow(), name);
        }
        assertEquals(16, first.count());
    }

    /// Absorbances of a spectrometer, neither nothing nor darkness.
    @Test
    void familyLooksLikeAbsorbance() throws Exception {
        SpectrumSource s = Sources.open("sim:pretrain:24", null, 256, 3);
        for (int i = 0; i < s.size(); i++) {
            float lo = Float.POSITIVE_INFINITY;
            float hi = Float.NEGATIVE_INFINITY;
            for (float v : s.get(i).values()) {
                lo = Math.min(lo, v);
                hi = Math.max(hi, v);
            }
            assertTrue(lo > -0.3 && hi < 3 && hi - lo > 0.3, s.get(i).id() + ": " + lo + " to " + hi);
        }
    }

    @Test
    void mistakesInNamesAreTold() {
        assertTrue(refusal("corm").contains("did you mean 'corn'?"), refusal("corm"));
        assertTrue(refusal("corn/nowhere").contains("there is no folder 'corn/nowhere' here"));
        assertTrue(refusal("sim:pretrian").contains("preset 'pretrian'"), refusal("sim:pretrian"));
        assertTrue(refusal("sim:pretrain:0").contains("expected a number of samples from 1 to 9999999, found '0'"));
        assertTrue(refusal("sim:pretrain:9:x").contains("number of instruments a sample"));
        assertTrue(refusal("sim:pretrain:9:1:2").contains("expected sim:PRESET"));
        assertTrue(refusal(" ").contains("found nothing"));
        assertTrue(refusal("sim:raman:2,").contains("no source ''"), refusal("sim:raman:2,"));
        assertTrue(refusal("sim:raman:2,sim:raman:3").contains("stands twice"));
    }

    @Test
    void missingFilesAreNamed() {
        var corn = assertThrows(NoSuchFileException.class, () -> Sources.open("corn", dir, 64, 1));
        assertTrue(corn.getMessage().contains("corn.mat") && corn.getMessage().contains("spektron data download corn"), corn.getMessage());
        var rruff = assertThrows(NoSuchFileException.class, () -> Sources.open("rruff", dir, 64, 1));
        assertTrue(rruff.getMessage().contains("rruff-raman"), rruff.getMessage());
        String none = refusal("all");
        assertTrue(none.contains("found none") && none.contains("tablets: not there") && none.contains("rruff: not there"), none);
        var folder = assertThrows(NoSuchFileException.class, () -> Sources.open("all", dir.resolve("no"), 64, 1));
        assertTrue(folder.getMessage().contains("--data-dir"), folder.getMessage());
    }

    @Test
    void damagedRruffFileIsToldWithItsLine() throws Exception {
        Path folder = Files.createDirectories(dir.resolve("rruff-raman/txt"));
        assertTrue(assertThrows(FormatException.class, () -> Sources.open("rruff", dir, 64, 1)).getMessage().contains("found none"));
        Files.writeString(folder.resolve("A__R1__Raman__532__0.txt"), "##NAMES=A\n100, 1\n101; nonsense\n##END=\n");
        String m = assertThrows(FormatException.class, () -> Sources.open("all", dir, 64, 1)).getMessage();
        assertTrue(m.contains("A__R1__Raman__532__0.txt, line 3"), m);
    }

    @Test
    void folderWithManifest() throws Exception {
        StringBuilder text = new StringBuilder("id");
        for (int j = 0; j < 20; j++) {
            text.append(',').append(4000 - 10 * j);
        }
        for (String id : List.of("a", "b")) {
            text.append('\n').append(id);
            for (int j = 0; j < 20; j++) {
                text.append(',').append(50 + 40 * Math.sin(j * (id.equals("a") ? 0.3 : 0.4)));
            }
        }
        Files.writeString(dir.resolve("t.csv"), text.append('\n'));
        Files.writeString(dir.resolve("manifest.yaml"), "name: mine\nmodality: ir\nintensity: counts\naxis-unit: cm-1\ninstruments:\n"
            + "  - {name: x, read: {file: t.csv, ids: id}}\n");
        SpectrumSource s = Sources.open(dir.toString(), null, 20, 1);
        assertEquals(2, s.size());
        assertEquals("mine/b", s.get(1).sample());
        assertEquals(3810, s.get(0).first());
        assertEquals(50, s.get(0).values()[19], 1e-5);
        assertEquals(Modality.IR, s.get(0).modality());
    }

    @Test
    void realData() throws Exception {
        SpectrumSource s = Sources.open("all", SharedData.dir(), 64, 1);
        Map<String, Integer> sizes = new HashMap<>();
        Map<String, Set<String>> groups = new HashMap<>();
        for (int i = 0; i < s.size(); i++) {
            sizes.merge(s.get(i).dataset(), 1, Integer::sum);
            groups.computeIfAbsent(s.get(i).dataset(), _ -> new HashSet<>()).add(s.get(i).group());
        }
        assertEquals(Map.of("corn", 3 * 80, "tablets", 2 * 655, "wheat", 4 * 248, "rruff", 473), sizes);
        assertEquals(80, groups.get("corn").size());
        assertEquals(655, groups.get("tablets").size());
        assertEquals(248, groups.get("wheat").size());
        assertEquals(311, groups.get("rruff").size());
        assertEquals(3 + 2 + 4 + 4, s.instruments().size());
        SourceSpectrum last = s.get(s.size() - 1);
        assertEquals(AxisUnit.RAMAN_SHIFT, last.unit());
        GroupSplit split = GroupSplit.of(s, 0.1, 1);
        Set<String> trained = new HashSet<>();
        for (int i : split.training()) {
            trained.add(s.get(i).group());
        }
        for (int i : split.validation()) {
            assertTrue(!trained.contains(s.get(i).group()), s.get(i).id());
        }
    }
}
