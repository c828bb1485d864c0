#!/usr/bin/env python3
"""Writes golden/engine/attention.npz: scaled dot-product attention (Vaswani et al., arXiv:1706.03762, eq. 1) written out with PyTorch in
double precision, and its weights, rounded to float32. Made with torch 1.13.0a0 and numpy 1.24.2.

For each case: CASE.x0, x1, x2 the queries, keys, values (float32), CASE.x3 the mask if there is one, CASE.y0 the result, CASE.y1 log sums
of exponentials, CASE.w0 the gradient that flows into the result, CASE.g0, g1, g2 gradients. Cases `map...` have queries, keys, (mask) and
log sums as operands and the weights as result.

usage: make_engine_attention.py OUT.npz
"""
import sys

import numpy as np
import torch

rng = np.random.default_rng(6)
out = {}


def normal(*shape):
    return rng.standard_normal(shape).astype(np.float32)


def double(x):
    return torch.tensor(x.astype(np.float64))


def split(x, heads):
    return torch.stack(torch.chunk(x, heads, -1), 1)


def scores(q, k, heads, mask, causal):
    s = torch.einsum("bhsc,bhtc->bhst", split(q, heads), split(k, heads)) / (q.shape[-1] // heads) ** 0.5
    if mask is not None:
        s = s.masked_fill(double(mask)[:, None] == 0, float("-inf"))
    if causal:
        s = s.masked_fill(torch.triu(torch.ones(s.shape[-2:], dtype=torch.bool), 1), float("-inf"))
    return s


def attention(name, batch, queries, keys, heads, channels, mask=None, causal=False):
    x = [normal(batch, n, heads * channels) for n in (queries, keys, keys)]
    q, k, v = (double(a).requires_grad_() for a in x)
    s = scores(q, k, heads, mask, causal)
    o = torch.cat(torch.unbind(torch.softmax(s, -1) @ split(v, heads), 1), -1)
    w = normal(*o.shape)
    o.backward(double(w))
    out.update({f"{name}.x{i}": a for i, a in enumerate(x)})
    if mask is not None:
        out[f"{name}.x3"] = mask
    out.update({f"{name}.y0": o.detach().numpy(), f"{name}.y1": torch.logsumexp(s, -1).detach().numpy(), f"{name}.w0": w})
    out.update({f"{name}.g{i}": a.grad.numpy() for i, a in enumerate((q, k, v))})


def weights(name, batch, queries, keys, heads, channels, mask=None):
    q, k = normal(batch, queries, heads * channels), normal(batch, keys, heads * channels)
    s = scores(double(q), double(k), heads, mask, False)
    operands = [q, k] + ([] if mask is None else [mask]) + [torch.logsumexp(s, -1).numpy().astype(np.float32)]
    out.update({f"{name}.x{i}": a for i, a in enumerate(operands)})
    out[f"{name}.y0"] = torch.softmax(s, -1).numpy()


def mask(*shape):
    m = (rng.random(shape) < 0.6).astype(np.float32)
    m[..., 0] = 1
    return m


attention("plain", 1, 33, 33, 4, 8)
attention("cross", 2, 5, 50, 2, 13)
attention("wide", 1, 30, 20, 1, 64)
attention("causal", 1, 40, 40, 2, 8, causal=True)
attention("masked", 2, 10, 37, 2, 8, mask=mask(2, 10, 37))
attention("padding", 3, 9, 21, 2, 5, mask=mask(3, 1, 21))
attention("shared_causal", 2, 13, 13, 2, 8, mask=mask(1, 13, 13), causal=True)
weights("map", 2, 9, 20, 2, 8)
weights("map_masked", 2, 9, 20, 2, 8, mask=mask(2, 1, 20))

np.savez_compressed(sys.argv[1], **{k: np.asarray(v, np.float32) for k, v in out.items()})
