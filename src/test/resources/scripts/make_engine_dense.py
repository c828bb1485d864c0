#!/usr/bin/env python3
"""Writes golden/engine/dense.npz: layers and convolutions as PyTorch computes them in double precision (made with PyTorch 1.13.0a0, NumPy
1.24.2).
usage: make_engine_dense.py [OUT]   (default: src/test/resources/golden/engine/dense.npz)

Operands are float32; results and gradients come from float64 arithmetic on these numbers. Convolutions have channels in the middle in
PyTorch and innermost here: x (B, L, I), weight (O, K, I)."""
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

torch.manual_seed(20)
out = sys.argv[1] if len(sys.argv) > 1 else "src/test/resources/golden/engine/dense.npz"
arrays = {}


def numbers(*shape):
    return torch.randn(*shape, dtype=torch.float32).double()


def store(name, operands, results, used):
    """Operands, results, and gradients of the weighted sum of the results with the numbers in `used`."""
    weights = [numbers(*results[i].shape) for i in used]
    sum((results[i] * w).sum() for i, w in zip(used, weights)).backward()
    for i, x in enumerate(operands):
        arrays[f"{name}.x{i}"] = x.detach().numpy().astype(np.float32)
        arrays[f"{name}.g{i}"] = x.grad.numpy().astype(np.float32)
    for i, y in enumerate(results):
        arrays[f"{name}.y{i}"] = y.detach().numpy().astype(np.float32)
    for i, w in zip(used, weights):
        arrays[f"{name}.w{i}"] = w.numpy().astype(np.float32)


def linear(name, f, x, outputs, bias, used):
    x.requires_grad_()
    w = (0.3 * numbers(outputs, x.shape[-1])).float().double().requires_grad_()
    b = numbers(outputs).requires_grad_() if bias else None
    pre = F.linear(x, w, b)
    operands = [x, w, b] if bias else [x, w]
    store(name, operands, [pre] if f is None else [f(pre), pre], used)


def conv(name, batch, length, channels, outputs, kernel, bias, stride, dilation, left, right):
    x = numbers(batch, length, channels).requires_grad_()
    w = (0.3 * numbers(outputs, kernel, channels)).float().double().requires_grad_()
    b = numbers(outputs).requires_grad_() if bias else None
    padded = F.pad(x.transpose(1, 2), (left, right))
    y = F.conv1d(padded, w.transpose(1, 2), b, stride=stride, dilation=dilation).transpose(1, 2)
    store(name, [x, w, b] if bias else [x, w], [y], [0])


activations = {"none": None, "relu": F.relu, "gelu": F.gelu, "silu": F.silu, "softplus": F.softplus, "tanh": torch.tanh,
               "sigmoid": torch.sigmoid}
for name, f in activations.items():
    linear(f"linear_{name}", f, numbers(3, 7, 19), 17, True, [0])
    linear(f"linear_{name}_plain", f, numbers(13, 33), 6, False, [0] if f is None else [0, 1])
linear("linear_row", F.gelu, numbers(40), 9, True, [0])
linear("linear_wide", None, numbers(20, 24), 70, True, [0])
conv("conv_raw", 2, 40, 1, 16, 15, True, 1, 1, 7, 7)
conv("conv_patch", 2, 128, 1, 13, 32, True, 16, 1, 0, 0)
conv("conv_same", 2, 21, 17, 12, 5, True, 1, 1, 2, 2)
conv("conv_dilated", 2, 20, 16, 6, 7, False, 1, 4, 12, 12)
conv("conv_causal", 2, 20, 5, 8, 4, True, 1, 3, 9, 0)
conv("conv_strided", 2, 31, 17, 8, 5, True, 3, 2, 4, 1)
conv("conv_strided_narrow", 2, 41, 3, 8, 6, True, 4, 2, 3, 3)

os.makedirs(os.path.dirname(out), exist_ok=True)
np.savez_compressed(out, **arrays)
