"""Golden vectors for dev.spektron.model.moe, .vib, .head and .lora.

Run from src/test/resources: python3 scripts/make_model_parts.py
Made with numpy 1.24.2, scipy 1.10.1, PyTorch 1.13.0. Parameters and inputs are float32, everything is computed in float64.
Entries: CASE.p.NAME parameters, CASE.x.NAME inputs, CASE.y.NAME outputs, CASE.w.NAME gradients that flow into outputs, CASE.g.NAME gradients
of parameters, CASE.gx.NAME gradients of inputs.
"""
import sys

import numpy as np
import torch

sys.path.insert(0, "scripts")
import model_parts as m

rng = np.random.default_rng(20250107)
out = {}


def normal(*shape, scale=1.0):
    return (scale * rng.standard_normal(shape)).astype(np.float32)


def layer(p, name, i, o, bias=True, scale=1.0):
    p[name + ".weight"] = normal(o, i, scale=scale / np.sqrt(i))
    if bias:
        p[name + ".bias"] = normal(o, scale=0.3)


def case(name, p, x, f, wrt=(), frozen=()):
    """f(parameters, inputs) gives outputs by name; `frozen` outputs have no gradient that flows in."""
    pt = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in p.items()}
    xt = {k: torch.tensor(v, dtype=torch.float64, requires_grad=True) for k, v in x.items()}
    y = f(pt, xt)
    w = {k: normal(*v.shape) for k, v in y.items() if k not in frozen}
    sum((y[k] * torch.tensor(v, dtype=torch.float64)).sum() for k, v in w.items()).backward()
    put = lambda kind, entries: out.update({f"{name}.{kind}.{k}": np.asarray(v, dtype=np.float32) for k, v in entries.items()})
    put("p", p)
    put("x", x)
    put("y", {k: v.detach().numpy() for k, v in y.items()})
    put("w", w)
    # Gradients that instance normalisation makes 0 (whatever is constant along a spectrum) are rounding errors here; they are left out.
    put("g", {k: v.grad.numpy() for k, v in pt.items() if v.grad is not None and v.grad.abs().max() > 1e-12})
    put("gx", {k: xt[k].grad.numpy() for k in wrt})


# Mixtures: d 8, 4 experts of 6.
def mixture(name, top, balance, grid=None, experts=4, hidden=6):
    p = {"moe.norm.weight": 1 + normal(8, scale=0.2), "moe.norm.bias": normal(8, scale=0.2)}
    layer(p, "moe.gate", 8, experts, bias=False, scale=2)
    if balance == "CV2":
        layer(p, "moe.noise", 8, experts, bias=False)
    if grid:
        for e in range(experts):
            for part, i, o in (("up", 8, hidden), ("down", hidden, 8)):
                q = f"moe.experts.{e}.{part}"
                layer(p, q + ".base", i, o)
                p[q + ".spline.weight"] = normal(o, i * (grid[0] + grid[1]), scale=0.5)
                p[q + ".scale"] = 1 + normal(o, scale=0.2)
    else:
        layer(p, "moe.experts.up", 8, experts * hidden)
        layer(p, "moe.experts.down", experts * hidden, 8, bias=False)
        p["moe.experts.down.bias"] = normal(experts, 8, scale=0.3)
    names = ("tokens", "balance", "loads", "routerZ")
    case(name, p, {"x": normal(3, 5, 8)}, lambda p, x: dict(zip(names, m.mixture(p, "moe", x["x"], top, balance, grid))), ["x"])


mixture("moe_switch", 2, "SWITCH")
mixture("moe_cv2", 2, "CV2")
mixture("moe_square", 2, "SQUARE")
mixture("moe_one", 1, "CV2")
mixture("moe_all", 4, "SWITCH")
mixture("kan", 2, "SWITCH", (3, 5, -1.0, 1.0), experts=2, hidden=4)
mixture("kan_grid", 1, "SWITCH", (2, 4, -2.0, 3.0), experts=2, hidden=3)

# Bottleneck: d 8, latents of 6 and 4, 5 instruments.
for name, bounded in (("vib", True), ("vib_reference", False)):
    p = {}
    for part, i, o, scale in (("chem.mean", 8, 6, 1), ("chem.logvar", 8, 6, 12), ("inst.mean", 8, 4, 1), ("inst.logvar", 8, 4, 12),
                              ("classifier.hidden", 4, 64, 1), ("classifier.out", 64, 5, 1), ("adversary.hidden", 6, 64, 1),
                              ("adversary.out", 64, 5, 1)):
        layer(p, "vib." + part, i, o, scale=scale)
    case(name, p, {"h": normal(5, 8), "lambda": np.float32(0.7)},
         lambda p, x: m.vib(p, "vib", x["h"], x["lambda"].item(), bounded), ["h"])

# Heads over tokens.
p = {}
layer(p, "head.hidden", 12, 10)
layer(p, "head.out", 10, 4)
case("reconstruction", p, {"embedded": normal(2, 5, 6), "encoded": normal(2, 5, 6)},
     lambda p, x: {"y": m.reconstruction(p, "head", x["embedded"], x["encoded"])}, ["embedded", "encoded"])
p = {}
layer(p, "head.first", 6, 10)
layer(p, "head.second", 10, 5)
layer(p, "head.out", 5, 3)
case("regression", p, {"z": normal(4, 6)}, lambda p, x: {"y": m.regression(p, "head", x["z"])}, ["z"])
p = {}
layer(p, "head.hidden", 12, 6)
layer(p, "head.out", 6, 20)
case("cross_reference", p, {"cls": normal(3, 6), "content": normal(3, 4, 6)},
     lambda p, x: {"y": m.cross_pooled(p, "head", x["cls"], x["content"])}, ["cls", "content"])
p = {}
layer(p, "head.hidden", 12, 6)
layer(p, "head.out", 6, 8)
case("cross", p, {"cls": normal(3, 6), "content": normal(3, 4, 6)},
     lambda p, x: {"y": m.cross_tokens(p, "head", x["cls"], x["content"], 4, 22)}, ["cls", "content"])
for w, stride in ((8, 4), (7, 3), (5, 5), (1, 1)):
    case(f"overlap_{w}_{stride}", {}, {"patches": normal(2, 6, w)}, lambda p, x: {"y": m.overlap_add(x["patches"], stride)}, ["patches"])


# Operators: width 6, 4 modes, 2 layers; z_chem 5, z_inst 3, 4 instrument parameters.
def body(p):
    for i in range(2):
        p[f"fno.layers.{i}.spectral.weight"] = normal(2, 4, 6, 6, scale=0.3)
        layer(p, f"fno.layers.{i}.pointwise", 6, 6)
    layer(p, "fno.projection.hidden", 6, 12)
    layer(p, "fno.projection.out", 12, 1)


for name, length, conditioned in (("fno_reference", 21, True), ("fno_reference_150", 150, False)):
    p = {}
    layer(p, "fno.lift", 5, 6 * 64)
    layer(p, "fno.conditioning.hidden", 4, 6)
    layer(p, "fno.conditioning.out", 6, 6)
    body(p)
    case(name, p, {"z": normal(2, 5), "parameters": normal(2, 4), "spectrum": normal(2, length)},
         lambda p, x: {"y": m.fno_latent(p, "fno", x["z"], x["parameters"] if conditioned else None, 6, length)},
         ["z"])
for name, length, share, whole in (("fno", 30, 1.0, True), ("fno_part", 27, 0.6, False)):
    p = {}
    layer(p, "fno.lift", 3, 6)
    layer(p, "fno.film.chem", 5, 6)
    layer(p, "fno.film.inst", 3, 6, bias=False)
    layer(p, "fno.film.parameters", 4, 6, bias=False)
    layer(p, "fno.film.out", 6, 24)
    body(p)
    x = {"spectrum": normal(2, length), "coordinate": np.linspace(-0.8, 0.9, length).astype(np.float32),
         "mask": (rng.random((2, length)) > 0.2).astype(np.float32), "chem": normal(2, 5), "inst": normal(2, 3), "parameters": normal(2, 4)}
    names = ("chem", "inst", "parameters") if whole else ("chem",)
    case(name, p, x, lambda p, x: {"y": m.fno_spectral(p, "fno", x["spectrum"], x["coordinate"],
         x["mask"] if whole else torch.ones_like(x["mask"]), share, {k: x[k] for k in names}, 2)}, ("spectrum",) + names)
p = {}
layer(p, "fno.lift", 5, 6 * 64)
layer(p, "fno.position", 16, 6, bias=False)
layer(p, "fno.film.inst", 3, 6)
layer(p, "fno.film.out", 6, 24)
body(p)
case("decoder", p, {"chem": normal(2, 5), "inst": normal(2, 3), "coordinate": np.linspace(-0.7, 0.95, 25).astype(np.float32)},
     lambda p, x: {"y": m.decoder(p, "fno", x["chem"], x["inst"], x["coordinate"], 0.8, 6, 2)}, ["chem", "inst"])

# Adapters: y = out(q + k v), an adapter "one" on q, k, v of rank 2 and alpha 3, "two" on out of rank 1 and alpha 5.
for name, active in (("lora_one", [("one", 1.5)]), ("lora_both", [("one", 1.5), ("two", 5.0)])):
    p = {}
    for part in "q", "k", "v", "out":
        layer(p, "layers.0.attn." + part, 8, 8)
    for adapter, parts, r in (("one", ("q", "k", "v"), 2), ("two", ("out",), 1)):
        for part in parts:
            p[f"lora.{adapter}.layers.0.attn.{part}.V"] = normal(r, 8, scale=0.4)
            p[f"lora.{adapter}.layers.0.attn.{part}.U"] = normal(8, r, scale=0.4)

    def stack(p, x):
        at = lambda part, v: m.lora_linear(p, "layers.0.attn." + part, v, active)
        return {"y": at("out", at("q", x["x"]) + at("k", x["x"]) * at("v", x["x"]))}

    case(name, p, {"x": normal(2, 3, 8)}, stack, ["x"])

mixtures = {k: v for k, v in out.items() if k.startswith(("moe", "kan"))}
np.savez_compressed("golden/model/mixture.npz", **mixtures)
np.savez_compressed("golden/model/parts.npz", **{k: v for k, v in out.items() if k not in mixtures})
