package dev.spektron.kernels;

/// The phases of reductions over the middle axis of (outer, n, inner) by groups of [#ITEMS] work items that share memory. A line is the `n`
/// numbers that belong together, `inner` numbers apart; `lanes` items share one, so that lane l takes the numbers l, l + lanes, ... of it,
/// in blocks of [#BLOCK]. What the lanes have found is put together in the launcher, four at a time: in each step an item joins the values
/// of three others, at a distance of 1, 2 and 3 times the step, with its own ([#add], [#max]). Both sides of a pair add the same two
/// numbers, so all lanes of a line end with the same bits.
///
/// An item number is read in three places: its digits below `first` and those from `last` on say which line of the group, those between
/// them which lane. Rows (`inner` 1) take `first` 1: neighbouring items read neighbouring numbers of a row. Otherwise `last` is [#ITEMS]:
/// `first` neighbouring items read the numbers of neighbouring lines, which are adjacent. Both are powers of 4, `last / first` lanes.
/// Lines from `lines` on do not exist: they have no numbers, and nothing is written for them.
///
/// Each pass reads every number once, 4 bytes for 1 to 4 operations; the passes of an operation are those of its simple kernel
/// ([Norms], [Rows], [Reductions]), and so are its formulas. Of a result at a negative offset nothing is written.
public final class Lines {
    /// Work items of a group.
    public static final int ITEMS = 256;
    /// Shared numbers for a value of each item. A step writes one half while the items that are late read the other, so a barrier for each
    /// step is enough.
    public static final int ROOM = 2 * ITEMS;
    /// Values that a step puts together.
    public static final int JOINED = 4;
    /// Numbers that a lane adds up before they join its total.
    private static final int BLOCK = 256;

    private Lines() {}

    /// The line of an item.
    public static int line(int group, int item, int first, int last) {
        return group * (ITEMS / last * first) + item / last * first + item % first;
    }

    /// Its lane.
    public static int lane(int item, int first, int last) {
        return item % last / first;
    }

    /// Where the first number of a line stands.
    public static int start(int line, int n, int inner) {
        return line / inner * n * inner + line % inner;
    }

    /// Numbers of a line: `n`, or 0 if it does not exist.
    public static int count(int line, int lines, int n) {
        return line < lines ? n : 0;
    }

    /// The line whose mean and variance an item reads.
    public static int existing(int line, int lines) {
        return Math.min(line, lines - 1);
    }

    /// Four values of a step; the other way round it gives the same bits.
    public static float add(float a, float b, float c, float d) {
        return (a + b) + (c + d);
    }

    /// As [#add].
    public static float max(float a, float b, float c, float d) {
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    /// Writes the result of a line.
    public static void put(float v, int lane, int line, int lines, float[] y, int yo) {
        if (yo >= 0 && lane == 0 && line < lines) {
            y[yo + line] = v;
        }
    }

    /// A lane's share of sum (x - off), `s` the distance of two numbers of the line.
    public static float sum(int lane, int lanes, float[] x, int at, int s, int n, float off) {
        float total = 0;
        for (int from = lane; from < n; from += BLOCK * lanes) {
            int to = Math.min(n, from + BLOCK * lanes);
            float part = 0;
            for (int k = from; k < to; k += lanes) {
                part += x[at + k * s] - off;
            }
            total += part;
        }
        return total;
    }

    /// A lane's share of sum (x - off)^2.
    public static float squares(int lane, int lanes, float[] x, int at, int s, int n, float off) {
        float total = 0;
        for (int from = lane; from < n; from += BLOCK * lanes) {
            int to = Math.min(n, from + BLOCK * lanes);
            float part = 0;
            for (int k = from; k < to; k += lanes) {
                float d = x[at + k * s] - off;
                part += d * d;
            }
            total += part;
        }
        return total;
    }

    /// A lane's share of sum a b, both at the distance `s`.
    public static float dot(int lane, int lanes, float[] a, int ao, float[] b, int bo, int s, int n) {
        float total = 0;
        for (int from = lane; from < n; from += BLOCK * lanes) {
            int to = Math.min(n, from + BLOCK * lanes);
            float part = 0;
            for (int k = from; k < to; k += lanes) {
                part += a[ao + k * s] * b[bo + k * s];
            }
            total += part;
        }
        return total;
    }

    /// A lane's largest number; -infinity if it has none, NaN if one of them is.
    public static float max(int lane, int lanes, float[] x, int at, int s, int n) {
        float top = Float.NEGATIVE_INFINITY;
        for (int k = lane; k < n; k += lanes) {
            top = Math.max(top, x[at + k * s]);
        }
        return top;
    }

    /// The sum, or its square root.
    public static float result(float sum, int root) {
        return root == 0 ? sum : (float) Math.sqrt(sum);
    }

    /// Mean of `n` numbers; 0 without `centre` (0).
    public static float mean(float sum, int n, int centre) {
        return centre == 0 ? 0 : sum / n;
    }

    /// The variance from the sum of squares of deviations whose mean is `rest`.
    public static float variance(float squares, int n, float rest) {
        return Math.max(squares / n - rest * rest, 0);
    }

    /// 1 / sqrt(var + eps).
    public static float inverse(float variance, float eps) {
        return 1 / (float) Math.sqrt(variance + eps);
    }

    /// A lane's numbers of y = (x - mean) factor.
    public static void normalize(int lane, int lanes, float[] x, int xo, float[] y, int yo, int s, int n, float mean, float factor) {
        for (int k = lane; k < n; k += lanes) {
            y[yo + k * s] = (x[xo + k * s] - mean) * factor;
        }
    }

    /// A lane's share of sum dy z, z = (x - mean) factor.
    public static float normalizeDot(int lane, int lanes, float[] x, int xo, float[] dy, int dyo, int s, int n, float mean, float factor) {
        float total = 0;
        for (int from = lane; from < n; from += BLOCK * lanes) {
            int to = Math.min(n, from + BLOCK * lanes);
            float part = 0;
            for (int k = from; k < to; k += lanes) {
                part += dy[dyo + k * s] * ((x[xo + k * s] - mean) * factor);
            }
            total += part;
        }
        return total;
    }

    /// A lane's numbers of dx = factor (dy - a - z b), a and b the means of dy and of dy z.
    public static void normalizeGrad(int lane, int lanes, float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo, int s, int n,
        float mean, float factor, float a, float b) {
        for (int k = lane; k < n; k += lanes) {
            float z = (x[xo + k * s] - mean) * factor;
            dx[dxo + k * s] = factor * (dy[dyo + k * s] - a - z * b);
        }
    }

    /// A lane's numbers of y = (x - mean) factor gamma + beta, a row.
    public static void layerNorm(int lane, int lanes, float[] x, int xo, float[] gamma, int go, float[] beta, int bo, float[] y, int yo,
        int n, float mean, float factor) {
        for (int j = lane; j < n; j += lanes) {
            y[yo + j] = (x[xo + j] - mean) * factor * gamma[go + j] + beta[bo + j];
        }
    }

    /// A lane's share of sum gamma dy z of a row.
    public static float layerNormDot(int lane, int lanes, float[] x, int xo, float[] gamma, int go, float[] dy, int dyo, int n, float mean,
        float factor) {
        float total = 0;
        for (int from = lane; from < n; from += BLOCK * lanes) {
            int to = Math.min(n, from + BLOCK * lanes);
            float part = 0;
            for (int j = from; j < to; j += lanes) {
                part += gamma[go + j] * dy[dyo + j] * ((x[xo + j] - mean) * factor);
            }
            total += part;
        }
        return total;
    }

    /// A lane's numbers of dx = factor (gamma dy - a - z b), a row.
    public static void layerNormGrad(int lane, int lanes, float[] x, int xo, float[] gamma, int go, float[] dy, int dyo, float[] dx,
        int dxo, int n, float mean, float factor, float a, float b) {
        for (int j = lane; j < n; j += lanes) {
            float z = (x[xo + j] - mean) * factor;
            dx[dxo + j] = factor * (gamma[go + j] * dy[dyo + j] - a - z * b);
        }
    }

    /// A lane's share of a column of dgamma, sum dy z; each of the `n` rows has its own mean and factor, rows are `s` numbers apart.
    public static float columnDot(int lane, int lanes, float[] x, int xo, float[] mean, int mo, float[] inverse, int io, float[] dy,
        int dyo, int s, int n) {
        float total = 0;
        for (int from = lane; from < n; from += BLOCK * lanes) {
            int to = Math.min(n, from + BLOCK * lanes);
            float part = 0;
            for (int r = from; r < to; r += lanes) {
                part += dy[dyo + r * s] * ((x[xo + r * s] - mean[mo + r]) * inverse[io + r]);
            }
            total += part;
        }
        return total;
    }

    /// What is taken off the numbers of a row whose largest is `top` before exponentials, as in [Rows].
    public static float shift(float top) {
        return top == Float.NEGATIVE_INFINITY ? 0 : top;
    }

    /// A lane's share of sum exp(x - shift) of a row.
    public static float sumExp(int lane, int lanes, float[] x, int at, int n, float shift) {
        float total = 0;
        for (int from = lane; from < n; from += BLOCK * lanes) {
            int to = Math.min(n, from + BLOCK * lanes);
            float part = 0;
            for (int j = from; j < to; j += lanes) {
                part += (float) Math.exp(x[at + j] - shift);
            }
            total += part;
        }
        return total;
    }
}
