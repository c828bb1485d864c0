#!/usr/bin/env python3
"""Coefficients of the polynomials in VectorMath and Elements: minimax fits with float coefficients.

Each polynomial is a linear programme on Chebyshev nodes (smallest largest weighted error). Coefficients are rounded to float one after
another, lowest order first, and the rest is fitted again, so that the rounding of one is made up for by the others. References come from
mpmath with 40 digits. Errors are printed in units of 2^-24 of the result.

Versions: Python 3.11.2, NumPy 1.24.2, SciPy 1.10.1, mpmath 1.2.1.
Usage: make_math_polynomials.py [NAME ...]
"""
import sys

import mpmath as mp
import numpy as np
from numpy.polynomial import chebyshev
from scipy.optimize import linprog

mp.mp.dps = 40
NODES = 600
UNIT = 2.0 ** 24
LN2 = mp.log(2)


def nodes(low, high):
    return 0.5 * (low + high) - 0.5 * (high - low) * np.cos(np.pi * (np.arange(NODES) + 0.5) / NODES)


def minimax(x, y, weight, powers):
    """Coefficients c that minimise max |weight (sum c_k x^powers[k] - y)|, and that maximum."""
    low, high = x[0], x[-1]
    t = (2 * x - low - high) / (high - low)
    least = powers[0]
    n = len(powers)
    # In a Chebyshev basis times the lowest power, or the problem is too badly conditioned.
    v = chebyshev.chebvander(t, n - 1) * (x ** least)[:, None]
    w = weight * UNIT
    start = np.linalg.lstsq(v * w[:, None], y * w, rcond=None)[0]
    rest = (y - v @ start) * w
    scale = np.abs(rest).max()
    rows = np.concatenate([v * w[:, None], -v * w[:, None]])
    a = np.concatenate([rows, -np.ones((len(rows), 1))], 1)
    b = np.concatenate([rest, -rest]) / scale
    # Columns of one size, or the solver gives up.
    size = np.r_[np.abs(a[:, :n]).max(0), 1]
    s = linprog(np.r_[np.zeros(n), 1], A_ub=a / size, b_ub=b, bounds=[(None, None)] * (n + 1), method="highs")
    c = chebyshev.cheb2poly(start + s.x[:n] / size[:n] * scale)
    line = np.polynomial.Polynomial([-(low + high) / (high - low), 2 / (high - low)])
    return np.polynomial.Polynomial(c)(line).coef, s.x[-1] * scale


def fit(name, function, weight, low, high, degree, fixed=()):
    """Prints float coefficients of a polynomial of `degree`; `fixed` are its lowest ones if they are given."""
    x = nodes(low, high)
    y = [function(mp.mpf(v)) for v in x]
    w = np.array([float(weight(mp.mpf(v))) for v in x])
    c = [np.float32(v) for v in fixed]
    rest = [v - sum(mp.mpf(float(k)) * mp.mpf(a) ** i for i, k in enumerate(c)) for v, a in zip(y, x)]
    ideal = None
    while len(c) <= degree:
        found, error = minimax(x, np.array([float(v) for v in rest]), w, list(range(len(c), degree + 1)))
        ideal = error if ideal is None else ideal
        c.append(np.float32(found[0]))
        rest = [v - mp.mpf(float(c[-1])) * mp.mpf(a) ** (len(c) - 1) for v, a in zip(rest, x)]
    error = max(abs(float(v)) * a for v, a in zip(rest, w)) * UNIT
    print(f"{name}: degree {degree} on [{low:.6g}, {high:.6g}], error {error:.3f} (without rounding {ideal:.3f})")
    print("    " + ", ".join(f"{k:.9g}f" for k in c))


def quotient(f, limit):
    """x -> f(x) / x, with its limit at 0."""
    return lambda x: f(x) / x if x != 0 else mp.mpf(limit)


def exp_tail(r):
    """(e^r - 1 - r) / r^2."""
    return (mp.expm1(r) - r) / r ** 2 if r != 0 else mp.mpf(0.5)


def log_tail(g):
    """(log(1 + g) - g + g^2 / 2) / g^3."""
    return (mp.log(1 + g) - g + g * g / 2) / g ** 3 if abs(g) > 1e-9 else mp.mpf(1) / 3


def phi(a):
    """Normal distribution function at -a."""
    return mp.erfc(a / mp.sqrt(2)) / 2


def log_phi(a):
    """-log of 2 Phi(-a)."""
    return -mp.log(2 * phi(a))


def log_phi_weight(a):
    """The relative error of Phi(-a) that is allowed grows where a Phi(-a) is small, up to 1 per cent."""
    q = log_phi(a) / LN2
    return a / min(1 + 0.3 * q + 2 ** max(q - 8, 0), mp.mpf("0.01") * UNIT)


def slope_factor(a):
    """(Phi(-a) - a phi(a)) exp(a^2 / 2), phi the normal density."""
    return mp.exp(a * a / 2) * phi(a) - a / mp.sqrt(2 * mp.pi)


def odd_tail(f, s):
    """(f(x) / x - 1) / s for x^2 = s."""
    x = mp.sqrt(s)
    return (f(x) / x - 1) / s


def fits():
    """Name, function, weight (error of the result by error of the polynomial), range, degree, fixed coefficients."""
    half = float(LN2) / 2 * 1.0001
    yield "exp: (e^r - 1 - r) / r^2", exp_tail, lambda r: r * r / abs(mp.expm1(r)), -half, half, 4
    yield "exp2: (2^r - 1) / r", quotient(lambda r: mp.expm1(r * LN2), LN2), lambda r: abs(r) / 2 ** r, -0.5, 0.5, 5
    root = float(mp.sqrt(0.5))
    yield "log: (log(1 + g) - g + g^2 / 2) / g^3", log_tail, lambda g: abs(g ** 3 / mp.log(1 + g)), root - 1, 1 / root - 1, 7
    yield "softplus: log(1 + u) / u", quotient(mp.log1p, 1), lambda u: u / mp.log1p(u), 0, 1, 9
    # A little more than a quarter turn, for n is rounded from a rounded product.
    quarter = float(mp.pi) / 4 * 1.03
    yield "sin: (sin(r) / r - 1) / s, s = r^2", lambda s: odd_tail(mp.sin, s), lambda s: s, 1e-9, quarter ** 2, 2
    yield "cos: (cos(r) - 1 + s / 2) / s^2", lambda s: (mp.cos(mp.sqrt(s)) - 1 + s / 2) / s ** 2, lambda s: s * s, 1e-9, quarter ** 2, 2
    yield "tanh: (tanh(a) / a - 1) / s, s = a^2", lambda s: odd_tail(mp.tanh, s), lambda s: s, 1e-9, 0.55 ** 2, 4
    yield ("erf: -log(erfc(a)) / a - 1", quotient(lambda a: -mp.log(mp.erfc(a)) - a, 2 / mp.sqrt(mp.pi) - 1),
           lambda a: a * mp.erfc(a) / mp.erf(a), 0, 4.1, 8)
    yield ("small erf: erf(a) / a - 1, in s = a^2", lambda s: mp.erf(mp.sqrt(s)) / mp.sqrt(s) - 1, lambda s: mp.mpf(1), 1e-9, 1, 6)
    yield ("gelu: -log2(2 Phi(-a)) / a", lambda a: quotient(log_phi, mp.sqrt(2 / mp.pi))(a) / LN2,
           lambda a: LN2 * log_phi_weight(a), 0, 12.9, 11)
    yield "natural gelu: -log(2 Phi(-a)) / a", quotient(log_phi, mp.sqrt(2 / mp.pi)), log_phi_weight, 0, 12.9, 11
    yield ("gelu slope: (Phi(-a) - a phi(a)) exp(a^2 / 2)", slope_factor, lambda a: mp.exp(-a * a / 2), 0, 13, 11, (0.5,))


def main():
    names = sys.argv[1:]
    for f in fits():
        if not names or any(f[0].startswith(n) for n in names):
            fit(*f)


if __name__ == "__main__":
    main()
