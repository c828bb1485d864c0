#!/usr/bin/env python3
"""Writes golden/engine/rows.npz: normalisations, softmax, cross entropy and gates from PyTorch in double precision, rounded to
float32. Made with torch 1.13.0a0 and numpy 1.24.2.

For each case: CASE.x0, ... operands (float32), CASE.y0 the result, CASE.w0 the gradient that flows into it, CASE.g0, ... gradients of the
operands.

usage: make_engine_rows.py OUT.npz
"""
import sys

import numpy as np
import torch
from torch.nn import functional as F

rng = np.random.default_rng(5)
out = {}


def normal(*shape, mean=0.0):
    return (mean + rng.standard_normal(shape)).astype(np.float32)


def case(name, f, *x, fixed=()):
    t = [torch.tensor(a.astype(np.float64), requires_grad=i not in fixed) for i, a in enumerate(x)]
    y = f(*t)
    results = y if isinstance(y, tuple) else (y,)
    w = normal(*results[0].shape)
    results[0].backward(torch.tensor(w.astype(np.float64)))
    out.update({f"{name}.x{i}": a for i, a in enumerate(x)})
    out.update({f"{name}.y{i}": r.detach().numpy() for i, r in enumerate(results)})
    out[f"{name}.w0"] = w
    out.update({f"{name}.g{i}": a.grad.numpy() for i, a in enumerate(t) if a.requires_grad})


for n in (7, 64, 256):
    case(f"layer_norm_{n}", lambda x, g, b: F.layer_norm(x, x.shape[-1:], g, b, 1e-5), normal(2, 2, n), normal(n), normal(n))
case("layer_norm_2048", lambda x, g, b: F.layer_norm(x, x.shape[-1:], g, b, 1e-5), normal(1, 2048, mean=3.0), normal(2048), normal(2048))
case("rms_norm", lambda x, g, b: x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-6) * g + b, normal(5, 33), normal(33), normal(33))


def batch_norm(x):
    # Channels stand last here, second in PyTorch.
    y = F.batch_norm(x.permute(0, 2, 1), None, None, training=True, eps=1e-5).permute(0, 2, 1)
    return y, x.mean((0, 1)), x.var((0, 1), unbiased=False)


case("batch_norm", batch_norm, normal(4, 33, 21))
case("batch_norm_far", batch_norm, normal(3, 50, 16, mean=100.0))
case("instance_norm", lambda x: F.instance_norm(x.permute(0, 2, 1), eps=1e-5).permute(0, 2, 1), normal(3, 50, 20))

for n in (5, 16, 129):
    case(f"softmax_{n}", lambda x: torch.softmax(x, -1), 3 * normal(6, n))
    case(f"log_sum_exp_{n}", lambda x: torch.logsumexp(x, -1), 3 * normal(6, n))
    labels = rng.integers(0, n, 6).astype(np.float32)
    labels[2] = -100
    case(f"cross_entropy_{n}", lambda x, t: F.cross_entropy(x, t.long(), ignore_index=-100, reduction="none"), 3 * normal(6, n), labels,
         fixed=(1,))


def gates(k):
    def f(x):
        top, index = torch.topk(x, k, -1)
        return torch.zeros_like(x).scatter(-1, index, torch.softmax(top, -1))
    return f


for k, n in ((1, 4), (2, 8), (3, 20)):
    case(f"gates_{k}", gates(k), normal(9, n))

np.savez_compressed(sys.argv[1], **{k: np.asarray(v, np.float32) for k, v in out.items()})
