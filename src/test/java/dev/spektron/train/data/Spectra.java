package dev.spektron.train.data;

import dev.spektron.corpus.source.MemorySource;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.SpectrumSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Small sources for tests.
final class Spectra {
    static final int CHANNELS = 32;

    private Spectra() {}

    /// @param dataset     name
    /// @param instruments how many
    /// @param samples     on each
    record Lab(String dataset, Modality modality, int instruments, int samples) {}

    static Lab nir(String dataset, int instruments, int samples) {
        return new Lab(dataset, Modality.NIR, instruments, samples);
    }

    static MemorySource source(Lab... labs) {
        MemorySource.Builder b = new MemorySource.Builder(CHANNELS);
        for (Lab lab : labs) {
            boolean raman = lab.modality() == Modality.RAMAN;
            Axis axis = Axis.linear(raman ? AxisUnit.RAMAN_SHIFT : AxisUnit.NANOMETRE, raman ? 200 : 1000, 10, CHANNELS);
            for (int k = 0; k < lab.instruments(); k++) {
                double[][] rows = new double[lab.samples()][CHANNELS];
                for (int i = 0; i < lab.samples(); i++) {
                    for (int j = 0; j < CHANNELS; j++) {
                        rows[i][j] = 3 + 0.1 * k + Math.sin(0.4 * j + i) + 0.3 * Math.cos(1.1 * j * (i % 3));
                    }
                }
                b.add(lab.dataset(), new SpectrumSet("i" + k, axis, raman ? IntensityKind.COUNTS : IntensityKind.ABSORBANCE,
                    lab.modality(), IntStream.range(0, lab.samples()).mapToObj(i -> "s" + i).toList(), rows, Map.of(),
                    Collections.nCopies(lab.samples(), Map.of())));
            }
        }
        return b.build();
    }

    static int[] all(MemorySource source) {
        return IntStream.range(0, source.size()).toArray();
    }

    /// Rows, slots and second views of a micro-batch, one behind another.
    static List<int[]> fill(BatchPlan plan, int step, int micro) {
        List<int[]> out = List.of(new int[plan.batch()], new int[plan.batch()], new int[plan.batch()]);
        plan.fill(step, micro, out.get(0), out.get(1), out.get(2));
        return out;
    }
}
