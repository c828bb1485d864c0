package dev.spektron.io.spc;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.EvenAxis;
import java.util.ArrayList;
import java.util.List;

/// Finds the subfiles of an SPC file and reads them.
final class SpcData {
    /// More axes in one file are a damaged number.
    private static final int MOST_AXES = 100_000;
    private static final int DIRECTORY_ENTRY = 12;

    private final Bytes bytes;
    private final SpcHeader header;
    private final List<String> warnings;
    private final int width;

    private SpcData(Bytes bytes, SpcHeader header, List<String> warnings) {
        this.bytes = bytes;
        this.header = header;
        this.warnings = warnings;
        width = header.sixteenBits() ? 2 : 4;
    }

    /// At least one subfile; all share the array of one axis unless each has its own.
    static List<SpcSubfile> read(Bytes bytes, SpcHeader header, List<String> warnings) throws FormatException {
        SpcData data = new SpcData(bytes, header, warnings);
        return header.ownAxes() ? data.ownAxes() : data.commonAxis();
    }

    private List<SpcSubfile> commonAxis() throws FormatException {
        long at = header.old() ? SpcHeader.OLD_SIZE - SpcSubfile.HEADER : SpcHeader.NEW_SIZE;
        if (header.points() < 1) {
            throw bytes.error(4, "expected at least 1 point, found " + header.points() + " in the header; the file is damaged");
        }
        bytes.need(at, header.points() * width, "the " + header.points() + " points that the header states");
        int n = (int) header.points();
        double[] x;
        if (header.sharedAxis()) {
            x = abscissae(at, n);
            at += 4L * n;
        } else {
            x = evenAxis(n);
        }
        long size = SpcSubfile.HEADER + (long) width * n;
        long count = count(at, size);
        bytes.need(at, count * size, "the " + count + " subfiles that the header states");
        List<SpcSubfile> subfiles = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++, at += size) {
            subfiles.add(SpcSubfile.of(bytes, at, x, SpcSubfile.ordinates(bytes, header, at + SpcSubfile.HEADER, n, exponent(at))));
        }
        return subfiles;
    }

    /// The old format does not give the number of subfiles; they run to the end of the file.
    private long count(long at, long size) {
        if (!header.old()) {
            return header.subfiles();
        }
        long count = header.multi() ? Math.max(1, (bytes.size() - at) / size) : 1;
        long rest = bytes.size() - at - count * size;
        if (header.multi() && rest > 0) {
            warnings.add(rest + " bytes behind the last whole subfile are left out");
        }
        return count;
    }

    private int exponent(long subfile) throws FormatException {
        int own = (byte) bytes.u8(subfile + 1, "subexp");
        boolean several = header.old() ? header.multi() : header.subfiles() > 1 || header.multi();
        if (!several || own == 0 && header.exponent() == SpcHeader.FLOAT) {
            return header.exponent();
        }
        return own;
    }

    private List<SpcSubfile> ownAxes() throws FormatException {
        long count = header.subfiles();
        if (count > MOST_AXES || count * SpcSubfile.HEADER > bytes.size()) {
            throw bytes.error(24, "expected at most " + Math.min(MOST_AXES, bytes.size() / SpcSubfile.HEADER)
                + " subfiles with own axes in " + bytes.size() + " bytes, found " + count + "; the file is damaged");
        }
        boolean directory = header.multi() && header.points() >= SpcHeader.NEW_SIZE
            && header.points() + count * DIRECTORY_ENTRY <= bytes.size();
        if (header.multi() && header.points() > 0 && !directory) {
            throw bytes.error(header.points(), "expected the directory of " + count + " subfiles, found "
                + (header.points() < SpcHeader.NEW_SIZE ? "a place inside the header" : "the end of the file")
                + "; it is cut off or damaged");
        }
        List<SpcSubfile> subfiles = new ArrayList<>((int) count);
        long next = SpcHeader.NEW_SIZE;
        long total = 0;
        for (int i = 0; i < count; i++) {
            long at = directory ? bytes.u32(header.points() + (long) DIRECTORY_ENTRY * i, "ssfposn") : next;
            int n = points(at);
            total += size(n);
            if (total > bytes.size()) {
                throw bytes.error(at, "expected subfiles that do not overlap, found that " + (i + 1) + " of them take " + total
                    + " bytes of a file of " + bytes.size() + "; it is damaged");
            }
            double[] x = abscissae(at + SpcSubfile.HEADER, n);
            subfiles.add(SpcSubfile.of(bytes, at, x, SpcSubfile.ordinates(bytes, header, at + SpcSubfile.HEADER + 4L * n, n,
                exponent(at))));
            next = at + size(n);
        }
        return subfiles;
    }

    private long size(int points) {
        return SpcSubfile.HEADER + (4L + width) * points;
    }

    /// Some programs leave the number of a single subfile to the file's header.
    private int points(long subfile) throws FormatException {
        bytes.need(subfile, SpcSubfile.HEADER, "header of a subfile");
        long n = bytes.u32(subfile + 16, "subnpts");
        if (n == 0 && !header.multi()) {
            n = header.points();
        }
        if (n < 1) {
            throw bytes.error(subfile + 16, "expected at least 1 point in a subfile, found 0; the file is damaged");
        }
        bytes.need(subfile + SpcSubfile.HEADER, (4L + width) * n, "the " + n + " points that a subfile states");
        return (int) n;
    }

    private double[] evenAxis(int n) throws FormatException {
        double step = n == 1 ? 0 : (header.last() - header.first()) / (n - 1);
        if (!Double.isFinite(header.first()) || !Double.isFinite(step)) {
            throw bytes.error(8, "expected the first and last abscissa, found " + header.first() + " and "
                + header.last() + "; the file is damaged");
        }
        if (n > 1 && step == 0) {
            warnings.add("all " + n + " points have the abscissa " + header.first());
        }
        return EvenAxis.between(header.first(), header.last(), n);
    }

    private double[] abscissae(long at, int n) throws FormatException {
        double[] x = bytes.f32s(at, n, "abscissae");
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(x[i])) {
                throw bytes.error(at + 4L * i, "expected an abscissa, found " + x[i] + "; the file is damaged");
            }
        }
        return x;
    }
}
