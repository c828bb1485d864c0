"""Golden vectors of the preprocessing steps, from numpy and scipy. Run in this folder; writes ../golden/preprocess."""
import os
import numpy as np
from scipy.interpolate import CubicSpline
from scipy.signal import detrend, savgol_filter

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "preprocess")
rng = np.random.default_rng(20240501)


def save(name, a):
    np.savetxt(os.path.join(OUT, name + ".csv"), np.atleast_2d(a), delimiter=",", fmt="%.17g")


p = 61
t = np.linspace(0, 1, p)
x = np.array([1 + a * np.exp(-((t - c) / 0.1) ** 2) + b * t for a, b, c in rng.random((2, 3))]) + 0.01 * rng.standard_normal((2, p))
save("spectra", x)

for window, order in ((5, 2), (15, 3), (21, 5)):
    for derivative in range(min(order, 3) + 1):
        for mode in ("interp", "nearest", "mirror"):
            save(f"sg_{window}_{order}_{derivative}_{mode}", savgol_filter(x, window, order, deriv=derivative, delta=1.0, mode=mode))

save("detrend_0", detrend(x, axis=1, type="constant"))
save("detrend_1", detrend(x, axis=1, type="linear"))
u = np.arange(p)
save("detrend_3", np.array([row - np.polyval(np.polyfit(u - 30, row, 3), u - 30) for row in x]))
save("snv", (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True))

ref = x.mean(axis=0)
design = np.column_stack([np.vander((u - 30) / 30.0, 3), ref])
coef = np.linalg.lstsq(design, x.T, rcond=None)[0]
save("emsc_2", ((x.T - design[:, :3] @ coef[:3]) / coef[3]).T)
for name, r in (("msc", ref), ("msc_median", np.median(x, axis=0))):
    fit = [np.polyfit(r, row, 1) for row in x]
    save(name, np.array([(row - f[1]) / f[0] for row, f in zip(x, fit)]))

knots = np.cumsum(0.2 + rng.random(40))
y = rng.standard_normal((3, 40))
target = np.linspace(knots[0], knots[-1], 97)
wide = np.linspace(knots[0] - 0.7, knots[-1] + 0.7, 33)
save("spline_knots", knots)
save("spline_values", y)
save("spline_target", target)
save("spline_result", CubicSpline(knots, y, axis=1)(target))
save("spline_wide", wide)
save("spline_extrapolated", CubicSpline(knots, y, axis=1)(wide))
for n in (2, 3, 4):
    save(f"spline_short_{n}", CubicSpline(knots[:n], y[:, :n], axis=1)(np.linspace(knots[0], knots[n - 1], 9)))
