package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.Heads;
import dev.spektron.backend.op.Attention;
import dev.spektron.kernels.AttentionTiles;
import java.util.List;
import uk.ac.manchester.tornado.api.KernelContext;

/// Kernels of attention in tiles, and which attentions they compute.
///
/// Tiles read less than a hundredth of the bytes of the simple kernels and keep no weights, so they pay as soon as a good part of the
/// scores in the tiles at the edges is in use.
final class AttentionTileLaunches {
    /// Tiles are taken if this part of all scores in them is in use.
    private static final int USED = 4;

    private AttentionTileLaunches() {}

    /// True if an attention and its gradients are computed in tiles.
    static boolean takes(Tuning tuning, Heads h) {
        int n = h.channels();
        if (tuning == Tuning.NEVER || h.rows() == 0 || h.keys() == 0 || n == 0 || n > AttentionTiles.CHANNELS) {
            return false;
        }
        int columns = AttentionTiles.EACH * AttentionTiles.across(n);
        long queries = (long) tiles(h, h.queries()) * AttentionTiles.rows(AttentionTiles.across(n));
        long keys = (long) AttentionTiles.tiles(h.keys(), columns) * columns;
        return tuning == Tuning.ALWAYS || USED * n >= columns && (long) USED * h.queries() * h.keys() >= queries * keys;
    }

    /// Tiles of a head's queries, or keys, each for a group.
    private static int tiles(Heads h, int n) {
        return AttentionTiles.tiles(n, AttentionTiles.rows(AttentionTiles.across(h.channels())));
    }

    static Launch attention(Attention op, Heads h, Site s, int mask, int step) {
        int[] settings = h.numbers();
        int across = AttentionTiles.across(h.channels());
        int tiles = tiles(h, h.queries());
        return Launch.of("kAttentionTiles", (g, id) -> g.task(id, AttentionTileKernels::kAttentionTiles, new KernelContext(), s.memory(),
            settings, op.scale(), op.dropout(), s.in(0), s.in(1), s.in(2), mask, step, s.out(0), s.out(1), h.channels(), across,
            AttentionTiles.depth(across), tiles), settings).inGroups(Math.multiplyExact(h.units(), tiles), AttentionTiles.ITEMS);
    }

    /// The gradients, when the scratch holds what the softmax of each query row takes off.
    static List<Launch> grad(Attention op, Heads h, Site s, int mask, int step, int lse, int d) {
        int[] settings = h.numbers();
        int delta = s.scratch();
        int across = AttentionTiles.across(h.channels());
        int depth = AttentionTiles.depth(across);
        int queries = tiles(h, h.queries());
        int keys = tiles(h, h.keys());
        return List.of(
            Launch.of("kAttentionQueryGradTiles", (g, id) -> g.task(id, AttentionGradTileKernels::kAttentionQueryGradTiles,
                new KernelContext(), s.memory(), settings, op.scale(), op.dropout(), s.in(0), s.in(1), s.in(2), mask, step, lse, d, delta,
                s.out(0), h.channels(), across, depth, queries), settings)
                .inGroups(Math.multiplyExact(h.units(), queries), AttentionTiles.ITEMS),
            Launch.of("kAttentionKeyGradTiles", (g, id) -> g.task(id, AttentionGradTileKernels::kAttentionKeyGradTiles, new KernelContext(),
                s.memory(), settings, op.scale(), op.dropout(), s.in(0), s.in(1), s.in(2), mask, step, lse, d, delta, s.out(1), s.out(2),
                h.channels(), across, depth, keys), settings)
                .inGroups(Math.multiplyExact(h.units(), keys), AttentionTiles.ITEMS));
    }
}
