"""Reference for dev.spektron.chem.auto: the search over combinations, written plainly with eigendecompositions (numpy 1.24).

Run: OMP_NUM_THREADS=1 python3 make_ensemble_golden.py > ../golden/auto/ensemble.json
"""
import json
from math import factorial

import numpy as np

SINGLE = ['raw', 'd1', 'd1w', 'd1x', 'snv|d1', 'd1|snv', 'd2', 'snvdt']
BLOCKS = {'cD': ['d1', 'd1w', 'd2'], 'cS': ['snv|d1', 'd1', 'd2', 'snvdt']}
PREPS = ['raw', 'd1', 'd1x', 'snv|d1', 'd1|snv', 'd2', 'cD', 'cS']
PENALTIES = [0.0, 1.0, 100.0]
# alignment, w0, exponent, centred apart, ratio
MODES = [('shift', 0., 0, False, 1.), ('shift', 1., 0, False, 1.), ('shift', 1., 1, False, 1.), ('shift', 100., 1, True, 5.),
         ('gain', 0., 0, False, 1.), ('gain', 1., 0, False, 1.), ('pds', 0., 0, False, 1.), ('pds', 1., 0, False, 1.)]
ALIGNMENTS = ['shift', 'gain', 'pds']
RIDGE = 10.0 ** np.array([-1, -1.5, -2, -2.5, -3, -3.5, -4, -4.5, -5, -5.5, -6, -7, -8])
COMPONENTS = 15


NEAR = 3

def snv(x):
    return (x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)


def detrend2(x):
    t = np.linspace(-1, 1, x.shape[1])
    q = np.linalg.qr(np.stack([np.ones_like(t), t, t * t], 1))[0]
    return x - (x @ q) @ q.T


def savgol(x, win, order, deriv):
    q = x.shape[1] // 4
    win = max(min(win, q - 1 + q % 2), order + 1 + order % 2)
    h, p = win // 2, x.shape[1]
    c = np.linalg.pinv(np.vander(np.arange(-h, h + 1.0), order + 1, increasing=True))
    out = np.empty_like(x)
    for j in range(p):
        mid = min(max(j, h), p - 1 - h)
        coef = x[:, mid - h:mid + h + 1] @ c.T
        out[:, j] = sum(coef[:, k] * factorial(k) / factorial(k - deriv) * (j - mid) ** (k - deriv) for k in range(deriv, order + 1))
    return out


PREP = {'raw': lambda x: x, 'd1': lambda x: savgol(x, 15, 2, 1), 'd1w': lambda x: savgol(x, 31, 2, 1),
        'd1x': lambda x: savgol(x, 61, 2, 1), 'snv|d1': lambda x: savgol(snv(x), 15, 2, 1),
        'd1|snv': lambda x: snv(savgol(x, 15, 2, 1)), 'd2': lambda x: savgol(x, 25, 2, 2), 'snvdt': lambda x: detrend2(snv(x))}


def fit_gain(t, s):
    mt, ms = t.mean(0), s.mean(0)
    tc, sc = t - mt, s - ms
    smooth = lambda v: np.convolve(np.pad(v, 5, mode='edge'), np.ones(11), 'valid')
    b = smooth((tc * sc).sum(0)) / np.maximum(smooth((tc * tc).sum(0)), 1e-300)
    return lambda x: (x - mt) * b + ms


def fit_pds(t, s):
    mt, ms = t.mean(0), s.mean(0)
    tc, sc = t - mt, s - ms
    p = t.shape[1]
    f = np.zeros((p, p))
    for j in range(p):
        w = slice(max(0, j - 2), min(p, j + 3))
        u, d, vt = np.linalg.svd(tc[:, w], full_matrices=False)
        f[w, j] = vt[0] * (u[:, 0] @ sc[:, j]) / max(d[0], 1e-300)
    return lambda x: (x - mt) @ f + ms


def pls_path(xx, xy):
    r, m = xy.shape
    coefficients = np.zeros((COMPONENTS, r, m))
    for y in range(m):
        x, b, rs, ps = xy[:, y].copy(), np.zeros(r), [], []
        start = np.linalg.norm(x)
        for a in range(COMPONENTS):
            coefficients[a:, :, y] = b
            if not np.linalg.norm(x) > 1e-13 * start:
                break
            w = x / np.linalg.norm(x)
            q = w.copy()
            for p_, r_ in zip(ps, rs):
                q -= (p_ @ w) * r_
            v = xx @ q
            tt = q @ v
            if not tt > 1e-13 * np.trace(xx):
                break
            c = (q @ x) / tt
            x -= c * v
            b = b + c * q
            ps.append(v / tt)
            rs.append(q)
            coefficients[a:, :, y] = b
    return coefficients


def candidates(s, y, idx, t, qt, qs, v, mode):
    """models of all penalties: (coefficients h x r x m, target origin, target level) and predictions of target and source queries"""
    _, w0, ex, separate, _ = mode
    n, vt = len(s), v[idx]
    w = w0 * (n / len(t)) ** ex
    d = vt @ (t - s[idx]) / vt.sum()
    ta = t - d
    total = v.sum() + w * vt.sum()
    if separate:
        ms, ys, mt, yt = v @ s / v.sum(), v @ y / v.sum(), vt @ ta / vt.sum(), vt @ y[idx] / vt.sum()
    else:
        ms = mt = (v @ s + w * vt @ ta) / total
        ys = yt = (v @ y + w * vt @ y[idx]) / total
    sc, tc = np.sqrt(v)[:, None] * (s - ms), np.sqrt(w * vt)[:, None] * (ta - mt)
    xx0 = sc.T @ sc + tc.T @ tc
    xy0 = sc.T @ (np.sqrt(v)[:, None] * (y - ys)) + tc.T @ (np.sqrt(w * vt)[:, None] * (y[idx] - yt))
    dd = (ta - s[idx]).T @ (vt[:, None] * (ta - s[idx]))
    out, pt, ps = [], [], []
    for g in PENALTIES:
        e, q = np.linalg.eigh(np.eye(s.shape[1]) + g * total / max(vt.sum() - 1, 1) * dd)
        m = (q / np.sqrt(e)) @ q.T
        xx, xy = m @ xx0 @ m, m @ xy0
        e, q = np.linalg.eigh(xx)
        e = np.maximum(e, 0)
        ridge = np.stack([q @ ((q.T @ xy) / (e + l * e.sum())[:, None]) for l in RIDGE])
        b = m @ np.concatenate([pls_path(xx, xy), ridge])
        out.append((b, d + mt, yt))
        pt.append((qt - d - mt) @ b + yt)
        ps.append((qs - ms) @ b + ys)
    return out, np.array(pt), np.array(ps)


def one_prep(sp, y, idx, tp, qp, fold):
    n, m = y.shape
    mu = sp.mean(0)
    _, sv, axes = np.linalg.svd(np.vstack([sp - mu, tp - mu]), full_matrices=False)
    axes = axes[:min(80, int((sv > 1e-7 * sv[0]).sum()))]
    project = lambda x: (x - mu) @ axes.T
    s = project(sp)
    c = np.cov(s.T)
    h = np.einsum('ij,ij->i', s, np.linalg.solve(c + 1e-3 * np.trace(c) * np.eye(len(c)), s.T).T)
    h = h / np.maximum(1 - h / n, 0.02) ** 2
    v = np.minimum(1, (50 * np.median(h) / h) ** 2)

    def run(train, ks, held_t, held_s):
        pos = -np.ones(n, int)
        pos[train] = np.arange(len(train))
        models, a, b = [], [], []
        for mode in MODES:
            f = {'shift': lambda t, s_: (lambda x: x), 'gain': fit_gain, 'pds': fit_pds}[mode[0]](tp[ks], sp[idx[ks]])
            model, x, z = candidates(s[train], y[train], pos[idx[ks]], project(f(tp[ks])), project(f(held_t)), held_s, v[train], mode)
            models.append(model)
            a.append(x)
            b.append(z)
        return models, np.array(a), np.array(b)

    everything = np.ones(len(idx), bool)
    _, predicted, _ = run(np.arange(n), everything, qp, s[:0])
    ct = np.zeros(predicted.shape[:3] + (len(idx), m))
    cs = np.zeros(predicted.shape[:3] + (n, m))
    for k in range(fold.max() + 1):
        ks = fold[idx] != k
        _, ct[..., ~ks, :], cs[..., fold == k, :] = run(np.flatnonzero(fold != k), ks, tp[~ks], s[fold == k])
    return predicted, ct, cs, v


def weights_of(score, source, n, standards):
    best = score.min()
    w = np.maximum(1, score / best) ** -max(3, standards / 5) * (source / best + 0.5) ** -(n / 60)
    return w / w.sum()


def search(x, y, idx, t, test):
    n, standards = len(y), len(idx)
    k = min(5, standards)
    fold = np.empty(n, int)
    fold[idx] = np.arange(standards) % k
    rest = np.setdiff1d(np.arange(n), idx)
    fold[rest] = np.arange(len(rest)) % k
    raw = {p: [PREP[p](a) for a in (x, t, test)] for p in SINGLE}
    for c, parts in BLOCKS.items():
        sc = [np.sqrt(((raw[q][0] - raw[q][0].mean(0)) ** 2).sum() / n) for q in parts]
        raw[c] = [np.hstack([raw[q][i] / s for q, s in zip(parts, sc)]) for i in range(3)]
    span = y.max(0) - y.min(0)
    low, high = y.min(0) - 0.25 * span, y.max(0) + 0.25 * span
    ratio = np.array([m[4] for m in MODES])[:, None, None]
    parts = [one_prep(raw[p][0], y, idx, raw[p][1], raw[p][2], fold) for p in PREPS]
    result = []
    for c in range(y.shape[1]):
        clip = lambda a: np.clip(a, low[c], high[c])

        def scored(without):
            score, source = [], []
            for _, ct, cs, v in parts:
                vt, vs = v[idx].copy(), v.copy()
                if without is not None:
                    vt[without] = 0
                    vs[idx[without]] = 0
                et = ((clip(ct[..., c]) - y[idx, c]) ** 2) @ vt / vt.sum()
                es = ((clip(cs[..., c]) - y[:, c]) ** 2) @ vs / vs.sum()
                score.append(2 * (ratio * et + es) / (ratio + 1))
                source.append(es)
            return np.array(score), np.array(source)

        score, source = scored(None)
        w = weights_of(score, source, n, standards)
        predicted = np.array([p[0][..., c] for p in parts])            # prep, mode, penalty, depth, query
        ensemble, share = 0, {}
        for p in range(len(PREPS)):
            for a in ALIGNMENTS:
                of = [i for i, m in enumerate(MODES) if m[0] == a]
                s = w[p, of].sum()
                share[PREPS[p] + ' ' + a] = s
                ensemble = ensemble + s * clip(np.einsum('mgh,mghq->q', w[p, of], predicted[p, of]) / s)
        held = np.array([[clip(p[1][..., q, c]) - y[idx[q], c] for q in range(standards)] for p in parts])   # prep, standard, ...
        held = np.moveaxis(held, 1, 0).reshape(standards, -1)
        best = typical(score, w, held, None)
        residuals, chosen = [], []
        for q in range(standards):
            sq, eq = scored(q)
            wq = weights_of(sq, eq, n, standards)
            e = np.array([clip(p[1][..., q, c]) - y[idx[q], c] for p in parts])
            residuals.append((wq * e).sum())
            chosen.append(e.reshape(-1)[typical(sq, wq, held, q)])
        flat = score.reshape(-1)
        some = list(range(0, flat.size, 37))
        result.append({
            'ensemble': list(ensemble), 'best': best, 'auto': list(clip(predicted.reshape(-1, len(test))[best])),
            'perCandidate': list(np.einsum('c,cq->q', w.reshape(-1), clip(predicted.reshape(-1, len(test))))),
            'candidates': some, 'scores': list(flat[some]), 'weights': list(w.reshape(-1)[some]), 'shares': list(share.values()),
            'residuals': residuals, 'autoResiduals': chosen, 'low': low[c], 'high': high[c]})
    return result


def typical(score, w, held, without):
    """Candidate nearest to the weighted mean over the held-out standards, among those with at most NEAR times the smallest score."""
    rows = [q for q in range(len(held)) if q != without]
    mean = held[rows] @ w.reshape(-1)
    distance = ((held[rows] - mean[:, None]) ** 2).sum(0)
    flat = score.reshape(-1)
    distance[flat > NEAR * flat.min()] = np.inf
    return int(distance.argmin())


def problem(n, p, count, tests, seed):
    rng = np.random.default_rng(seed)
    grid = np.arange(p)
    bands = np.array([np.exp(-0.5 * ((grid - c * p) / (w * p)) ** 2) for c, w in ((.2, .06), (.4, .1), (.55, .04), (.8, .12))])
    total = n + tests
    c = rng.uniform(0.2, 1, (total, 4))
    y = np.stack([3 * c[:, 0] + c[:, 1], 10 - 4 * c[:, 2] + 0.5 * c[:, 3]], 1) + 0.02 * rng.standard_normal((total, 2))
    base = c @ bands * (1 + 0.05 * rng.standard_normal((total, 1))) + 0.3 + 0.05 * rng.standard_normal((total, 1))
    source = base + 2e-3 * rng.standard_normal((total, p))
    shifted = np.array([np.interp(grid + 0.6, grid, row) for row in base])
    target = 1.06 * shifted + 0.04 + 0.02 * bands[3] + 2e-3 * rng.standard_normal((total, p))
    idx = np.sort(rng.permutation(n)[:count])
    return source[:n], y[:n], idx, target[idx], target[n:]


if __name__ == '__main__':
    out = []
    for name, n, p, count, tests, seed in (('small', 24, 60, 6, 5, 11), ('fewStandards', 20, 40, 3, 4, 12)):
        x, y, idx, t, test = (np.round(a, 6) if a.dtype != int else a for a in problem(n, p, count, tests, seed))
        out.append({'name': name, 'source': x.tolist(), 'y': y.T.tolist(), 'standards': idx.tolist(), 'targetStandards': t.tolist(),
                    'test': test.tolist(), 'properties': search(x, y, idx, t, test)})
    print(json.dumps(out))
