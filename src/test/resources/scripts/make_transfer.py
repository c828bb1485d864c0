"""Golden vectors for dev.spektron.chem.transfer, written from the papers' formulas with numpy, scipy and scikit-learn.

Run from src/test/resources: OMP_NUM_THREADS=1 python3 scripts/make_transfer.py
Made with numpy 1.24.2, scipy 1.10.1, scikit-learn 1.2.1. Inputs are rounded to 6 digits before use, so the files are exact inputs.
The explicit (p x p, augmented-row) forms are used on purpose: the Java code works in the dual.
"""
import numpy as np
import scipy.linalg as sl
from sklearn.cross_decomposition import PLSRegression
from sklearn.decomposition import PCA

OUT = "golden/transfer/"
rng = np.random.default_rng(20240229)
n, N, p = 30, 8, 24


def save(name, a):
    np.savetxt(OUT + name + ".csv", np.atleast_2d(a), delimiter=",", fmt="%.17g")


axis = np.linspace(0, 1, p)
pure = np.array([np.exp(-((axis - c) / w) ** 2) for c, w in [(.2, .1), (.45, .15), (.7, .08), (.85, .2), (.55, .4)]])
conc = rng.uniform(0, 1, (n, 5))
X = np.round(conc @ pure + 0.004 * rng.standard_normal((n, p)) + 0.3, 6)
std = np.array([3, 17, 8, 25, 0, 12, 29, 21])
gain = 1 + 0.15 * np.sin(5 * axis)
Xt = np.round((conc[std] @ pure * gain) @ (np.eye(p) * .8 + np.eye(p, k=1) * .2) + 0.1 * axis + 0.004 * rng.standard_normal((N, p)) + 0.32, 6)
y = np.round(conc @ np.array([3., -1, 2, 0.5, 1]) + 5 + 0.02 * rng.standard_normal(n), 6)
Xs = X[std]
save("source", X)
save("standards", std)
save("target", Xt)
save("y", y)

ms, mt, m = Xs.mean(0), Xt.mean(0), X.mean(0)
S, T = Xs - ms, Xt - mt

# ds: ridge, lambda = 1e-3 sigma_1^2, primal p x p form
s1 = np.linalg.norm(T, 2)
save("ds", np.linalg.solve(T.T @ T + 1e-3 * s1 ** 2 * np.eye(p), T.T @ S))


# pds: PCR in windows, by scikit-learn's PCA
def pds(w, r):
    F = np.zeros((p, p))
    for j in range(p):
        a, b = max(0, j - w), min(p, j + w + 1)
        pca = PCA(r, svd_solver="full").fit(T[:, a:b])
        Z = pca.transform(T[:, a:b])
        F[a:b, j] = pca.components_.T @ np.linalg.lstsq(Z, S[:, j], rcond=None)[0]
    return F


save("pds", pds(2, 2))
save("uni", np.diag([np.polyfit(Xt[:, j], Xs[:, j], 1)[0] for j in range(p)]))


# dwpds: stacked rows, edge channels repeated
def dwpds(w, v, r):
    F = np.zeros((p, p))
    P = np.pad(T, ((0, 0), (w, w)), mode="edge")
    for j in range(p):
        ks = range(max(0, j - v), min(p, j + v + 1))
        A = np.vstack([P[:, k:k + 2 * w + 1] for k in ks])
        b = np.concatenate([S[:, k] for k in ks])
        U, s, Vt = np.linalg.svd(A, full_matrices=False)
        f = Vt[:r].T @ ((U[:, :r].T @ b) / s[:r])
        for d in range(-w, w + 1):
            F[min(max(j + d, 0), p - 1), j] += f[d + w]
    return F


save("dwpds", dwpds(1, 2, 2))

# sst: rank 3
U, s, Vt = np.linalg.svd(np.hstack([S, T]), full_matrices=False)
Ps, Pt = Vt[:3, :p], Vt[:3, p:]
save("sst", np.eye(p) + np.linalg.pinv(Pt) @ (Ps - Pt))

# cca: 5 principal components a side, kappa 0.01, first 2 variates; correlations by the generalised symmetric eigenproblem
a, kappa, k = 5, 0.01, 2


def scores(Z):
    U, s, Vt = np.linalg.svd(Z, full_matrices=False)
    return Z @ Vt[:a].T, Vt[:a].T


Zt, Vt_ = scores(T)
Zs, Vs_ = scores(S)
Ctt, Css, Cts = Zt.T @ Zt / (N - 1), Zs.T @ Zs / (N - 1), Zt.T @ Zs / (N - 1)


def solve_cca(kappa):
    A = np.block([[np.zeros((a, a)), Cts], [Cts.T, np.zeros((a, a))]])
    B = sl.block_diag(Ctt + kappa * Ctt[0, 0] * np.eye(a), Css + kappa * Css[0, 0] * np.eye(a))
    val, vec = sl.eigh(A, B)
    o = np.argsort(-val)[:a]
    return val[o], vec[:a, o] * np.sqrt(2)


val, At = solve_cca(kappa)
V = Zt @ At[:, :k]
save("cca", Vt_ @ At[:, :k] @ np.linalg.lstsq(V, S, rcond=None)[0])
save("cca-correlations", val)
save("cca-correlations-0", solve_cca(0)[0])

# filters; PLS with 4 components on the filtered source, coefficients for raw target spectra and intercept last
D = T - S
U, s, Vt = np.linalg.svd(D, full_matrices=False)


def filtered(W):
    b = PLSRegression(4, scale=False).fit(X @ W, y)
    c = W @ b.coef_.ravel()
    return np.append(c, y.mean() - (m - ms + mt) @ c)


C = D.T @ D
l, E = np.linalg.eigh(C)
W = E @ np.diag(1 / np.sqrt(np.clip(l, 0, None) / (0.01 * l.max()) + 1)) @ E.T
save("glsw", filtered(W))
save("epo", filtered(np.eye(p) - Vt[:2].T @ Vt[:2]))


def uncentred():
    D = Xt - Xs
    V = np.linalg.svd(D)[2][:2].T
    W = np.eye(p) - V @ V.T
    c = W @ PLSRegression(4, scale=False).fit(X @ W, y).coef_.ravel()
    return np.append(c, y.mean() - m @ c)


save("epo-uncentred", uncentred())

# tikhonov: one augmented least-squares problem with three free intercepts
lam, tau, w = 1e-2, 3.0, 1.5
f = np.linalg.norm(X - m)
one = lambda k, rows, c: np.eye(3)[k] * c + np.zeros((rows, 3))
A = np.vstack([np.hstack([X / f, one(0, n, 1)]), np.hstack([w * Xt / f, one(1, N, w)]),
               np.hstack([tau * (Xt - Xs) / f, one(2, N, tau)]), np.hstack([lam * np.eye(p), np.zeros((p, 3))])])
sol = np.linalg.lstsq(A, np.concatenate([y, w * y[std], np.zeros(N + p)]), rcond=None)[0]
save("tikhonov", np.append(sol[:p] / f, sol[p + 1]))
# leave-one-standard-out errors by refitting without its three rows
loo = []
for i in range(N):
    keep = np.ones(len(A), bool)
    keep[[std[i], n + i, n + N + i]] = False
    b = np.concatenate([y, w * y[std], np.zeros(N + p)])
    sol = np.linalg.lstsq(A[keep], b[keep], rcond=None)[0]
    loo.append(y[std[i]] - Xt[i] / f @ sol[:p] - sol[p + 1])
save("tikhonov-loo", loo)

# pooled: ridge on weighted rows is weighted ridge; solved as augmented least squares with intercept, weight 2.5, penalty 0.01
Xa = np.vstack([X, Xt - mt + ms])
r = np.sqrt(np.r_[np.ones(n), 2.5 * np.ones(N)])
ya = np.r_[y, y[std]]
mw, yw = np.average(Xa, axis=0, weights=r ** 2), np.average(ya, weights=r ** 2)
B = (Xa - mw) * r[:, None]
g = (ya - yw) * r
b = PLSRegression(3, scale=False).fit(B, g).coef_.ravel()
save("pooled", np.append(b, yw - (mw - ms + mt) @ b))


# di-PLS, p x p, coefficients of 1..4 components in rows, lambda 5 and then the heuristic
def dipls(lam, heuristic):
    xs, xt, f = X - m, T.copy(), y - y.mean()
    Ws, Ps, q, rows = [], [], [], []
    for _ in range(4):
        val, vec = np.linalg.eigh(xs.T @ xs / (n - 1) - xt.T @ xt / (N - 1))
        L = vec @ np.diag(abs(val)) @ vec.T
        w0 = xs.T @ f / (f @ f)
        l = lam * (np.linalg.norm(xs - np.outer(f, w0)) ** 2 / (w0 @ L @ w0) if heuristic else 1)
        w = np.linalg.solve(np.eye(p) + l / (f @ f) * L, xs.T @ f)
        w /= np.linalg.norm(w)
        ts, tt = xs @ w, xt @ w
        ps, pt = xs.T @ ts / (ts @ ts), xt.T @ tt / (tt @ tt)
        q.append(f @ ts / (ts @ ts))
        xs, xt, f = xs - np.outer(ts, ps), xt - np.outer(tt, pt), f - ts * q[-1]
        Ws.append(w)
        Ps.append(ps)
        Wm, Pm = np.array(Ws).T, np.array(Ps).T
        rows.append(Wm @ np.linalg.solve(Pm.T @ Wm, np.array(q)))
    return np.array(rows)


save("dipls", dipls(5.0, False))
save("dipls-heuristic", dipls(1.0, True))
save("pls", np.array([PLSRegression(k, scale=False).fit(X, y).coef_.ravel() for k in range(1, 5)]))


# JY-PLS, target coefficients of 1..3 components, weight 3
def jypls(weight):
    xs, xt = X - m, np.sqrt(weight) * T
    fs, ft = y - y.mean(), np.sqrt(weight) * (y[std] - y[std].mean())
    Ws, Pt, q, rows = [], [], [], []
    for _ in range(3):
        wj = np.concatenate([xs.T @ fs, xt.T @ ft])
        wj /= np.linalg.norm(wj)
        ws, wt = wj[:p], wj[p:]
        ts, tt = xs @ ws, xt @ wt
        tj = np.concatenate([ts, tt])
        q.append(tj @ np.concatenate([fs, ft]) / (tj @ tj))
        ps, pt = xs.T @ ts / (ts @ ts), xt.T @ tt / (tt @ tt)
        xs, xt, fs, ft = xs - np.outer(ts, ps), xt - np.outer(tt, pt), fs - ts * q[-1], ft - tt * q[-1]
        Ws.append(wt)
        Pt.append(pt)
        Wm, Pm = np.array(Ws).T, np.array(Pt).T
        rows.append(Wm @ np.linalg.inv(Pm.T @ Wm) @ np.array(q))
    return np.array(rows)


save("jypls", jypls(3.0))

# Student's t, two-sided
from scipy.stats import t as student
cases = [(0.0, 3), (0.5, 1), (2.306, 8), (-12.7, 1), (1.3, 2), (4.0, 5), (2.05, 28), (60.0, 7)]
save("student", np.array([[v, d, 2 * student.sf(abs(v), d)] for v, d in cases]))
