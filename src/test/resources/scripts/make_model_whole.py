#!/usr/bin/env python3
"""Golden vectors of whole models in pretraining: golden/model/whole_PRESET.npz for the presets light and dlinoss-light in both behaviours,
and whole_light-batch.npz for the preset light whose views are normalised over the batch, all of which is seen whole.

Run from src/test/resources: python3 scripts/make_model_whole.py [PRESET...]
Made with PyTorch 1.13.0a0, numpy 1.24.2 and PyWavelets 1.1.1 in float64 from model_whole.py; gradients by torch.autograd, steps by
torch.optim.AdamW. First values of parameters are those of seed 7.

Entries: x.NAME inputs of the graphs; for CASE fixed and reference: CASE.names the sorted names of what is trained;
CASE.y.NAME outputs of a step at lambda = CASE.lambda and beta = CASE.beta; CASE.reconstruction every 7th number of the reconstruction
in evaluation; CASE.norms and CASE.peaks norm and greatest number of every gradient; CASE.first, CASE.grad and CASE.last the first values,
the gradients and the values after training, some of each, one after another in the order of the names; CASE.state the same of running
statistics and of the target network (CASE.stateNames); CASE.curve loss and norm of each of ten steps with the learning rate CASE.rate.
"""
import sys

import numpy as np
import torch

import model_whole as m

STEPS, WARM, SEED, B = 10, 5, 7, 4
# Greatest learning rates. At 1e-3 float32 no longer follows for ten steps: the gradients of the oscillators become too large, and the
# statistics of a batch of four alike projections magnify what its rounding errors change.
RATES = {"light": 1e-3, "dlinoss-light": 3e-4, "light-batch": 3e-4}
torch.set_num_threads(1)


def some(v, most):
    """At most so many numbers, evenly spread."""
    v = v.detach().numpy().ravel()
    n = min(most, v.size)
    return v[np.arange(n) * v.size // n]


def lines(rng, rows, n):
    """Spectra with bands on a sloping ground."""
    at = np.linspace(0, 1, n)
    y = np.zeros((rows, n))
    for r in range(rows):
        y[r] = 0.2 + 0.3 * rng.random() * at
        for _ in range(12):
            y[r] += rng.uniform(0.2, 1) * np.exp(-0.5 * ((at - rng.random()) / rng.uniform(0.004, 0.03)) ** 2)
    return y


def standard(y):
    mean, scale = y.mean(1), y.std(1)
    return (y - mean[:, None]) / scale[:, None], mean, scale


def batch(c, rng, views):
    """The first `views` spectra are also seen whole."""
    n, x = c.channels, {}
    whole = lines(rng, B, n) + 0.002 * rng.standard_normal((B, n))
    masked, visible = np.zeros((B, c.tokens)), np.ones((B, n))
    span = 3 if c.patch > 1 else 16
    for r in range(B):
        for at in rng.choice(c.tokens // span, int(0.3 * c.tokens) // span, replace=False) * span:
            masked[r, at:at + span] = 1
        for t in np.flatnonzero(masked[r]):
            visible[r, t * c.stride:t * c.stride + c.patch] = 0
    x["main.visible"], x["main.masked"] = visible, masked
    x["main.mean"] = (whole * visible).sum(1) / visible.sum(1)
    x["main.scale"] = np.sqrt(((whole - x["main.mean"][:, None]) ** 2 * visible).sum(1) / visible.sum(1))
    x["main.spectrum"] = (whole - x["main.mean"][:, None]) / x["main.scale"][:, None]
    x["relative"] = x["main.scale"] / whole.std(1)
    x["main.distance"] = np.array([3.4, 3.4, 2.0, 1.0])
    x["labels"], x["slots"] = np.array([0, 5, 0, -1]), np.array([0, 1, 0, 1])
    x["clean.spectrum"], x["noisy.mean"], x["noisy.scale"] = standard(whole[:views])
    x["noisy.spectrum"] = x["clean.spectrum"] + 0.05 * rng.standard_normal((views, n))
    x["view.spectrum"] = standard(1.02 * np.roll(whole[:views], 2, 1) + 0.1 * np.linspace(-1, 1, n) ** 2)[0]
    x["shares"] = rng.uniform(0.2, 0.8, views // 2)
    raw = x["noisy.mean"][:, None] + x["noisy.scale"][:, None] * x["noisy.spectrum"]
    share = x["shares"][:, None]
    x["mixed.spectrum"], x["mixed.mean"], x["mixed.scale"] = standard(share * raw[0::2] + (1 - share) * raw[1::2])
    x["absorbance"] = np.ones(views // 2)
    # Small positions keep the phase of the highest frequency exact enough for float32.
    places = {"main": B, "noisy": views, "view": views, "mixed": views // 2}
    for name, rows in places.items():
        x[name + ".positions"] = np.linspace(-0.05, 0.05, c.tokens) + 0.002 * np.arange(rows)[:, None]
        x[name + ".axisKnown"] = np.array([1, 0, 1, 1])[:rows]
        x[name + ".domain"] = np.array([0, 3, 2, 1])[:rows]
    return {k: np.asarray(v, np.float32) for k, v in x.items()}


def case(out, name, c, x, rate):
    x = {k: torch.tensor(v.astype(np.float64)) for k, v in x.items()}
    if c.reference:
        x["relative"] = torch.ones(B, dtype=torch.float64)
    p = m.start(c, SEED)
    names, state = (sorted(k for k in p if m.trained(k) == t) for t in (True, False))
    put = lambda k, v: out.update({f"{name}.{k}": np.asarray(v, np.float32)})
    out[name + ".names"], out[name + ".stateNames"] = np.array(names), np.array(state, dtype=str)
    put("first", np.concatenate([some(p[n], 8) for n in names]))
    factor, beta = (1.0, 0.05) if c.reference else (0.7, 0.02)
    put("lambda", factor)
    put("beta", beta)
    with torch.no_grad():
        put("reconstruction", m.reconstruct(p, m.encode(p, m.part(x, "main"), c, train=False)).numpy().ravel()[::7])
    y = m.losses(p, x, c, factor, beta)
    y["loss"].backward()
    for k, v in y.items():
        put("y." + k, v.detach().numpy())
    grads = {n: torch.zeros_like(p[n]) if p[n].grad is None else p[n].grad for n in names}
    put("norms", [grads[n].norm().item() for n in names])
    put("peaks", [grads[n].abs().max().item() for n in names])
    put("grad", np.concatenate([some(grads[n], 64) for n in names]))
    p = m.start(c, SEED)
    put("rate", rate)
    put("curve", m.train(p, x, c, STEPS, rate, WARM))
    put("last", np.concatenate([some(p[n], 32) for n in names]))
    put("state", np.concatenate([some(p[n], 8) for n in state]) if state else [])
    print(name, {k: v.item() for k, v in y.items() if v.numel() == 1})
    print(out[name + ".curve"])


# Four views: a batch of two would be normalised to plus and minus one.
for title, preset, channels, views in (("light", "light", 2048, 2), ("dlinoss-light", "dlinoss-light", 256, 2),
                                       ("light-batch", "light", 2048, 4)):
    if len(sys.argv) > 1 and title not in sys.argv[1:]:
        continue
    found = {}
    batched = title.endswith("-batch")
    x = batch(m.Preset(preset, channels, False), np.random.default_rng(20250301), views)
    found.update({"x." + k: v for k, v in x.items()})
    # The reference has no views.
    for reference in [False] if batched else [False, True]:
        case(found, "reference" if reference else "fixed", m.Preset(preset, channels, reference, batched), x,
             RATES[title])
    np.savez_compressed(f"golden/model/whole_{title}.npz", **found)
