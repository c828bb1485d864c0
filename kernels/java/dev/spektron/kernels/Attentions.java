package dev.spektron.kernels;

/// Scaled dot-product attention of all heads. q (B, S, D), k and v (B, T, D); head h stands in the channels from h D/heads on.
///
/// Settings `g` of every body:
///
/// | index | meaning |
/// |---|---|
/// | 0, 1, 2, 3 | heads, S, T, D |
/// | 4 | 1: causal, key t is blocked for query s < t |
/// | 5, 6, 7 | 1: there is a mask (0 = blocked); its strides along batch and queries, 0 where it is spread |
/// | 8, 9, 10 | seed (low, high word) and purpose of the random numbers of dropout |
///
/// Query rows are counted ((b heads + h) S + s), key rows ((b heads + h) T + t). A blocked score is -infinity. Dropout (`rate` > 0) keeps
/// weight i = query row T + t where uniform number i of the step is at least `rate`; numbers are drawn four at a time into `w`.
public final class Attentions {
    private Attentions() {}

    private static int channels(int[] g) {
        return g[3] / g[0];
    }

    /// First channel of a query row in q and o.
    private static int query(int row, int[] g) {
        int head = row / g[1];
        return (head / g[0] * g[1] + row % g[1]) * g[3] + head % g[0] * channels(g);
    }

    /// First channel of key 0 of a head in k and v; keys follow at stride D.
    private static int keys(int head, int[] g) {
        return head / g[0] * g[2] * g[3] + head % g[0] * channels(g);
    }

    private static float dot(float[] a, int ao, float[] b, int bo, int n) {
        float sum = 0;
        for (int c = 0; c < n; c++) {
            sum += a[ao + c] * b[bo + c];
        }
        return sum;
    }

    /// False where key `t` is blocked for query `s` of one of the batch.
    static boolean open(int batch, int s, int t, int[] g, float[] mask, int masko) {
        boolean past = g[4] == 0 || t <= s;
        int at = batch * g[6] + s * g[7] + t;
        return past && (g[5] == 0 || mask[masko + (g[5] == 0 ? 0 : at)] != 0);
    }

    private static float score(int row, int t, int[] g, float scale, float[] q, int qo, float[] k, int ko, float[] mask, int masko) {
        float s = scale * dot(q, qo + query(row, g), k, ko + keys(row / g[1], g) + t * g[3], channels(g));
        return open(row / g[1] / g[0], row % g[1], t, g, mask, masko) ? s : Float.NEGATIVE_INFINITY;
    }

    /// Draws the block of four random words that holds number `i`.
    static void draw(long i, int[] g, int step, int[] w, int wo) {
        Philox.block((int) (i / 4), 0, step, g[10], g[8], g[9], w, wo);
    }

    private static float kept(int word, float rate) {
        return Philox.unit(word) >= rate ? 1 / (1 - rate) : 0;
    }

    /// Number of the first weight of a query row.
    static long weight(int row, int[] g) {
        return (long) row * g[2];
    }

    /// exp(s - shift) of a score, 0 for a blocked one, also where a whole row is blocked and the shift is -infinity.
    static float exp(float s, float shift) {
        return (float) Math.exp(s - (shift == Float.NEGATIVE_INFINITY ? 0 : shift));
    }

    /// Query row `row`: o = dropout(softmax(scale q k^T + mask)) v, 0 if everything is blocked, and the log of the sum of exponentials
    /// unless its offset is negative.
    /// `p` from `po` on is room for the T weights, `w` for four words.
    public static void forward(int row, int[] g, float scale, float rate, float[] q, int qo, float[] k, int ko, float[] v, int vo,
        float[] mask, int masko, float[] step, int so, float[] o, int oo, float[] lse, int lo, float[] p, int po, int[] w, int wo) {
        int keys = g[4] == 0 ? g[2] : Math.min(g[2], row % g[1] + 1);
        float top = Float.NEGATIVE_INFINITY;
        for (int t = 0; t < keys; t++) {
            float s = score(row, t, g, scale, q, qo, k, ko, mask, masko);
            p[po + t] = s;
            top = Math.max(top, s);
        }
        float sum = 0;
        for (int t = 0; t < keys; t++) {
            p[po + t] = exp(p[po + t], top);
            sum += p[po + t];
        }
        int at = oo + query(row, g);
        int n = channels(g);
        for (int c = 0; c < n; c++) {
            o[at + c] = 0;
        }
        int first = keys(row / g[1], g);
        float factor = sum == 0 ? 0 : 1 / sum;
        for (int t = 0; t < keys; t++) {
            float weight = p[po + t] * factor;
            if (rate > 0) {
                long i = weight(row, g) + t;
                if (t == 0 || i % 4 == 0) {
                    draw(i, g, (int) step[so], w, wo);
                }
                weight *= kept(w[wo + (int) (i % 4)], rate);
            }
            for (int c = 0; c < n; c++) {
                o[at + c] += weight * v[vo + first + t * g[3] + c];
            }
        }
        if (lo >= 0) {
            lse[lo + row] = (top == Float.NEGATIVE_INFINITY ? 0 : top) + (float) Math.log(sum);
        }
    }

    /// Row `row` of the map of weights: exp(score - log sum), 0 where everything is blocked.
    public static void weights(int row, int[] g, float scale, float[] q, int qo, float[] k, int ko, float[] mask, int masko, float[] lse,
        int lo, float[] y, int yo) {
        for (int t = 0; t < g[2]; t++) {
            y[yo + row * g[2] + t] = exp(score(row, t, g, scale, q, qo, k, ko, mask, masko), lse[lo + row]);
        }
    }

    /// delta[row] = sum over channels of o do: what a softmax takes off its gradients.
    public static void delta(int row, int[] g, float[] o, int oo, float[] d, int dd, float[] delta, int deltao) {
        int at = query(row, g);
        delta[deltao + row] = dot(o, oo + at, d, dd + at, channels(g));
    }

    /// dq of query row `row`: scale sum over t of p (dropout(do v^T) - delta) k. `d` is do.
    public static void gradQuery(int row, int[] g, float scale, float rate, float[] q, int qo, float[] k, int ko, float[] v, int vo,
        float[] mask, int masko, float[] step, int so, float[] lse, int lo, float[] d, int dd, float[] delta, int deltao, float[] dq,
        int dqo, int[] w, int wo) {
        int at = query(row, g);
        int n = channels(g);
        int first = keys(row / g[1], g);
        int keys = g[4] == 0 ? g[2] : Math.min(g[2], row % g[1] + 1);
        for (int c = 0; c < n; c++) {
            dq[dqo + at + c] = 0;
        }
        for (int t = 0; t < keys; t++) {
            float p = exp(score(row, t, g, scale, q, qo, k, ko, mask, masko), lse[lo + row]);
            float dp = dot(d, dd + at, v, vo + first + t * g[3], n);
            if (rate > 0) {
                long i = weight(row, g) + t;
                if (t == 0 || i % 4 == 0) {
                    draw(i, g, (int) step[so], w, wo);
                }
                dp *= kept(w[wo + (int) (i % 4)], rate);
            }
            float ds = scale * p * (dp - delta[deltao + row]);
            for (int c = 0; c < n; c++) {
                dq[dqo + at + c] += ds * k[ko + first + t * g[3] + c];
            }
        }
    }

    /// dk and dv of key row `row`: dv = sum over s of dropout(p) do, dk = scale sum over s of p (dropout(do v^T) - delta) q.
    public static void gradKey(int row, int[] g, float scale, float rate, float[] q, int qo, float[] k, int ko, float[] v, int vo,
        float[] mask, int masko, float[] step, int so, float[] lse, int lo, float[] d, int dd, float[] delta, int deltao, float[] dk,
        int dko, float[] dv, int dvo, int[] w, int wo) {
        int head = row / g[2];
        int t = row % g[2];
        int at = keys(head, g) + t * g[3];
        int n = channels(g);
        for (int c = 0; c < n; c++) {
            dk[dko + at + c] = 0;
            dv[dvo + at + c] = 0;
        }
        for (int s = g[4] == 0 ? 0 : t; s < g[1]; s++) {
            int queryRow = head * g[1] + s;
            int from = query(queryRow, g);
            float p = exp(score(queryRow, t, g, scale, q, qo, k, ko, mask, masko), lse[lo + queryRow]);
            float factor = 1;
            if (rate > 0) {
                long i = weight(queryRow, g) + t;
                draw(i, g, (int) step[so], w, wo);
                factor = kept(w[wo + (int) (i % 4)], rate);
            }
            float dp = factor * dot(d, dd + from, v, vo + at, n);
            float ds = scale * p * (dp - delta[deltao + queryRow]);
            for (int c = 0; c < n; c++) {
                dk[dko + at + c] += ds * q[qo + from + c];
                dv[dvo + at + c] += factor * p * d[dd + from + c];
            }
        }
    }
}
