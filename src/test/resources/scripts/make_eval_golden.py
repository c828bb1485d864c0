"""Reference values for dev.spektron.eval, from NumPy and SciPy (numpy 1.24, scipy 1.10, scikit-learn 1.2).

Run: python3 make_eval_golden.py > ../golden/eval/eval.json
"""
import json

import numpy as np
from scipy import optimize, stats
from sklearn.metrics import mean_squared_error, r2_score

rng = np.random.default_rng(7)
out = {"metrics": [], "student": [], "paired": []}
for n in (3, 5, 20, 101):
    y = rng.normal(10, 0.4, n)
    p = 0.3 + 0.96 * y + rng.normal(0, 0.1, n)
    e = p - y
    line = stats.linregress(y, p)
    sep = np.std(e, ddof=1)
    q1, q3 = np.percentile(y, [25, 75])
    rmsep = float(np.sqrt(mean_squared_error(y, p)))
    out["metrics"].append({
        "y": y.tolist(), "p": p.tolist(), "rmsep": rmsep, "bias": float(e.mean()), "sep": float(sep), "mae": float(np.abs(e).mean()),
        "maxError": float(np.abs(e).max()), "r2": float(r2_score(y, p)), "correlation2": float(np.corrcoef(y, p)[0, 1] ** 2),
        "slope": float(line.slope), "intercept": float(line.intercept),
        "slopeHalfWidth": float(line.stderr * stats.t.ppf(0.975, n - 2)), "rpd": float(np.std(y, ddof=1) / sep),
        "rer": float((y.max() - y.min()) / sep), "rpiq": float((q3 - q1) / rmsep)})
for df in (1, 2, 5, 9.5, 30, 400):
    for p in (0.5, 0.6, 0.9, 0.975, 0.9999):
        # scipy.stats.t.ppf is off by 2e-9 here and there (its own cdf shows it), so a bracketed root of the cdf
        t = optimize.brentq(lambda v: stats.t.cdf(v, df) - p, -1e5, 1e5, xtol=1e-13, rtol=1e-14) if p != 0.5 else 0.0
        out["student"].append([p, df, float(t)])
for n in (2, 5, 30):
    a = rng.normal(1, 0.2, n)
    b = a + rng.normal(0.05, 0.1, n)
    ratio = 1 / 3
    d = a - b
    t = d.mean() / np.sqrt((1 / n + ratio) * d.var(ddof=1))
    out["paired"].append({"a": a.tolist(), "b": b.tolist(), "ratio": ratio, "p": float(2 * stats.t.sf(abs(t), n - 1))})
print(json.dumps(out))
