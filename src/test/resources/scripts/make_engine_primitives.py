#!/usr/bin/env python3
"""Writes golden/engine/primitives.npz: results and gradients of the primitives that are not elementwise, from PyTorch in double
precision (medians from NumPy). Operands are exact in float. Made with torch 1.13.0a0 and numpy 1.24.2.

usage: make_engine_primitives.py OUT.npz
"""
import sys

import numpy as np
import torch

rng = np.random.default_rng(20)
out = {}


def normal(*shape):
    return rng.standard_normal(shape).astype(np.float32)


def case(name, f, *operands, differentiable=None):
    """Operands x, results y, weights w of the results in the loss, gradients g of the operands."""
    tensors = []
    for i, x in enumerate(operands):
        out[f"{name}.x{i}"] = x
        wanted = differentiable is None or i in differentiable
        tensors.append(torch.tensor(x.astype(np.float64), requires_grad=wanted))
    y = f(*tensors)
    w = normal(*y.shape)
    out[f"{name}.y0"] = y.detach().numpy()
    out[f"{name}.w0"] = w
    (y * torch.tensor(w.astype(np.float64))).sum().backward()
    for i, t in enumerate(tensors):
        if t.requires_grad:
            out[f"{name}.g{i}"] = t.grad.numpy()


case("sum_all", lambda x: x.sum(), normal(4, 5, 7))
case("sum_rows", lambda x: x.sum(1), normal(3, 129))
case("sum_columns", lambda x: x.sum(0), normal(129, 5))
case("sum_middle", lambda x: x.sum((1, 2)), normal(4, 17, 3, 33))
# Whole numbers from -2 to 2: many equal maxima, which share the gradient.
case("max_rows", lambda x: torch.amax(x, 1), rng.integers(-2, 3, (5, 13)).astype(np.float32))
case("max_columns", lambda x: torch.amax(x, 0), rng.integers(-2, 3, (37, 16)).astype(np.float32))
case("max_middle", lambda x: torch.amax(x, (1, 2)), normal(3, 5, 7, 20))

case("transpose", lambda x: x.t(), normal(37, 70))
case("heads", lambda x: x.permute(0, 2, 1, 3), normal(2, 7, 3, 8))
case("backwards", lambda x: x.permute(3, 2, 1, 0), normal(3, 4, 5, 17))
case("slice", lambda x: x[:, 1:12:2], normal(3, 13, 5))
case("place", lambda x: torch.nn.functional.pad(x, (3, 4)), normal(5, 7))
case("concat", lambda a, b, c: torch.cat((a, b, c), 1), normal(3, 1, 5), normal(3, 7, 5), normal(3, 20, 5))

reverse = torch.arange(12, -1, -1)
patches = torch.tensor([i + 4 * k for k in range(5) for i in range(8)])
rows = torch.tensor([2, 0, 2, 4, 2])
case("take_reverse", lambda x: torch.index_select(x, 1, reverse), normal(2, 13, 3))
case("take_patches", lambda x: x.unfold(1, 8, 4).reshape(3, 40), normal(3, 24))
case("put_patches", lambda x: torch.zeros(3, 24, dtype=torch.float64).index_add(1, patches, x), normal(3, 40))
case("put_rows", lambda x: torch.zeros(6, 33, dtype=torch.float64).index_add(0, rows, x), normal(5, 33))
index = np.array([[2, 0], [3, 3], [1, 2]], np.float32)
case("gather", lambda t, i: torch.nn.functional.embedding(i.long(), t), normal(4, 19), index, differentiable=[0])
case("scatter", lambda x, i: torch.zeros(4, 19, dtype=torch.float64).index_add(0, i.long().reshape(-1), x.reshape(6, 19)),
     normal(3, 2, 19), index, differentiable=[0])

for name, x in dict(odd=normal(3, 129), even=normal(2, 700), ties=rng.integers(0, 4, (4, 16)).astype(np.float32), two=normal(5, 2)).items():
    out[f"median_{name}.x0"] = x
    out[f"median_{name}.y0"] = np.median(x.astype(np.float64), axis=-1)

case("matmul", torch.matmul, normal(9, 33), normal(33, 20))
case("matmul_right", lambda a, b: a @ b.t(), normal(9, 33), normal(20, 33))
case("matmul_left", lambda a, b: a.t() @ b, normal(33, 9), normal(33, 20))
case("matmul_both", lambda a, b: a.t() @ b.t(), normal(33, 9), normal(20, 33))
case("matmul_batched", lambda a, b: a @ b.transpose(-1, -2), normal(2, 3, 5, 17), normal(2, 3, 7, 17))
case("matmul_shared", torch.matmul, normal(3, 5, 17), normal(17, 8))

np.savez_compressed(sys.argv[1], **out)
