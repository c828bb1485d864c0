"""Golden vectors of the uniform grid and of the normalisation on visible samples, from numpy and scipy.

Checked with numpy 1.24, scipy 1.10. Run in this folder; writes ../golden/corpus/grid.npz (float64).
The low-pass is that of scipy.signal.resample_poly (firwin with a Kaiser window, beta 5, 10 zero crossings a side).
"""
import os
import numpy as np
import scipy
from scipy.interpolate import CubicSpline
from scipy.signal import firwin

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "corpus")
os.makedirs(OUT, exist_ok=True)
rng = np.random.default_rng(4101)


def on_grid(x, y, channels):
    step = np.sort(np.diff(x))[(len(x) - 1) // 2]
    ratio = (x[-1] - x[0]) / (channels - 1) / step
    m = 1 if ratio <= 1.001 else int(np.ceil(ratio))
    fine = CubicSpline(x, y)(np.linspace(x[0], x[-1], m * (channels - 1) + 1))
    if m == 1:
        return fine, m
    taps = firwin(20 * m + 1, 1.0 / m, window=("kaiser", 5.0))
    padded = np.pad(fine, 10 * m, mode="reflect", reflect_type="odd")
    return np.convolve(padded, taps, mode="valid")[::m], m


arrays = {}
for name, points, channels in (("up", 70, 128), ("thin2", 300, 160), ("thin5", 700, 150)):
    x = 1100 + np.cumsum(rng.uniform(0.7, 1.3, points))
    t = (x - x[0]) / (x[-1] - x[0])
    y = 0.3 + t + sum(a * np.exp(-((t - c) / w) ** 2) for a, c, w in rng.uniform([-1, 0, 0.02], [1, 1, 0.2], (6, 3)))
    y += 0.02 * rng.standard_normal(points)
    arrays[name + "_x"], arrays[name + "_y"] = x, y
    arrays[name + "_grid"], m = on_grid(x, y, channels)
    arrays[name + "_factor"] = np.array([float(m)])

v = (rng.random(200) > 0.4).astype(float)
y = 5 + rng.standard_normal(200)
arrays["snv_x"], arrays["snv_visible"] = y, v
arrays["snv"] = (y - y[v == 1].mean()) / y[v == 1].std()
np.savez_compressed(os.path.join(OUT, "grid.npz"), **arrays)
print("numpy", np.__version__, "scipy", scipy.__version__)
