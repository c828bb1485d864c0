"""Golden vectors of the loss terms and their gradients: golden/model/loss.npz, and of peaks: golden/model/peaks.npz.

Run in src/test/resources with `python3 scripts/make_model_loss.py`; Python 3.11, torch 1.13, numpy 1.24, scipy 1.10 (double precision,
inputs rounded to float first)."""
import os
import sys

import numpy as np
import scipy.signal
import torch
import torch.nn.functional as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import model_loss as M  # noqa: E402

rng = np.random.default_rng(20260411)
out = {}


def f32(*shape, scale=1.0):
    return (scale * rng.standard_normal(shape)).astype(np.float32)


def case(name, inputs, f, outputs, grads, params=None, trained=()):
    """f gets tensors by name and gives a tuple for `outputs`; each output is weighted with a random number."""
    x = {k: torch.tensor(np.asarray(v, np.float32), dtype=torch.float64, requires_grad=k in grads) for k, v in inputs.items()}
    p = {k: torch.tensor(v, dtype=torch.float64, requires_grad=k in trained) for k, v in (params or {}).items()}
    y = f(x, p) if params else f(x)
    y = y if isinstance(y, tuple) else (y,)
    total = 0
    for k, v in inputs.items():
        out[f"{name}.x.{k}"] = np.asarray(v, np.float32)
    for k, v in (params or {}).items():
        out[f"{name}.p.{k}"] = v
    for k, v in zip(outputs, y):
        w = np.asarray(rng.uniform(0.5, 1.5, tuple(v.shape)), np.float32)
        out[f"{name}.y.{k}"] = v.detach().numpy().astype(np.float32)
        out[f"{name}.w.{k}"] = w
        total = total + (v * torch.tensor(w, dtype=torch.float64)).sum()
    total.backward()
    for k in grads:
        out[f"{name}.gx.{k}"] = x[k].grad.numpy().astype(np.float32)
    for k in trained:
        out[f"{name}.g.{k}"] = p[k].grad.numpy().astype(np.float32)


# Masked reconstruction.
B, N, W = 3, 6, 8
mask = (rng.uniform(size=(B, N)) < 0.5).astype(np.float32)
mask[1] = 0
mask[0, 2] = 1
mask[2, 3:] = 1
rec = {"r": f32(B, N, W), "t": f32(B, N, W), "mask": mask}
case("msrp_square", rec, lambda x: M.msrp(x["r"], x["t"], x["mask"]), ["loss"], ["r", "t"])
case("msrp_absolute", rec, lambda x: M.msrp(x["r"], x["t"], x["mask"], "absolute"), ["loss"], ["r"])
case("msrp_smooth", rec, lambda x: M.msrp(x["r"], x["t"], x["mask"], "smooth"), ["loss"], ["r"])
case("msrp_spectrum", rec, lambda x: M.msrp(x["r"], x["t"], x["mask"], per_spectrum=True), ["loss"], ["r"])
case("msrp_patch", rec, lambda x: M.msrp(x["r"], x["t"], x["mask"], per_patch=True), ["loss"], ["r"])
case("msrp_peaks", dict(rec, weights=(1 + rng.uniform(size=(B, N, W))).astype(np.float32)),
     lambda x: M.msrp(x["r"], x["t"], x["mask"], weights=x["weights"]), ["loss"], ["r"])
case("denoise", {"r": f32(B, 20), "x": f32(B, 20)}, lambda x: F.mse_loss(x["r"], x["x"]), ["loss"], ["r"])

# Patches: unfold and the mean of what overlaps.
L, STRIDE = 45, 4
case("unfold", {"x": f32(2, L)}, lambda x: F.unfold(x["x"][:, None, None, :], (1, W), stride=(1, STRIDE)).transpose(1, 2), ["y"], ["x"])
NP = (L - W) // STRIDE + 1


def fold(v):
    s = F.fold(v.transpose(1, 2), (1, L), (1, W), stride=(1, STRIDE))[:, 0, 0]
    n = F.fold(torch.ones_like(v).transpose(1, 2), (1, L), (1, W), stride=(1, STRIDE))[:, 0, 0]
    return torch.where(n > 0, s / n.clamp(min=1), torch.zeros_like(s))


case("overlap", {"x": f32(2, NP, W)}, lambda x: fold(x["x"]), ["y"], ["x"])

# Views.
D, H, P = 10, 12, 6


def dense(prefix, i, h, o):
    return {prefix + ".hidden.weight": f32(h, i, scale=0.4), prefix + ".hidden.bias": f32(h, scale=0.2),
            prefix + ".norm.weight": (1 + 0.2 * rng.standard_normal(h)).astype(np.float32), prefix + ".norm.bias": f32(h, scale=0.2),
            prefix + ".out.weight": f32(o, h, scale=0.4), prefix + ".out.bias": f32(o, scale=0.2)}


online = dict(dense("byol.projector", D, H, P), **dense("byol.predictor", P, H, P))
both = dict(online, **{"target." + k: v for k, v in dense("byol.projector", D, H, P).items()})
views = {k: f32(5, D) for k in ("z1", "z2", "t1", "t2")}
case("byol", views, lambda x, p: M.byol(p, "byol", x["z1"], x["z2"], x["t1"], x["t2"]), ["loss"], ["z1", "z2"], both, list(online))
case("byol_pairs", dict(views, pairs=np.array([1, 0, 1, 1, 0])),
     lambda x, p: M.byol(p, "byol", x["z1"], x["z2"], x["t1"], x["t2"], x["pairs"]), ["loss"], ["z1", "z2"], both, list(online))
nce = {"z1": f32(6, 9), "z2": f32(6, 9), "ids": np.array([0, 1, 2, 1, 4, 0])}
case("nce", nce, lambda x: M.info_nce(x["z1"], x["z2"], x["ids"], 0.1), ["loss"], ["z1", "z2"])
case("nce_pairs", dict(nce, pairs=np.array([1, 1, 0, 1, 1, 0])), lambda x: M.info_nce(x["z1"], x["z2"], x["ids"], 0.1, x["pairs"]),
     ["loss"], ["z1", "z2"])
case("nce_reference", {k: nce[k] for k in ("z1", "z2")}, lambda x: M.info_nce(x["z1"], x["z2"], None, 0.1, one_way=True), ["loss"],
     ["z1", "z2"])

# Transport: slots 0, 1 and 3 of four, two spectra without.
slot = np.array([0, 1, 3, 0, -1, 1, 1, 3, 0, -1, 0, 3])
z = f32(len(slot), 7)
z += slot[:, None].astype(np.float32) * np.array([0.3, -0.2, 0.1, 0.4, 0, 0, 0.2], np.float32)
case("divergence", {"z": z, "slot": slot}, lambda x: M.divergence(x["z"], x["slot"].detach(), 4, 0.05), ["loss"], ["z"])
two = np.where(slot == 3, -1, slot)
case("divergence_two", {"z": z, "slot": two}, lambda x: M.divergence(x["z"], x["slot"].detach(), 4, 0.3), ["loss"], ["z"])
case("plain", {"z": z, "slot": slot}, lambda x: M.plain_sinkhorn(x["z"], x["slot"].detach(), 4, 1.0, 50), ["loss"], ["z"])

# Physics.
axis = np.arange(60)
spectra = np.stack([sum(a * np.exp(-0.5 * ((axis - c) / w) ** 2) for a, c, w in
                        [(2, 15 + 3 * k, 2.5), (1.2, 33, 4), (1.5, 47 - k, 2)]) - 0.8 for k in range(3)])
spectra = (spectra + 0.02 * rng.standard_normal(spectra.shape)).astype(np.float32)
phys = {"s": spectra, "mean": np.array([0.5, 0.9, 0.2]), "deviation": np.array([0.7, 1.1, 2.0]), "step": np.array([2.0, 4.0, 1.0])}
terms = ["smoothness", "nonNegativity", "derivative", "peakShape"]
case("physics", phys, lambda x: M.physics_fixed(x["s"], x["mean"], x["deviation"], x["step"], 9, 0, 3, 0.1), terms, ["s"])
case("physics_savgol", phys, lambda x: M.physics_fixed(x["s"], x["mean"], x["deviation"], x["step"], 1, 7, 4, 0.05), terms, ["s"])
case("physics_reference", {"s": spectra}, lambda x: M.physics_reference(x["s"]), terms, ["s"])
case("mixing", {"a": f32(3, 12), "b": f32(3, 12), "mixed": f32(3, 12), "lambda": rng.uniform(size=3), "absorbance": np.array([1, 0, 1])},
     lambda x: ((x["mixed"] - x["lambda"][:, None] * x["a"] - (1 - x["lambda"])[:, None] * x["b"]) ** 2)[x["absorbance"] > 0].mean(),
     ["loss"], ["a", "b", "mixed"])

# Bottleneck.
latent = {"mc": f32(6, 8, scale=0.4), "vc": f32(6, 8, scale=0.3), "mi": f32(6, 5, scale=0.4), "vi": f32(6, 5, scale=0.3),
          "inst": f32(6, 4), "adv": f32(6, 4), "labels": np.array([0, 2, -1, 3, 2, 0]), "beta": np.array(0.02)}
names = ["total", "chemistry", "instrument", "classifier", "adversary"]
keys = ["mc", "vc", "mi", "vi", "inst", "adv"]


def bottleneck(free):
    return lambda x: M.vib(*[x[k] for k in keys], x["labels"].detach(), x["beta"].detach(), free, 0.1)


case("vib", latent, bottleneck(0.1), names, keys)
case("vib_reference", latent, bottleneck(0), names, keys)
case("vib_single", dict(latent, labels=np.array([2, 2, -1, 2, -1, 2])), bottleneck(0.1), names, keys)
# Views whose batch is normalised (a generator of its own, so that the cases above stay as they were).
rng, before = np.random.default_rng(7), rng
online = {k: v for k, v in dict(dense("byol.projector", D, H, P), **dense("byol.predictor", P, H, P)).items()
          if ".norm." not in k and not k.endswith(("hidden.bias", "projector.out.bias"))}
running = {n + s: np.full(H, v, np.float32) for n in ("byol.projector.norm", "byol.predictor.norm")
           for s, v in ((".running_mean", 0), (".running_var", 1))}
followed = {"target." + k: (v if ".running_" in k else f32(*v.shape, scale=0.4)) for k, v in dict(online, **running).items() if "projector" in k}
case("byol_batch", views, lambda x, p: M.byol(p, "byol", x["z1"], x["z2"], x["t1"], x["t2"]), ["loss"], ["z1", "z2"],
     dict(online, **running, **followed), list(online))
rng = before
np.savez_compressed("golden/model/loss.npz", **out)

# Peaks by SciPy; the distance of peaks that stand out is kept by a plain loop over them from the highest to the lowest.
found = {}
for k in range(8):
    n = 300
    line = np.cumsum(rng.standard_normal(n + 8))
    line = np.convolve(line, np.ones(9) / 9, "valid") if k % 2 else line[:n] * 0.2 + 4 * np.exp(-0.5 * ((np.arange(n) - 120) / 6) ** 2)
    if k >= 6:
        line = np.round(line)
    line = line.astype(np.float32).astype(np.float64)
    at, how = scipy.signal.find_peaks(line, prominence=0.05 * (line.max() - line.min()))
    keep = []
    for i in sorted(at, key=lambda i: (line[i], i), reverse=True):
        if all(abs(i - j) >= 5 for j in keep):
            keep.append(i)
    keep = np.array(sorted(keep))
    prominence = scipy.signal.peak_prominences(line, keep)[0]
    _, _, left, right = scipy.signal.peak_widths(line, keep, rel_height=0.5)
    found[f"case{k}.x.line"] = line.astype(np.float32)
    found[f"case{k}.y.at"] = keep.astype(np.float32)
    found[f"case{k}.y.prominence"] = prominence.astype(np.float32)
    found[f"case{k}.y.from"] = np.floor(left).astype(np.float32)
    found[f"case{k}.y.to"] = np.ceil(right).astype(np.float32)
np.savez_compressed("golden/model/peaks.npz", **found)
print(len(out), len(found), "arrays")
