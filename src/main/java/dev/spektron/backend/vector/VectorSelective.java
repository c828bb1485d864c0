package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.kernels.SelectiveScans;
import dev.spektron.tensor.Shape;
import java.util.List;

/// The selective scan with vectors of channels, in pieces as in [Slices]: group after group of a slice, and for each group chunk after
/// chunk of time. The scratch holds the tables, then the rooms of the parts.
///
/// Where a step leaves the range of the fast exponential (growing states, NaN), the group runs on the scalar bodies.
final class VectorSelective {
    /// Steps of a chunk: its planes fit into the first-level cache.
    private static final int CHUNK = 64;

    private final SelectiveTables in;
    private final Ref y;

    private VectorSelective(SelectiveTables in, Ref y) {
        this.in = in;
        this.y = y;
    }

    /// Planes of dt, u and y; states.
    private static int room(SelectiveTables in) {
        return Planes.GROUP * (3 * CHUNK + in.even) * Lanes.N;
    }

    static int scratch(List<Shape> shapes) {
        SelectiveTables in = new SelectiveTables(false, shapes);
        return in.size() + in.slices.parts() * room(in);
    }

    static List<Task> lower(boolean exact, Bound s) {
        SelectiveTables in = SelectiveTables.of(exact, s);
        VectorSelective v = new VectorSelective(in, s.out(0));
        return List.of(in.prepare(), in.slices.task(in.rates + in.size(), room(in), v::run));
    }

    private void run(int item, int room) {
        int sample = in.slices.sample(item);
        for (int group = in.slices.firstGroup(item); group < in.slices.lastGroup(item); group++) {
            int first = in.slices.first(group);
            int width = in.slices.width(group);
            if (!forwardGroup(sample, first, width, room)) {
                for (int i = sample * in.channels + first; i < sample * in.channels + first + width; i++) {
                    SelectiveScans.forward(i, in.u.data(), in.u.at(), in.dt.data(), in.dt.at(), in.a.data(), in.a.at(), in.b.data(),
                        in.b.at(), in.c.data(), in.c.at(), in.d.data(), in.d.at(), y.data(), y.at(), in.l, in.channels, in.n,
                        in.exact ? 1 : 0);
                }
            }
        }
    }

    private boolean forwardGroup(int sample, int first, int width, int room) {
        int plane = CHUNK * Lanes.N;
        int planeU = room + Planes.GROUP * plane;
        int planeY = planeU + Planes.GROUP * plane;
        int h = planeY + Planes.GROUP * plane;
        Planes.fill(in.w, h, Planes.GROUP * in.even * Lanes.N, 0);
        for (int from = 0; from < in.l; from += CHUNK) {
            int steps = Math.min(CHUNK, in.l - from);
            int at = (sample * in.l + from) * in.channels + first;
            Planes.pack(in.dt.data(), in.dt.at() + at, in.channels, width, in.w, room, plane, steps);
            Planes.pack(in.u.data(), in.u.at() + at, in.channels, width, in.w, planeU, plane, steps);
            if (!in.inRange(room, plane, first, width, steps)) {
                return false;
            }
            for (int k = 0; k * Lanes.N < width; k++) {
                int e = first + k * Lanes.N;
                SelectiveKernels.skip(in.w, planeU + k * plane, in.skip + e, planeY + k * plane, steps);
                forwardBlock(e, room + k * plane, planeU + k * plane, planeY + k * plane, h + k * in.even * Lanes.N,
                    in.placeB(sample, from), in.placeC(sample, from), steps);
            }
            Planes.unpack(in.w, planeY, plane, y.data(), y.at() + at, in.channels, width, steps);
        }
        return true;
    }

    private void forwardBlock(int e, int planeDt, int planeU, int planeY, int h, int bo, int co, int steps) {
        if (in.exact) {
            for (int k = 0; k < in.n; k++) {
                int table = k * in.padded + e;
                ExactKernels.forward(in.w, planeDt, planeU, planeY, h + k * Lanes.N, in.rates + table, in.inverse + table, in.dataB(),
                    bo + k, in.dataC(), co + k, in.even, steps);
            }
        } else {
            for (int k = 0; k < in.n; k += 2) {
                SelectiveKernels.forward(in.w, planeDt, planeU, planeY, h + k * Lanes.N, in.rates + k * in.padded + e, in.padded,
                    in.dataB(), bo + k, in.dataC(), co + k, in.even, steps);
            }
        }
    }
}
