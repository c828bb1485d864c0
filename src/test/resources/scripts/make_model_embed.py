#!/usr/bin/env python3
"""Writes golden/model/embed.npz: embeddings of spectra and their gradients from PyTorch in double precision, rounded to float32. Made with
torch 1.13.0a0, numpy 1.24.2 and PyWavelets 1.1.1. The entries are those that the class ModuleCheck describes.

usage: make_model_embed.py OUT.npz
"""
import sys

import numpy as np
import torch

import model_embed

rng = np.random.default_rng(11)
out = {}
D, KERNEL, PATCH, STRIDE, LEVELS, FREQUENCIES = 12, 5, 16, 8, 3, 4
LENGTHS = {"wavelet": 100, "raw": 40}
B = 3


def normal(*shape):
    return rng.standard_normal(shape).astype(np.float32)


def layer(p, name, outputs, inputs, bias=True):
    p[name + ".weight"] = normal(outputs, inputs) / np.float32(np.sqrt(inputs))
    if bias:
        p[name + ".bias"] = normal(outputs)


def convolution(p, name, taps, inputs):
    p[name + ".weight"] = normal(D, taps, inputs) / np.float32(np.sqrt(taps * inputs))
    p[name + ".bias"] = normal(D)


def parameters(kind, reference):
    p = {"mask_token": normal(D), "e.cls": normal(D), "e.domain": normal(4, D), "e.norm.weight": 1 + normal(D) / 4, "e.norm.bias": normal(D)}
    layer(p, "e.position", D, 1 if reference else 2 * FREQUENCIES)
    if not reference:
        p["e.no_axis"] = normal(D)
    channels = 1 if reference else 2
    if kind == "raw":
        convolution(p, "e.conv", KERNEL, channels)
        if not reference:
            layer(p, "e.amplitude", D, 1, bias=False)
        return p
    convolution(p, "e.patch", PATCH, channels)
    q = D // (LEVELS + 1)
    for scale in range(LEVELS + 1):
        layer(p, f"e.scales.{scale}", q, channels)
    layer(p, "e.fusion", D, D + (LEVELS + 1) * q)
    return p


def batch(kind, masked):
    length = LENGTHS[kind]
    n = length if kind == "raw" else (length - PATCH) // STRIDE + 1
    # Small positions keep the phase of the highest frequency exact enough for float32.
    x = {"spectrum": normal(B, length), "positions": rng.uniform(-0.1, 0.1, (B, n)).astype(np.float32),
         "axisKnown": np.array([1, 0, 1], np.float32), "domain": np.array([2, 0, 3], np.float32)}
    if masked:
        visible = np.ones((B, length), np.float32)
        visible[0, length // 5:3 * length // 5] = 0
        visible[1, 2 * length // 3:] = 0
        patch, stride = (1, 1) if kind == "raw" else (PATCH, STRIDE)
        x["visible"] = visible
        x["masked"] = np.array([[float(not v[i * stride:i * stride + patch].any()) for i in range(n)] for v in visible], np.float32)
    return x


def case(name, p, x, f, wanted):
    tp = {k: torch.tensor(v.astype(np.float64), requires_grad=True) for k, v in p.items()}
    tx = {k: torch.tensor(v.astype(np.float64), requires_grad=k in wanted) for k, v in x.items()}
    y = f(tp, tx)
    w = {k: normal(*v.shape) for k, v in y.items()}
    sum((v * torch.tensor(w[k].astype(np.float64))).sum() for k, v in y.items()).backward()
    out.update({f"{name}.p.{k}": v for k, v in p.items()})
    out.update({f"{name}.x.{k}": v for k, v in x.items()})
    out.update({f"{name}.y.{k}": v.detach().numpy() for k, v in y.items()})
    out.update({f"{name}.w.{k}": v for k, v in w.items()})
    out.update({f"{name}.g.{k}": v.grad.numpy() for k, v in tp.items() if v.grad is not None})
    out.update({f"{name}.gx.{k}": tx[k].grad.numpy() for k in wanted})


for kind in ("wavelet", "raw"):
    for reference in (False, True):
        for masked in (False, True):
            def embed(p, x, kind=kind, reference=reference):
                how = (reference, STRIDE, "db4", LEVELS) if kind == "wavelet" else (reference,)
                return dict(zip(("tokens", "content"), getattr(model_embed, kind)(p, "e", x, *how)))

            name = f"{kind}_{'reference' if reference else 'fixed'}{'_masked' if masked else ''}"
            case(name, parameters(kind, reference), batch(kind, masked), embed, ("spectrum",))

case("overlap", {}, {"spectrum": normal(2, 100), "patches": normal(2, (100 - PATCH) // STRIDE + 1, PATCH)},
     lambda p, x: {"unfolded": model_embed.unfold(x["spectrum"], PATCH, STRIDE), "averaged": model_embed.average(x["patches"], STRIDE)},
     ("spectrum", "patches"))

np.savez_compressed(sys.argv[1], **{k: np.ascontiguousarray(v, dtype=np.float32) for k, v in out.items()})
