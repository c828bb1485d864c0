"""The whole model, its pretraining loss and its optimiser in plain PyTorch, out of the functions of the other model_*.py; written from the
model, loss and training specifications. Parameters stand in a dict `p` by our names; those of the target network begin with `target.`.
Nothing is random: no dropout, no noise on latents and gates.
"""
import math

import numpy as np
import torch
import torch.nn.functional as F

import model_backbones
import model_embed
import model_loss
import model_parts
import philox

CHEM, INST, CLASSES, WIDTH = 32, 16, 16, 64
PATCH, STRIDE, LEVELS, KERNEL, FREQUENCIES = 32, 16, 4, 15, 32
EXPERTS, EXPERT_WIDTH, HEADS, FEED_FORWARD = 2, 128, 4, 128
LAYERS, STATES, TAPS, RANK, OSCILLATORS = 2, 8, 4, 4, 32
BYOL_HIDDEN, BYOL_WIDTH, TAU = 64, 32, 0.996
BETA1, BETA2, EPS, DECAY, CLIP = 0.9, 0.999, 1e-8, 0.01, 5.0
WEIGHTS = dict(msrp=1.0, contrastive=0.3, denoise=0.2, ot=0.1, physics=0.1, vib=0.15, moe_balance=0.01)
PHYSICS = (0.05, 0.02, 0.03, 0.02)
BEER_LAMBERT, DISENTANGLE, FREE_BITS = 0.05, 0.1, 0.05
# Parts of the model that pretraining trains, and those of them that the target network has, too.
FOLLOWED = ("mask_token", "embedding.", "backbone.", "mixture.", "transformer.", "vib.", "byol.projector.")


class Preset:
    """`batch`: whether projector and predictor of the views normalise the batch rather than each spectrum."""
    def __init__(self, name, channels, reference, batch=False):
        self.name, self.channels, self.reference, self.batch = name, channels, reference, batch
        self.raw = name == "dlinoss-light"
        self.patch, self.stride = (1, 1) if self.raw else (PATCH, STRIDE)
        self.tokens = (channels - self.patch) // self.stride + 1
        self.head = 128 if self.raw else 512
        self.views = not reference


# First values (model specification, section 9)

class Start:
    def __init__(self, seed):
        self.seed, self.values = seed, {}

    def stream(self, name):
        return philox.Stream(self.seed, name)

    def put(self, name, value, *shape):
        self.values[name] = np.asarray(value, np.float32).reshape(shape)

    def uniform(self, name, bound, *shape):
        u = self.stream(name).uniform(math.prod(shape)).astype(np.float32)
        self.put(name, np.float32(bound) * (2 * u - 1), *shape)

    def normal(self, name, deviation, *shape):
        self.put(name, np.float32(deviation) * self.stream(name).normal(math.prod(shape)), *shape)

    def linear(self, name, i, o, bias=True):
        self.uniform(name + ".weight", i ** -0.5, o, i)
        if bias:
            self.uniform(name + ".bias", i ** -0.5, o)

    def conv(self, name, i, o, taps):
        self.uniform(name + ".weight", (i * taps) ** -0.5, o, taps, i)
        self.uniform(name + ".bias", (i * taps) ** -0.5, o)

    def norm(self, name, d=WIDTH):
        self.put(name + ".weight", np.ones(d), d)
        self.put(name + ".bias", np.zeros(d), d)


def start_embedding(s, c):
    d, channels = WIDTH, 1 if c.reference else 2
    if c.raw:
        s.conv("embedding.conv", channels, d, KERNEL)
        if not c.reference:
            s.linear("embedding.amplitude", 1, d, bias=False)
    else:
        s.conv("embedding.patch", channels, d, PATCH)
        q = d // (LEVELS + 1)
        for i in range(LEVELS + 1):
            s.linear(f"embedding.scales.{i}", channels, q)
        s.linear("embedding.fusion", d + (LEVELS + 1) * q, d)
    s.norm("embedding.norm")
    s.linear("embedding.position", 1 if c.reference else 2 * FREQUENCIES, d)
    if not c.reference:
        s.normal("embedding.no_axis", 0.02, d)
    s.normal("embedding.domain", 1 if c.reference else 0.02, 4, d)
    s.normal("embedding.cls", 0.02, d)
    s.normal("mask_token", 0.02, d)


def start_mamba(s, n):
    d = e = WIDTH
    s.norm(n + ".norm")
    s.linear(n + ".in_proj", d, 2 * e, bias=False)
    s.uniform(n + ".conv.weight", TAPS ** -0.5, e, TAPS)
    s.uniform(n + ".conv.bias", TAPS ** -0.5, e)
    s.linear(n + ".x_proj", e, RANK + 2 * STATES, bias=False)
    s.uniform(n + ".dt_proj.weight", RANK ** -0.5, e, RANK)
    low, high = float(np.float32(0.001)), float(np.float32(0.1))
    dt = np.maximum(1e-4, low * (high / low) ** s.stream(n + ".dt_proj.bias").uniform(e))
    s.put(n + ".dt_proj.bias", dt + np.log(-np.expm1(-dt)), e)
    s.put(n + ".A_log", np.tile(np.log(np.arange(1, STATES + 1)), (e, 1)), e, STATES)
    s.put(n + ".D", np.ones(e), e)
    s.linear(n + ".out_proj", e, d, bias=False)


def start_linoss(s, n, reference):
    d, count = WIDTH, OSCILLATORS
    if reference:
        s.put(n + ".norm.running_mean", np.zeros(d), d)
        s.put(n + ".norm.running_var", np.ones(d), d)
    else:
        s.norm(n + ".norm")
    s.normal(n + ".ssm.s", 0.5, count)
    dt = 1 / (1 + np.exp(-s.values[n + ".ssm.s"].astype(np.float64)))
    low = float(np.float32(0.9)) ** 2
    m2 = low + (1 - low) * s.stream(n + ".ssm.g").uniform(count)
    s.put(n + ".ssm.g", (1 - m2) / (dt * m2), count)
    theta = float(np.float32(np.pi)) * s.stream(n + ".ssm.a").uniform(count)
    s.put(n + ".ssm.a", (1 + 1 / m2 - 2 / np.sqrt(m2) * np.cos(theta)) / dt ** 2, count)
    s.uniform(n + ".ssm.B.weight", d ** -0.5, 2 * count, d)
    s.uniform(n + ".ssm.C.weight", count ** -0.5, d, 2 * count)
    s.normal(n + ".ssm.D", 1, d)
    s.linear(n + ".glu.value", d, d)
    s.linear(n + ".glu.gate", d, d)


def start_rest(s, c):
    d, h = WIDTH, EXPERT_WIDTH
    s.norm("mixture.norm")
    s.linear("mixture.gate", d, EXPERTS, bias=False)
    s.linear("mixture.experts.up", d, EXPERTS * h)
    s.uniform("mixture.experts.down.weight", h ** -0.5, d, EXPERTS * h)
    s.uniform("mixture.experts.down.bias", h ** -0.5, EXPERTS, d)
    n = "transformer.layers.0"
    for part in "q", "k", "v", "out":
        s.linear(f"{n}.attn.{part}", d, d)
    s.linear(n + ".ffn.up", d, FEED_FORWARD)
    s.linear(n + ".ffn.down", FEED_FORWARD, d)
    for norm in n + ".norm1", n + ".norm2", "transformer.norm":
        s.norm(norm)
    for part, width in ("chem", CHEM), ("inst", INST):
        s.linear(f"vib.{part}.mean", d, width)
        s.linear(f"vib.{part}.logvar", d, width)
    for part, width in ("classifier", INST), ("adversary", CHEM):
        s.linear(f"vib.{part}.hidden", width, 64)
        s.linear(f"vib.{part}.out", 64, CLASSES)
    s.linear("reconstruction.hidden", 2 * d, c.head)
    s.linear("reconstruction.out", c.head, c.patch)
    if c.views:
        for part, i in ("projector", CHEM), ("predictor", BYOL_WIDTH):
            # A batch's mean takes out any bias before it.
            s.linear(f"byol.{part}.hidden", i, BYOL_HIDDEN, bias=not c.batch)
            if c.batch:
                s.put(f"byol.{part}.norm.running_mean", np.zeros(BYOL_HIDDEN), BYOL_HIDDEN)
                s.put(f"byol.{part}.norm.running_var", np.ones(BYOL_HIDDEN), BYOL_HIDDEN)
            else:
                s.norm(f"byol.{part}.norm", BYOL_HIDDEN)
            s.linear(f"byol.{part}.out", BYOL_HIDDEN, BYOL_WIDTH, bias=not c.batch or part == "predictor")


def start(c, seed):
    """First values of all that is trained, of running statistics and of the target network."""
    s = Start(seed)
    start_embedding(s, c)
    for i in range(LAYERS):
        if c.raw:
            for way in "forward", "backward":
                start_linoss(s, f"backbone.layers.{i}.{way}", c.reference)
        else:
            start_mamba(s, f"backbone.layers.{i}")
    s.norm("backbone.norm")
    start_rest(s, c)
    p = s.values
    if c.views:
        p.update({"target." + k: v for k, v in p.items() if k.startswith(FOLLOWED)})
    return {k: torch.tensor(v.astype(np.float64), requires_grad=trained(k)) for k, v in p.items()}


def trained(name):
    return "running" not in name and not name.startswith("target.")


# Forward

def encode(p, x, c, factor=0.0, train=True):
    if c.raw:
        tokens, embedded = model_embed.raw(p, "embedding", x, c.reference)
        h = model_backbones.linoss(p, "backbone", tokens, LAYERS, reference=c.reference, train=train)
    else:
        tokens, embedded = model_embed.wavelet(p, "embedding", x, c.reference, STRIDE, "db4", LEVELS)
        h = model_backbones.mamba(p, "backbone", tokens, LAYERS, STATES, c.reference)
    h, balance, loads, _ = model_parts.mixture(p, "mixture", h, 2, "SQUARE" if c.reference else "SWITCH")
    h = model_backbones.transformer(p, "transformer", h, 1, HEADS)
    return dict(embedded=embedded, content=h[:, 2:], balance=balance, loads=loads, **model_parts.vib(p, "vib", h[:, 0], factor,
                                                                                                     not c.reference))


def reconstruct(p, e):
    return model_parts.reconstruction(p, "reconstruction", e["embedded"], e["content"])


def average(r, c):
    return r[:, :, 0] if c.raw else model_embed.average(r, c.stride)


def unfold(spectrum, c):
    return model_embed.unfold(spectrum, c.patch, c.stride)


def part(x, name):
    """The inputs of one pass."""
    keys = ("spectrum", "visible", "masked", "positions", "axisKnown", "domain")
    return {k: x[f"{name}.{k}"] for k in keys if f"{name}.{k}" in x}


def physics(x, r, c):
    if c.reference:
        terms = model_loss.physics_reference(r.reshape(len(r), -1))
    else:
        covered = (c.tokens - 1) * c.stride + c.patch
        seen = x["main.visible"][:, :covered]
        s = seen * x["main.spectrum"][:, :covered] + (1 - seen) * average(r, c)
        terms = model_loss.physics_fixed(s, x["main.mean"], x["main.scale"], x["main.distance"], 65, 0, 5, 0.05)
    return sum(w * t for w, t in zip(PHYSICS, terms))


def mixing(p, x, decoded, c, factor):
    """Beer and Lambert, in the units of the mixture."""
    mixed = average(reconstruct(p, encode(p, part(x, "mixed"), c, factor)), c)
    raw = decoded * x["noisy.scale"][:, None] + x["noisy.mean"][:, None]
    pairs = (raw.reshape(-1, 2, raw.shape[1]) - x["mixed.mean"][:, None, None]) / x["mixed.scale"][:, None, None]
    share = x["shares"][:, None]
    each = ((mixed - share * pairs[:, 0] - (1 - share) * pairs[:, 1]) ** 2).mean(1)
    return each[x["absorbance"] > 0].mean()


def losses(p, x, c, factor, beta):
    """All terms by the names under which they are logged, and the total `loss`."""
    t, out = {}, {}
    e = encode(p, part(x, "main"), c, factor)
    r = reconstruct(p, e)
    units = x["relative"][:, None, None]
    t["msrp"] = model_loss.msrp(r * units, unfold(x["main.spectrum"], c) * units, x["main.masked"])
    t["physics"] = physics(x, r, c)
    free = 0 if c.reference else FREE_BITS
    t["vib"], out["kl.chem"], out["kl.inst"], out["ce.instrument"], out["ce.adversary"] = model_loss.vib(
        e["chem"], e["logVarChem"], e["inst"], e["logVarInst"], e["instrumentLogits"], e["adversaryLogits"], x["labels"], beta, free,
        DISENTANGLE)
    t["moe_balance"] = e["balance"]
    t["ot"] = model_loss.plain_sinkhorn(e["chem"], x["slots"], 4, 1.0, 50) if c.reference else model_loss.divergence(e["chem"], x["slots"],
                                                                                                                     4, 0.05)
    if c.views:
        views(p, x, c, factor, t)
    total = sum(WEIGHTS[k] * v for k, v in t.items())
    out.update({"loss." + k: v for k, v in t.items()}, loss=total, loads=e["loads"])
    return out


def views(p, x, c, factor, t):
    one, other = part(x, "noisy"), part(x, "view")
    e = encode(p, one, c, factor)
    r = reconstruct(p, e)
    t["denoise"] = ((r - unfold(x["clean.spectrum"], c)) ** 2).mean()
    z2 = encode(p, other, c, factor)["chem"]
    with torch.no_grad():
        target = {k[len("target."):]: v for k, v in p.items() if k.startswith("target.")}
        t1, t2 = (encode(target, v, c, train=False)["chem"] for v in (one, other))
    t["contrastive"] = model_loss.byol(p, "byol", e["chem"], z2, t1, t2)
    t["physics"] = t["physics"] + BEER_LAMBERT * mixing(p, x, average(r, c), c, factor)


# Training (training specification, section 1; loss specification, section 9)

def decayed(name, shape, reference):
    """Whether weight decay acts: FIXED on weight matrices; REFERENCE on whatever its names do not exempt."""
    if reference:
        return len(shape) > 1 and not name.startswith("embedding.") and "norm" not in name and "bias" not in name
    return len(shape) > 1 and name.endswith(".weight")


def rate(k, peak, warm, total):
    if k < warm:
        return peak * (0.01 + 0.99 * k / warm)
    low = 0.01 * peak
    return low + 0.5 * (peak - low) * (1 + math.cos(math.pi * (k - warm) / (total - warm)))


def beta(k, total, reference):
    if reference:
        return 1e-3 + 0.5 * (0.1 - 1e-3) * (1 + math.cos(math.pi * min(1, k / (0.6 * total))))
    return 1e-3 * min(1, k / (0.3 * total))


def reversal(k, total, reference):
    return 1.0 if reference else 2 / (1 + math.exp(-10 * k / total)) - 1


def tau(k, total):
    return 1 - (1 - TAU) * (math.cos(math.pi * k / total) + 1) / 2


def train(p, x, c, steps, peak, warm):
    """Loss and norm of the gradient of each step; `p` changes."""
    names = [k for k in p if trained(k)]
    groups = [[p[k] for k in names if decayed(k, p[k].shape, c.reference) == d] for d in (True, False)]
    optimiser = torch.optim.AdamW([dict(params=groups[0], weight_decay=DECAY), dict(params=groups[1], weight_decay=0.0)], betas=(BETA1,
                                  BETA2), eps=EPS)
    curve = []
    for k in range(steps):
        for g in optimiser.param_groups:
            g["lr"] = rate(k, peak, warm, steps)
        optimiser.zero_grad(set_to_none=True)
        loss = losses(p, x, c, reversal(k, steps, c.reference), beta(k, steps, c.reference))["loss"]
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_([p[n] for n in names], CLIP)
        optimiser.step()
        with torch.no_grad():
            for n in p:
                if n.startswith("target."):
                    p[n].mul_(tau(k, steps)).add_((1 - tau(k, steps)) * p[n[len("target."):]])
        curve.append((loss.item(), norm.item()))
    return np.array(curve)
