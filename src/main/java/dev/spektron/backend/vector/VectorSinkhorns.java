package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.kernels.Sinkhorns;
import dev.spektron.tensor.Shape;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Optimal transport with vectors: the kernel `Sinkhorns`, its sums over rows with lanes along the row and its sums over columns with
/// lanes across the columns, so the costs are never transposed. The scratch of a problem is in whole vectors: F, log mu, log mu + F, G,
/// log nu, log nu + G, nu, one vector of sums and the costs. Points behind the end have no mass and costs of 0, so nothing needs a mask.
final class VectorSinkhorns {
    /// As in the kernel.
    private static final int HALVINGS = 64;

    private VectorSinkhorns() {}

    private static int whole(int n) {
        return (n + Lanes.N - 1) / Lanes.N * Lanes.N;
    }

    /// Where the parts of a problem's scratch begin.
    private record Room(int n, int m, int rows, int columns) {
        static Room of(int n, int m) {
            return new Room(n, m, whole(n), whole(m));
        }

        int size() {
            return costs() + n * columns;
        }

        int logMu() {
            return rows;
        }

        int row() {
            return 2 * rows;
        }

        int g() {
            return 3 * rows;
        }

        int logNu() {
            return 3 * rows + columns;
        }

        int column() {
            return 3 * rows + 2 * columns;
        }

        int nu() {
            return 3 * rows + 3 * columns;
        }

        int lanes() {
            return 3 * rows + 4 * columns;
        }

        int costs() {
            return lanes() + Lanes.N;
        }
    }

    static int scratch(Shape c) {
        return c.dim(0) * Room.of(c.dim(1), c.dim(2)).size();
    }

    static List<Task> lower(Sinkhorn op, Bound s) {
        Shape shape = s.inShape(0);
        int n = shape.dim(1);
        int m = shape.dim(2);
        Room room = Room.of(n, m);
        Ref c = s.in(0);
        Ref mu = s.in(1);
        Ref nu = s.in(2);
        Ref eps = s.in(3);
        Ref value = s.out(0);
        Ref scratch = s.scratch();
        boolean wanted = s.wanted(1);
        Ref plan = s.out(wanted ? 1 : 0);
        return List.of(Task.range(shape.dim(0), 1, (from, to, worker) -> {
            for (int g = from; g < to; g++) {
                int at = scratch.at() + g * room.size();
                int out = plan.at() + g * n * m;
                boolean some = copy(room, c.data(), c.at() + g * n * m, mu.data(), mu.at() + g * n, nu.data(), nu.at() + g * m,
                    scratch.data(), at);
                value.data()[value.at() + g] = some ? solve(op, room, eps.data()[eps.at()], scratch.data(), at) : 0;
                if (some && wanted) {
                    plan(room, 1 / eps.data()[eps.at()], scratch.data(), at, plan.data(), out);
                } else if (wanted) {
                    zero(plan.data(), out, n * m);
                }
            }
        }));
    }

    private static void zero(float[] y, int at, int n) {
        for (int i = 0; i < n; i++) {
            y[at + i] = 0;
        }
    }

    /// Costs and marginals in whole vectors; false if a side has no mass.
    private static boolean copy(Room r, float[] c, int co, float[] mu, int muo, float[] nu, int nuo, float[] s, int at) {
        for (int a = 0; a < r.n; a++) {
            int to = at + r.costs() + a * r.columns;
            System.arraycopy(c, co + a * r.m, s, to, r.m);
            zero(s, to + r.m, r.columns - r.m);
        }
        for (int a = 0; a < r.rows; a++) {
            s[at + r.logMu() + a] = a < r.n ? mu[muo + a] : Float.NEGATIVE_INFINITY;
        }
        for (int b = 0; b < r.columns; b++) {
            float log = b < r.m ? nu[nuo + b] : Float.NEGATIVE_INFINITY;
            s[at + r.logNu() + b] = log;
            s[at + r.nu() + b] = (float) Math.exp(log);
            s[at + r.g() + b] = 0;
        }
        return Sinkhorns.mass(mu, muo, r.n) != 0 && Sinkhorns.mass(nu, nuo, r.m) != 0;
    }

    private static float solve(Sinkhorn op, Room r, float eps, float[] s, int at) {
        int mu = at + r.logMu();
        int nu = at + r.logNu();
        int g = at + r.g();
        float now = op.scaling() ? Sinkhorns.largest(s, at + r.costs(), r.columns, s, mu, s, nu, r.n, r.m) : eps;
        for (int k = 0; k < HALVINGS && now > eps && now < Float.POSITIVE_INFINITY; k++) {
            step(r, 1 / now, s, at);
            float next = Math.max(0.5f * now, eps);
            Sinkhorns.rescale(s, g, r.m, now / next);
            now = next;
        }
        boolean met = false;
        for (int i = 0; i < op.iterations() && !met; i++) {
            step(r, 1 / eps, s, at);
            met = violation(s, at + r.column(), g, at + r.nu(), r.columns, at + r.lanes()) <= op.tolerance();
        }
        return eps * (Sinkhorns.dual(s, mu, s, at, r.n) + Sinkhorns.dual(s, nu, s, g, r.m));
    }

    /// One half step for each side. The G before it stays in the place of log nu + G.
    private static void step(Room r, float scale, float[] s, int at) {
        int costs = at + r.costs();
        int row = at + r.row();
        int column = at + r.column();
        int lanes = at + r.lanes();
        add(s, at + r.logNu(), at + r.g(), column, r.columns);
        for (int a = 0; a < r.n; a++) {
            int c = costs + a * r.columns;
            // Without any mass the sum is 1, so that its logarithm adds nothing to -infinity.
            float top = largestOverColumns(s, c, r.columns, scale, column);
            boolean none = top == Float.NEGATIVE_INFINITY;
            sumOverColumns(s, c, r.columns, scale, column, none ? 0 : top, lanes);
            s[at + a] = top;
            s[row + a] = none ? 1 : sum(s, lanes);
        }
        for (int a = 0; a < r.n; a += Lanes.N) {
            potentials(s, at + a, row + a, at + a);
        }
        add(s, at + r.logMu(), at, row, r.rows);
        System.arraycopy(s, at + r.g(), s, column, r.columns);
        for (int b = 0; b < r.columns; b += Lanes.N) {
            largestOverRows(s, costs + b, r.n, r.columns, scale, row, at + r.g() + b);
            sumOverRows(s, costs + b, r.n, r.columns, scale, row, at + r.g() + b, lanes);
            potentials(s, at + r.g() + b, lanes, at + r.g() + b);
        }
    }

    private static void add(float[] s, int x, int y, int to, int n) {
        for (int k = 0; k < n; k += Lanes.N) {
            FloatVector.fromArray(Lanes.F, s, x + k).add(FloatVector.fromArray(Lanes.F, s, y + k)).intoArray(s, to + k);
        }
    }

    /// The largest of u[b] - scale c[b].
    private static float largestOverColumns(float[] s, int c, int m, float scale, int u) {
        FloatVector factor = FloatVector.broadcast(Lanes.F, -scale);
        FloatVector most = FloatVector.broadcast(Lanes.F, Float.NEGATIVE_INFINITY);
        for (int b = 0; b < m; b += Lanes.N) {
            FloatVector v = FloatVector.fromArray(Lanes.F, s, c + b).fma(factor, FloatVector.fromArray(Lanes.F, s, u + b));
            most = LaneSums.larger(most, v);
        }
        return LaneSums.largest(most);
    }

    /// Sums of exp(u[b] - scale c[b] - top), lane by lane.
    private static void sumOverColumns(float[] s, int c, int m, float scale, int u, float top, int to) {
        FloatVector factor = FloatVector.broadcast(Lanes.F, -scale);
        FloatVector shift = FloatVector.broadcast(Lanes.F, top);
        FloatVector total = FloatVector.zero(Lanes.F);
        for (int b = 0; b < m; b += Lanes.N) {
            FloatVector v = FloatVector.fromArray(Lanes.F, s, c + b).fma(factor, FloatVector.fromArray(Lanes.F, s, u + b));
            total = total.add(VectorMath.exp(v.sub(shift)));
        }
        total.intoArray(s, to);
    }

    private static float sum(float[] s, int at) {
        return LaneSums.sum(FloatVector.fromArray(Lanes.F, s, at));
    }

    /// One vector of potentials, -(largest + log sum).
    private static void potentials(float[] s, int top, int sum, int to) {
        FloatVector.fromArray(Lanes.F, s, top).add(VectorMath.log(FloatVector.fromArray(Lanes.F, s, sum))).neg().intoArray(s, to);
    }

    /// The largest of u[a] - scale c[a] for one vector of columns; 0 where all are -infinity.
    private static void largestOverRows(float[] s, int c, int n, int stride, float scale, int u, int to) {
        FloatVector factor = FloatVector.broadcast(Lanes.F, -scale);
        FloatVector most = FloatVector.broadcast(Lanes.F, Float.NEGATIVE_INFINITY);
        for (int a = 0; a < n; a++) {
            FloatVector v = FloatVector.fromArray(Lanes.F, s, c + a * stride).fma(factor, FloatVector.broadcast(Lanes.F, s[u + a]));
            most = LaneSums.larger(most, v);
        }
        most.blend(0, most.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY)).intoArray(s, to);
    }

    /// Sums of exp(u[a] - scale c[a] - top) for one vector of columns.
    private static void sumOverRows(float[] s, int c, int n, int stride, float scale, int u, int top, int to) {
        FloatVector factor = FloatVector.broadcast(Lanes.F, -scale);
        FloatVector shift = FloatVector.fromArray(Lanes.F, s, top);
        FloatVector total = FloatVector.zero(Lanes.F);
        for (int a = 0; a < n; a++) {
            FloatVector v = FloatVector.fromArray(Lanes.F, s, c + a * stride).fma(factor, FloatVector.broadcast(Lanes.F, s[u + a]));
            total = total.add(VectorMath.exp(v.sub(shift)));
        }
        total.intoArray(s, to);
    }

    /// sum_b nu |exp(G before - G) - 1|: how far the column marginals are off between the half steps.
    private static float violation(float[] s, int before, int g, int nu, int m, int lanes) {
        FloatVector total = FloatVector.zero(Lanes.F);
        for (int b = 0; b < m; b += Lanes.N) {
            FloatVector mass = FloatVector.fromArray(Lanes.F, s, nu + b);
            FloatVector change = FloatVector.fromArray(Lanes.F, s, before + b).sub(FloatVector.fromArray(Lanes.F, s, g + b));
            FloatVector off = VectorMath.exp(change).sub(1).abs().mul(mass);
            total = total.add(off.blend(0, mass.compare(VectorOperators.EQ, 0)));
        }
        total.intoArray(s, lanes);
        return sum(s, lanes);
    }

    /// exp(log mu + F + log nu + G - scale C); the rows pass through the place of the costs.
    private static void plan(Room r, float scale, float[] s, int at, float[] plan, int po) {
        add(s, at + r.logNu(), at + r.g(), at + r.column(), r.columns);
        for (int a = 0; a < r.n; a++) {
            int costs = at + r.costs() + a * r.columns;
            exponentials(s, costs, r.columns, scale, s[at + r.row() + a], at + r.column());
            System.arraycopy(s, costs, plan, po + a * r.m, r.m);
        }
    }

    private static void exponentials(float[] s, int c, int m, float scale, float row, int column) {
        FloatVector factor = FloatVector.broadcast(Lanes.F, -scale);
        FloatVector left = FloatVector.broadcast(Lanes.F, row);
        for (int b = 0; b < m; b += Lanes.N) {
            FloatVector v = FloatVector.fromArray(Lanes.F, s, c + b).fma(factor, left).add(FloatVector.fromArray(Lanes.F, s, column + b));
            VectorMath.exp(v).intoArray(s, c + b);
        }
    }
}
