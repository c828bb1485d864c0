package dev.spektron.corpus.build;

import dev.spektron.corpus.source.SourceSpectrum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds spectra that are nearly the same as one before them: same modality and unit, ranges that differ by at most a hundredth, and
/// correlation of the normalised values of at least r. The same sample on two instruments is no duplicate: such pairs are what instruments
/// are told apart by.
///
/// No pair is missed and the order of tasks does not matter. For values with mean 0 and variance 1 the root mean square difference of two
/// spectra is d = sqrt(2 - 2 r), and the means over segments, as a vector divided by the root of their number, cannot be farther apart
/// than d. So spectra are sorted by one linear function of these means with unit weights, only those within d of each other are looked
/// at, the other means are compared, and what is left is compared channel by channel. Then, in the order of the rows, a spectrum goes
/// if it is near one that stays.
final class NearDuplicates {
    private static final int SEGMENTS = 16;
    private static final double RANGE = 0.01;

    private final double limit;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /// What is kept of a spectrum.
    private record Entry(int row, double first, double last, int type, float[] means, float place, int sample, int instrument) {
        boolean comparable(Entry o, double limit) {
            if (sample == o.sample && instrument != o.instrument) {
                return false;
            }
            double tolerance = RANGE * (last - first);
            if (type != o.type || Math.abs(first - o.first) > tolerance || Math.abs(last - o.last) > tolerance) {
                return false;
            }
            double sum = 0;
            for (int k = 0; k < SEGMENTS; k++) {
                double d = means[k] - o.means[k];
                sum += d * d;
            }
            return sum <= limit * limit * (1 + 1e-5);
        }
    }

    /// Gives the values of rows.
    @FunctionalInterface
    interface Values {
        void read(int row, float[] out);
    }

    /// @param correlation least correlation of near-duplicates, below 1
    NearDuplicates(double correlation) {
        limit = Math.sqrt(2 - 2 * correlation);
    }

    /// Adds the next row; rows are numbered from 0 in the order in which they are added.
    void add(SourceSpectrum s) {
        float[] v = s.values();
        float[] means = new float[SEGMENTS];
        double place = 0;
        for (int k = 0; k < SEGMENTS; k++) {
            int from = (int) ((long) k * v.length / SEGMENTS);
            int to = (int) ((long) (k + 1) * v.length / SEGMENTS);
            double sum = 0;
            for (int j = from; j < to; j++) {
                sum += v[j];
            }
            // Segments of unequal length weigh by their share, so that the bound holds exactly.
            double share = (double) (to - from) / v.length;
            means[k] = (float) (sum / (to - from) * Math.sqrt(share));
            place += means[k] * (k % 2 == 0 ? 1 : -1) * (k % 3 == 0 ? 1 : -1);
        }
        int type = 8 * s.modality().ordinal() + s.unit().ordinal();
        entries.add(new Entry(entries.size(), s.first(), s.last(), type, means, (float) (place / Math.sqrt(SEGMENTS)),
            number(s.sample()), number(s.instrument())));
    }

    private int number(String name) {
        return numbers.computeIfAbsent(name, _ -> numbers.size());
    }

    /// The rows to leave out.
    BitSet find(int points, Values values) {
        Entry[] sorted = entries.toArray(Entry[]::new);
        Arrays.sort(sorted, (a, b) -> a.place != b.place ? Float.compare(a.place, b.place) : Integer.compare(a.row, b.row));
        int[] rank = new int[sorted.length];
        for (int k = 0; k < sorted.length; k++) {
            rank[sorted[k].row] = k;
        }
        BitSet dropped = new BitSet(sorted.length);
        float[] a = new float[points];
        float[] b = new float[points];
        for (Entry e : entries) {
            boolean read = false;
            for (int way = -1; way <= 1 && !dropped.get(e.row); way += 2) {
                for (int k = rank[e.row] + way; k >= 0 && k < sorted.length; k += way) {
                    Entry o = sorted[k];
                    if (Math.abs(o.place - e.place) > limit * 1.0001) {
                        break;
                    }
                    if (o.row > e.row || dropped.get(o.row) || !e.comparable(o, limit)) {
                        continue;
                    }
                    if (!read) {
                        values.read(e.row, a);
                        read = true;
                    }
                    values.read(o.row, b);
                    if (distance(a, b) <= limit) {
                        dropped.set(e.row);
                        break;
                    }
                }
            }
        }
        return dropped;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double d = a[j] - b[j];
            sum += d * d;
        }
        return Math.sqrt(sum / a.length);
    }
}
