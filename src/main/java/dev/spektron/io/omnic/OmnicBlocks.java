package dev.spektron.io.omnic;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Blocks of an OMNIC file.
final class OmnicBlocks {
    private OmnicBlocks() {}

    static List<Block> of(List<OmnicSpectrum> spectra) {
        List<Block> blocks = new ArrayList<>();
        List<String> ids = unique(spectra);
        OmnicHeader first = spectra.getFirst().header();
        if (spectra.stream().allMatch(s -> s.header().sameAxis(first))) {
            blocks.add(block(spectra.size() == 1 ? first.kind().label() : "group", spectra, ids));
        } else {
            for (int i = 0; i < spectra.size(); i++) {
                blocks.add(block("spectrum " + (i + 1), spectra.subList(i, i + 1), ids.subList(i, i + 1)));
            }
        }
        for (int i = 0; i < spectra.size(); i++) {
            String suffix = spectra.size() == 1 ? "" : " " + (i + 1);
            add(blocks, "sample interferogram" + suffix, spectra.get(i).sample());
            add(blocks, "background interferogram" + suffix, spectra.get(i).background());
        }
        return blocks;
    }

    private static Block block(String name, List<OmnicSpectrum> spectra, List<String> ids) {
        OmnicHeader h = spectra.getFirst().header();
        double[][] y = new double[spectra.size()][];
        List<Map<String, String>> facts = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            y[i] = spectra.get(i).y();
            for (int j = 0; h.percent() && j < y[i].length; j++) {
                y[i][j] /= 100;
            }
            facts.add(spectra.get(i).metadata());
        }
        return new Block(name, h.kind(), h.axis(), h.unit(), h.xLabel(), h.intensity(), h.yLabel(), y, ids, Map.of(), facts);
    }

    private static void add(List<Block> blocks, String name, double[] y) {
        if (y != null) {
            double[] x = new double[y.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = i;
            }
            blocks.add(Block.single(name, BlockKind.INTERFEROGRAM, x, Optional.of(AxisUnit.INDEX), "data points", IntensityKind.COUNTS,
                "volts", y, Map.of()));
        }
    }

    /// Titles, with a number where two spectra have the same or none.
    private static List<String> unique(List<OmnicSpectrum> spectra) {
        Set<String> seen = new HashSet<>();
        List<String> ids = new ArrayList<>(spectra.size());
        for (int i = 0; i < spectra.size(); i++) {
            String title = spectra.get(i).title();
            String id = title.isBlank() ? Integer.toString(i + 1) : title;
            ids.add(seen.add(id) ? id : id + " #" + (i + 1));
            seen.add(ids.getLast());
        }
        return ids;
    }
}
