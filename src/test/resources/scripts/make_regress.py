"""Golden vectors of the regressions, from scikit-learn and scipy. Run in this folder; writes ../golden/regress."""
import os
import warnings
import numpy as np
from scipy import stats
from scipy.special import betainc
from sklearn.cross_decomposition import PLSRegression
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression, Ridge

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "regress")
rng = np.random.default_rng(20240502)


def save(name, a):
    np.savetxt(os.path.join(OUT, name + ".csv"), np.atleast_2d(a), delimiter=",", fmt="%.17g")


def data(n, p, m):
    latent = rng.standard_normal((n, 8))
    x = 2 + latent @ rng.standard_normal((8, p)) * 0.5 + 0.3 * rng.standard_normal((n, p))
    y = 5 + latent[:, :3] @ rng.standard_normal((3, m)) + 0.1 * rng.standard_normal((n, m))
    return x, y


for name, n, p, m in (("wide", 24, 60, 1), ("tall", 50, 12, 1), ("multi", 30, 40, 3)):
    x, y = data(n, p, m)
    new = data(6, p, m)[0]
    save(f"{name}_x", x)
    save(f"{name}_y", y)
    save(f"{name}_new", new)
    for scale in (False, True):
        tables = []
        for k in range(1, 11):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pls = PLSRegression(n_components=k, scale=scale, tol=1e-30, max_iter=3000).fit(x, y)
            tables.append(pls.predict(new).reshape(6, m))
        save(f"{name}_pls{'_scaled' if scale else ''}", np.hstack(tables))
    pls = PLSRegression(n_components=5, scale=False, tol=1e-30, max_iter=3000).fit(x, y)
    save(f"{name}_scores", np.abs(pls.x_scores_))
    save(f"{name}_loadings", np.abs(pls.x_loadings_))
    save(f"{name}_weights", np.abs(pls.x_weights_))
    save(f"{name}_rotations", np.abs(pls.x_rotations_))
    taken = (pls.x_scores_ ** 2).sum(axis=0) * (pls.y_loadings_ ** 2).sum(axis=0)
    save(f"{name}_vip", np.sqrt(p * (pls.x_weights_ ** 2 @ taken) / taken.sum()))
    if m == 1:
        pcr = []
        for k in range(1, 11):
            pca = PCA(n_components=k, svd_solver="full").fit(x)
            pcr.append(LinearRegression().fit(pca.transform(x), y).predict(pca.transform(new)))
        save(f"{name}_pcr", np.hstack(pcr))
        top = np.linalg.svd(x - x.mean(axis=0), compute_uv=False)[0] ** 2
        ratios = (1e-6, 1e-4, 1e-2, 1.0)
        save(f"{name}_ridge", np.hstack([Ridge(alpha=r * top, solver="svd").fit(x, y).predict(new).reshape(6, 1) for r in ratios]))
        weights = 0.2 + rng.random(n)
        save(f"{name}_v", weights)
        save(f"{name}_ridge_weighted", Ridge(alpha=1.5, solver="svd").fit(x, y, sample_weight=weights).predict(new).reshape(6, 1))
        loo = []
        for r in ratios:
            keep = [np.delete(np.arange(n), i) for i in range(n)]
            loo.append([Ridge(alpha=r * top, solver="svd").fit(x[k], y[k]).predict(x[i:i + 1]).item() for i, k in enumerate(keep)])
        save(f"{name}_ridge_loo", np.array(loo).T)

rows = [(d1, d2, q, stats.f.ppf(q, d1, d2)) for d1 in (1, 2, 5, 12) for d2 in (1, 3, 10, 60, 500) for q in (0.05, 0.5, 0.9, 0.95, 0.99, 0.999)]
save("f_quantiles", np.array(rows))
save("normal_quantiles", np.array([(q, stats.norm.ppf(q)) for q in (1e-12, 1e-5, 0.01, 0.3, 0.5, 0.51, 0.9, 0.95, 0.975, 0.99, 0.999, 1 - 1e-9)]))
save("beta", np.array([(a, b, z, betainc(a, b, z)) for a in (0.5, 1, 3.5, 40) for b in (0.5, 2, 17, 300) for z in (0.001, 0.1, 0.4, 0.77, 0.99)]))
