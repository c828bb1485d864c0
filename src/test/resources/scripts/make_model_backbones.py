#!/usr/bin/env python3
"""Golden vectors of the backbones: golden/model/backbone_KIND.npz, a file for each kind.

Run from src/test/resources: python3 scripts/make_model_backbones.py
Made with PyTorch 1.13.0a0 and numpy 1.24.2, in float64, from the formulas in model_backbones.py; gradients by torch.autograd.
Names as in ModuleCheck; what a training pass makes of the running statistics stands under CASE.after.NAME.
"""
import numpy as np
import torch

import model_backbones as m

rng = np.random.default_rng(20240411)
out = {}
D = 6


def normal(*shape, scale=1.0, mean=0.0):
    return (mean + scale * rng.standard_normal(shape)).astype(np.float32)


def linear(p, name, i, o, bias=True):
    p[name + ".weight"] = normal(o, i, scale=i ** -0.5)
    if bias:
        p[name + ".bias"] = normal(o, scale=0.3)


def layer_norm(p, name, d=D):
    p[name + ".weight"] = normal(d, scale=0.2, mean=1)
    p[name + ".bias"] = normal(d, scale=0.2)


def case(name, p, f, x, train=False, maps=False):
    t = {k: torch.tensor(v.astype(np.float64), requires_grad="running" not in k) for k, v in p.items()}
    xt = torch.tensor(x.astype(np.float64), requires_grad=True)
    found = []
    y = f(t, xt, found) if maps else f(t, xt)
    w = normal(*y.shape)
    y.backward(torch.tensor(w.astype(np.float64)))
    put = {"x.x": x, "y.y": y.detach().numpy(), "w.y": w, "gx.x": xt.grad.numpy()}
    for k, v in p.items():
        put["p." + k] = v
        if k.endswith(".attn.k.bias"):
            # Exactly 0: it adds the same to all scores of a row. What floats make of it has no scale to compare with.
            assert t[k].grad.abs().max() < 1e-12
        elif t[k].grad is not None:
            put["g." + k] = t[k].grad.numpy()
        elif train:
            put["after." + k] = t[k].numpy()
    for i, map in enumerate(found):
        put[f"y.map{i}"] = map.detach().numpy()
    for k, v in put.items():
        out[f"{name}.{k}"] = v.astype(np.float32)


def mamba(layers, states, inner, kernel, rank, back=False):
    p = {}
    for s in ["layers", "layers_back"] if back else ["layers"]:
        for i in range(layers):
            n = f"b.{s}.{i}"
            layer_norm(p, n + ".norm")
            linear(p, n + ".in_proj", D, 2 * inner, False)
            p[n + ".conv.weight"] = normal(inner, kernel, scale=0.5)
            p[n + ".conv.bias"] = normal(inner, scale=0.3)
            linear(p, n + ".x_proj", inner, rank + 2 * states, False)
            linear(p, n + ".dt_proj", rank, inner)
            p[n + ".A_log"] = normal(inner, states, scale=0.7)
            p[n + ".D"] = normal(inner)
            linear(p, n + ".out_proj", inner, D, False)
    layer_norm(p, "b.norm")
    return p


def gated(p, n):
    linear(p, n + ".glu.value", D, D)
    linear(p, n + ".glu.gate", D, D)


def directions(layers, bidirectional):
    return [f"b.layers.{i}.{d}" for i in range(layers) for d in (["forward", "backward"] if bidirectional else ["forward"])]


def linoss(layers, oscillators, scheme, kind, bidirectional):
    p = {}
    for n in directions(layers, bidirectional):
        if kind == "BATCH":
            p[n + ".norm.running_mean"] = normal(D, scale=0.3)
            p[n + ".norm.running_var"] = rng.uniform(0.5, 2, D).astype(np.float32)
        elif kind == "RMS":
            p[n + ".norm.weight"] = normal(D, scale=0.2, mean=1)
        else:
            layer_norm(p, n + ".norm")
        p[n + ".ssm.s"] = normal(oscillators, scale=0.5)
        dt = 1 / (1 + np.exp(-p[n + ".ssm.s"]))
        if scheme == "DAMPED":
            p[n + ".ssm.g"] = (rng.uniform(-0.2, 0.6, oscillators)).astype(np.float32)
        # Some below and some above the bounds.
        p[n + ".ssm.a"] = (rng.uniform(-0.6, 4.6, oscillators) / dt ** 2).astype(np.float32)
        linear(p, n + ".ssm.B", D, 2 * oscillators, False)
        linear(p, n + ".ssm.C", 2 * oscillators, D, False)
        p[n + ".ssm.D"] = normal(D)
        gated(p, n)
    layer_norm(p, "b.norm")
    return p


def s4d(layers, states, kind, bidirectional, reference=False):
    p = {}
    for n in directions(layers, bidirectional and not reference):
        layer_norm(p, n + ".norm")
        s = n if reference else n + ".ssm"
        p[s + ".log_dt"] = np.log(rng.uniform(0.05, 0.5, D)).astype(np.float32)
        p[s + ".D"] = normal(D)
        if reference:
            p[s + ".A_log"] = normal(states, scale=0.7)
            p[s + ".B"] = normal(D, states)
            p[s + ".C"] = normal(D, states)
            continue
        p[s + ".A_log"] = normal(D, states, scale=0.7)
        parts = 1 if kind == "REAL" else 2
        if parts == 2:
            p[s + ".A_imag"] = normal(D, states, scale=4)
        p[s + ".B"] = normal(parts, D, states)
        p[s + ".C"] = normal(parts, D, states)
        gated(p, n)
    layer_norm(p, "b.norm")
    return p


def cnn1d(layers, kernel, inner):
    p = {}
    for i in range(layers):
        n = f"b.layers.{i}"
        layer_norm(p, n + ".norm")
        p[n + ".conv.weight"] = normal(inner, kernel, D, scale=(kernel * D) ** -0.5)
        p[n + ".conv.bias"] = normal(inner, scale=0.3)
        linear(p, n + ".point", inner, D)
    layer_norm(p, "b.norm")
    return p


def transformer(layers, ff):
    p = {}
    for i in range(layers):
        n = f"b.layers.{i}"
        for k in ("norm1", "norm2"):
            layer_norm(p, f"{n}.{k}")
        for k in ("q", "k", "v", "out"):
            linear(p, f"{n}.attn.{k}", D, D)
        linear(p, n + ".ffn.up", D, ff)
        linear(p, n + ".ffn.down", ff, D)
    layer_norm(p, "b.norm")
    return p


x = lambda: normal(2, 9, D)
case("mamba", mamba(2, 3, 12, 4, 1), lambda p, h: m.mamba(p, "b", h, 2, 3), x())
case("mamba_exact", mamba(2, 3, 12, 3, 2), lambda p, h: m.mamba(p, "b", h, 2, 3, exact=True), x())
case("mamba_both", mamba(2, 3, 6, 4, 1, True), lambda p, h: m.mamba(p, "b", h, 2, 3, bidirectional=True), x())
case("mamba_reference", mamba(2, 3, 12, 4, 1), lambda p, h: m.mamba(p, "b", h, 2, 3, reference=True), x())
for scheme in ("DAMPED", "IMEX", "IM"):
    case("linoss_" + scheme, linoss(2, 5, scheme, "LAYER", True), lambda p, h: m.linoss(p, "b", h, 2, scheme), x())
case("linoss_rms", linoss(1, 5, "DAMPED", "RMS", False), lambda p, h: m.linoss(p, "b", h, 1, kind="RMS", bidirectional=False), x())
for train in (False, True):
    name = "train" if train else "evaluate"
    case("linoss_batch_" + name, linoss(2, 5, "DAMPED", "BATCH", True),
         lambda p, h: m.linoss(p, "b", h, 2, kind="BATCH", train=train), x(), train)
    case("linoss_reference_" + name, linoss(2, 5, "DAMPED", "BATCH", True),
         lambda p, h: m.linoss(p, "b", h, 2, reference=True, train=train), x(), train)
for kind in ("LIN", "REAL"):
    case("s4d_" + kind, s4d(2, 4, kind, True), lambda p, h: m.s4d(p, "b", h, 2, kind), x())
case("s4d_reference", s4d(2, 4, "LIN", True, True), lambda p, h: m.s4d(p, "b", h, 2, reference=True), x())
case("cnn1d", cnn1d(3, 5, 12), lambda p, h: m.cnn1d(p, "b", h, 3), x())
case("cnn1d_plain", cnn1d(2, 3, 6), lambda p, h: m.cnn1d(p, "b", h, 2, dilate=False), x())
case("cnn1d_reference", cnn1d(2, 5, 12), lambda p, h: m.cnn1d(p, "b", h, 2, reference=True), x())
case("transformer", transformer(2, 11), lambda p, h, maps: m.transformer(p, "b", h, 2, 3, maps=maps), x(), maps=True)
case("transformer_post", transformer(2, 11), lambda p, h, maps: m.transformer(p, "b", h, 2, 2, True, maps=maps), x(), maps=True)

for kind in ("mamba", "linoss", "s4d", "cnn1d", "transformer"):
    np.savez_compressed(f"golden/model/backbone_{kind}.npz", **{k: v for k, v in out.items() if k.startswith(kind)})
