#!/usr/bin/env python3
"""Golden vectors of the elementary functions and their gradients: golden/engine/elementwise.npz.

Operands are float32; results and gradients come from PyTorch in float64. Cases called `... limits` hold infinities, NaN and zeros and have no
gradient. Not among them: GELU and SiLU of minus infinity, where PyTorch gives NaN and the limit is 0.

Versions: Python 3.11.2, NumPy 1.24.2, PyTorch 1.13.0.
"""
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

torch.manual_seed(20240611)
SHAPE = (3, 33)
OUT = pathlib.Path(__file__).resolve().parent.parent / "golden" / "engine" / "elementwise.npz"
INF = float("inf")
NAN = float("nan")


def normal(scale=1.0, shift=0.0):
    return (torch.randn(SHAPE) * scale + shift).float()


def between(low, high):
    return (torch.rand(SHAPE) * (high - low) + low).float()


def ties():
    return torch.randint(-2, 3, SHAPE).float()


def gelu_slope(a):
    a = a.detach().clone().requires_grad_()
    F.gelu(a).sum().backward()
    return a.grad


def silu_slope(a):
    a = a.detach().clone().requires_grad_()
    F.silu(a).sum().backward()
    return a.grad


ONE = {
    "copy": (lambda a: a * 1, normal()),
    "neg": (torch.neg, normal()),
    "abs": (torch.abs, ties()),
    "relu": (torch.relu, ties()),
    "square": (torch.square, normal()),
    "sqrt": (torch.sqrt, between(0.01, 9)),
    "rsqrt": (torch.rsqrt, between(0.25, 9)),
    "reciprocal": (torch.reciprocal, between(0.25, 4)),
    "exp": (torch.exp, normal(2)),
    "expm1": (torch.expm1, normal(0.5)),
    "log": (torch.log, between(0.05, 20)),
    "log1p": (torch.log1p, between(-0.9, 4)),
    "sin": (torch.sin, normal(30)),
    "cos": (torch.cos, normal(30)),
    "tanh": (torch.tanh, normal(2)),
    "sigmoid": (torch.sigmoid, normal(4)),
    "softplus": (F.softplus, normal(4)),
    "erf": (torch.erf, normal()),
    "gelu": (F.gelu, normal(2)),
    "silu": (F.silu, normal(4)),
    "affine": (lambda a: 1.5 * a - 0.25, normal()),
    "clamp": (lambda a: torch.clamp(a, -0.75, 1.25), normal()),
}
TWO = {
    "add": (torch.add, normal(), normal()),
    "sub": (torch.sub, normal(), normal()),
    "mul": (torch.mul, normal(), normal()),
    "div": (torch.div, normal(), between(0.25, 4)),
    "max": (torch.maximum, ties(), ties()),
    "min": (torch.minimum, ties(), ties()),
}
FLAT = {
    "sign": (torch.sign, (ties(),)),
    "step": (lambda a: (a > 0).double(), (ties(),)),
    "greater": (lambda a, b: (a > b).double(), (ties(), ties())),
    "equal": (lambda a, b: (a == b).double(), (ties(), ties())),
    "gelu grad": (lambda a, b: b * gelu_slope(a), (normal(2), normal())),
    "silu grad": (lambda a, b: b * silu_slope(a), (normal(4), normal())),
}
LIMITS = {
    "exp": (torch.exp, [-INF, INF, NAN, 0, -0.0, -200, 1e-30]),
    "expm1": (torch.expm1, [-INF, INF, NAN, 0, -0.0, -200, 1e-30]),
    "log": (torch.log, [0, -0.0, INF, -INF, NAN, -1, 1e-42, 1e-30, 3e38]),
    "log1p": (torch.log1p, [-1, 0, -0.0, INF, -INF, NAN, -2, 1e-30]),
    "tanh": (torch.tanh, [-INF, INF, NAN, 0, -0.0, 20, -20, 1e-30]),
    "sigmoid": (torch.sigmoid, [-INF, INF, NAN, 0, 200, -200]),
    "softplus": (F.softplus, [-INF, INF, NAN, 0, 200, -200]),
    "erf": (torch.erf, [-INF, INF, NAN, 0, 20, -20]),
    "gelu": (F.gelu, [INF, NAN, 0, 3, -3, -20]),
    "silu": (F.silu, [INF, NAN, 0, 3, -3, -200]),
    "sin": (torch.sin, [INF, -INF, NAN, 0, 1e5, -1e5, 3e7, 1e30]),
    "cos": (torch.cos, [INF, -INF, NAN, 0, 1e5, -1e5, 3e7, 1e30]),
    "rsqrt": (torch.rsqrt, [0, INF, NAN, -1, 4]),
    "reciprocal": (torch.reciprocal, [0, INF, -INF, NAN, 4]),
    "relu": (torch.relu, [INF, -INF, NAN, 0, -1, 1]),
}


def main():
    out = {}

    def case(name, f, operands, gradient, needs=None):
        x = [o.double().requires_grad_(gradient and (needs is None or needs[i])) for i, o in enumerate(operands)]
        y = f(*x)
        for i, o in enumerate(operands):
            out[f"{name}.x{i}"] = o.numpy()
        out[f"{name}.y0"] = y.detach().numpy()
        if gradient:
            w = torch.randn(SHAPE).float()
            out[f"{name}.w0"] = w.numpy()
            y.backward(w.double())
            for i, v in enumerate(x):
                if v.grad is not None:
                    out[f"{name}.g{i}"] = v.grad.numpy()

    for name, (f, a) in ONE.items():
        case(name, f, [a], True)
    for name, (f, a, b) in TWO.items():
        case(name, f, [a, b], True)
    case("select", lambda a, b, c: torch.where(a != 0, b, c), [ties(), normal(), normal()], True, (False, True, True))
    for name, (f, operands) in FLAT.items():
        case(name, f, operands, False)
    for name, (f, numbers) in LIMITS.items():
        case(name + " limits", f, [torch.tensor(numbers, dtype=torch.float32)], False)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(OUT, **out)
    print(OUT, OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
