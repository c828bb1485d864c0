"""Golden vectors for wavelet transforms, spectral convolution, spline bases and resampling of dev.spektron.backend.

Run from src/test/resources: python3 scripts/make_engine_signals.py
Made with numpy 1.24.2, scipy 1.10.1, PyWavelets 1.1.1, PyTorch 1.13.0. Inputs are float32, everything is computed in float64.
Entries: CASE.x* operands, CASE.y* results, CASE.w* gradients that flow into the results, CASE.g* gradients of the operands.
"""
import numpy as np
import pywt
import torch
import torch.nn.functional as F
from scipy.interpolate import BSpline

rng = np.random.default_rng(20240611)
out = {}


def normal(*shape):
    return rng.standard_normal(shape).astype(np.float32)


def put(name, x, y, w, g):
    for kind, arrays in (("x", x), ("y", y), ("w", w), ("g", g)):
        for i, a in enumerate(arrays):
            if a is not None:
                out[f"{name}.{kind}{i}"] = np.asarray(a.detach().numpy() if torch.is_tensor(a) else a, dtype=np.float32)


def double(*arrays):
    return [torch.tensor(a, dtype=torch.float64, requires_grad=True) for a in arrays]


def autograd(name, f, *x):
    """Results and gradients by PyTorch."""
    t = double(*x)
    y = f(*t)
    w = normal(*y.shape)
    (y * torch.tensor(w, dtype=torch.float64)).sum().backward()
    put(name, x, [y], [w], [v.grad for v in t])


# Wavelets. The transforms are linear, so the gradient is the transposed matrix, column by column from unit vectors.
lengths = [5, 16, 21, 30]
wavelets = [f"db{i}" for i in range(1, 11)] + [f"sym{i}" for i in range(2, 11)]
k = 0
for mode in ("symmetric", "periodization"):
    for name in wavelets:
        n = lengths[k % 4]
        k += 1
        x = normal(2, n)
        a, d = pywt.dwt(x.astype(np.float64), name, mode=mode, axis=-1)
        low, high = pywt.dwt(np.eye(n), name, mode=mode, axis=-1)
        wa, wd = normal(*a.shape), normal(*d.shape)
        put(f"dwt_{name}_{mode}", [x], [a, d], [wa, wd], [wa @ low.T.astype(np.float64) + wd @ high.T])
        taps = pywt.Wavelet(name).dec_len
        count = max(a.shape[-1], taps // 2)
        a, d = normal(2, count), normal(2, count)
        y = pywt.idwt(a.astype(np.float64), d.astype(np.float64), name, mode=mode, axis=-1)
        zero, eye = np.zeros((count, count)), np.eye(count)
        low, high = pywt.idwt(eye, zero, name, mode=mode, axis=-1), pywt.idwt(zero, eye, name, mode=mode, axis=-1)
        w = normal(*y.shape)
        put(f"idwt_{name}_{mode}", [a, d], [y], [w], [w @ low.T, w @ high.T])


# Spectral convolution by the Fourier transform of PyTorch.
def spectral(x, w):
    length = x.shape[1]
    modes = min(w.shape[1], length // 2 + 1)
    spectrum = torch.fft.rfft(x, dim=1)
    product = torch.einsum("bmi,mio->bmo", spectrum[:, :modes], torch.complex(w[0], w[1])[:modes])
    full = torch.zeros(x.shape[0], length // 2 + 1, w.shape[3], dtype=product.dtype)
    full[:, :modes] = product
    return torch.fft.irfft(full, n=length, dim=1)


for name, (b, length, i, modes, o) in {"few": (2, 32, 3, 5, 4), "nyquist": (2, 16, 3, 9, 2), "more": (1, 16, 2, 12, 3), "odd": (2, 33, 4, 6, 3),
                                       "odd_all": (2, 15, 2, 8, 2), "long": (1, 700, 4, 8, 5), "one_mode": (2, 12, 3, 1, 3),
                                       "one_sample": (2, 1, 3, 2, 2)}.items():
    autograd(f"spectral_{name}", spectral, normal(b, length, i), normal(2, modes, i, o))

# Spline bases by SciPy: every function by itself, 0 outside of its support.
for order in range(1, 6):
    for intervals, low, high in ((5, -1.0, 1.0), (3, 0.0, 6.0)):
        step = (high - low) / intervals
        knots = low + (np.arange(intervals + 2 * order + 1) - order) * step
        x = rng.uniform(knots[0] - step, knots[-1] + step, 40)
        if order > 1:
            x = np.concatenate([x, knots])
        x = x.astype(np.float32)
        functions = [BSpline.basis_element(knots[m:m + order + 2], extrapolate=False) for m in range(intervals + order)]
        y = np.stack([np.nan_to_num(f(x.astype(np.float64))) for f in functions], -1)
        slope = np.stack([np.nan_to_num(f.derivative()(x.astype(np.float64))) for f in functions], -1)
        w = normal(*y.shape)
        put(f"spline_{order}_{intervals}", [x], [y], [w], [(w * slope).sum(-1)])


# Resampling. PyTorch's interpolation takes positions (i + 0.5) n / m - 0.5 and clamps neighbours; with m <= n all lie inside the row.
def centres(n, m):
    return ((np.arange(m) + 0.5) * n / m - 0.5).astype(np.float32)


def halves(n, m):
    """Sizes for which the positions are exact in float32."""
    assert (centres(n, m).astype(np.float64) == (np.arange(m) + 0.5) * n / m - 0.5).all()
    return n, m


for n, m in (halves(24, 8), halves(20, 16), halves(7, 2), halves(5, 4), halves(9, 1)):
    x, p = normal(3, n), centres(n, m)
    t, = double(x)
    y = F.interpolate(t[:, None], m, mode="linear", align_corners=False)[:, 0]
    w = normal(*y.shape)
    (y * torch.tensor(w, dtype=torch.float64)).sum().backward()
    put(f"linear_{n}_{m}", [x, p], [y], [w], [t.grad])
    t, = double(x)
    y = F.interpolate(t[:, None, None], (1, m), mode="bicubic", align_corners=False)[:, 0, 0]
    w = normal(*y.shape)
    (y * torch.tensor(w, dtype=torch.float64)).sum().backward()
    put(f"bicubic_{n}_{m}", [x, p], [y], [w], [t.grad])


def keys(s, a):
    """Keys 1981, eq. 4 and 8, for distances s."""
    s = s.abs()
    near = (a + 2) * s ** 3 - (a + 3) * s ** 2 + 1
    far = a * s ** 3 - 5 * a * s ** 2 + 8 * a * s - 4 * a
    return torch.where(s <= 1, near, torch.where(s < 2, far, torch.zeros_like(s)))


def cubic(a):
    def f(x, p):
        n = x.shape[-1]
        q = p.clamp(0, n - 1)
        i = torch.floor(q.detach()).long()
        y = 0
        for k in range(-1, 3):
            at = (i + k).clamp(0, n - 1).expand(x.shape[0], -1)
            y = y + torch.gather(x, 1, at) * keys(q - (i + k), a)
        return y
    return f


def linear(x, p):
    n = x.shape[-1]
    q = p.clamp(0, n - 1)
    i = torch.floor(q.detach()).long()
    t = q - i
    left = torch.gather(x, 1, i.expand(x.shape[0], -1))
    right = torch.gather(x, 1, (i + 1).clamp(max=n - 1).expand(x.shape[0], -1))
    return left * (1 - t) + right * t


for n, m in ((11, 19), (2, 7), (1, 4)):
    for shared in (True, False):
        p = rng.uniform(-1.5, n + 0.5, (m,) if shared else (3, m)).astype(np.float32)
        kind = "shared" if shared else "own"
        autograd(f"keys_{n}_{kind}", cubic(-0.5), normal(3, n), p)
        autograd(f"hat_{n}_{kind}", linear, normal(3, n), p)

np.savez_compressed("golden/engine/signals.npz", **out)
print(len(out), "arrays")
