package dev.spektron.io.opus;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the status block of every block of ordinates.
final class OpusPairing {
    /// More blocks of one type make the search for the right status slow, and no program writes them.
    private static final int MOST_BLOCKS = 1000;

    private OpusPairing() {}

    /// In the order of [OpusType#rank()], of equal types the last in the file first.
    static List<OpusSpectrum> pair(Bytes b, List<OpusEntry> entries, List<String> warnings) throws FormatException {
        List<OpusEntry> data = entries.stream().filter(e -> e.type().isData()).toList();
        List<OpusEntry> statusEntries = entries.stream().filter(e -> e.type().isStatus()).toList();
        long total = data.stream().mapToLong(OpusEntry::size).sum();
        if (data.size() > MOST_BLOCKS || statusEntries.size() > MOST_BLOCKS || total > b.size()) {
            throw b.error(20, "expected at most " + MOST_BLOCKS + " blocks of ordinates that do not overlap, found " + data.size()
                + " with " + total + " bytes in a file of " + b.size() + "; it is damaged");
        }
        List<OpusParameters> status = new ArrayList<>();
        for (OpusEntry e : statusEntries) {
            status.add(OpusParameters.read(b, e));
        }
        boolean[] used = new boolean[status.size()];
        List<OpusSpectrum> spectra = new ArrayList<>();
        for (OpusEntry d : data) {
            int best = best(b, d, statusEntries, status, used);
            if (best >= 0) {
                used[best] = true;
                spectra.add(new OpusSpectrum(d, status.get(best)));
            } else if (d.type().extra() != OpusType.COMPACT) {
                warnings.add("the block " + d.type().name() + " at byte " + d.at() + " has no status block and is left out");
            }
        }
        spectra.sort(Comparator.comparingInt((OpusSpectrum s) -> s.data().type().rank())
            .thenComparing(Comparator.comparingInt((OpusSpectrum s) -> s.data().at()).reversed()));
        return spectra;
    }

    /// Of the status blocks of the right type that nobody took: the only one, the one whose range fits, or the nearest.
    private static int best(Bytes b, OpusEntry data, List<OpusEntry> entries, List<OpusParameters> status, boolean[] used)
        throws FormatException {
        List<Integer> fitting = new ArrayList<>();
        for (int i = 0; i < status.size(); i++) {
            if (!used[i] && data.type().fits(entries.get(i).type())) {
                fitting.add(i);
            }
        }
        if (fitting.size() > 1 && data.type().extra() != OpusType.SERIES) {
            List<Integer> inRange = new ArrayList<>();
            for (int i : fitting) {
                OpusSpectrum s = new OpusSpectrum(data, status.get(i));
                if (s.hasRoom(b) && s.hasStatedRange(b)) {
                    inRange.add(i);
                }
            }
            fitting = inRange.isEmpty() ? fitting : inRange;
        }
        return fitting.stream().min(Comparator.comparingInt(i -> Math.abs(entries.get(i).at() - data.at()))).orElse(-1);
    }
}
