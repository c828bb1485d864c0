#!/usr/bin/env python3
"""Time of a pretraining step in PyTorch: the reference's arithmetic (compat: REFERENCE), float32, with dropout and noise.

A step is: wavelet transform (PyWavelets), forward, masked reconstruction, physics, bottleneck and balance losses, backward, clipping to
norm 5, search for NaN in the gradients, AdamW, zeroing of the gradients. What pretraining does not reach (regression, transfer, the layer
for wavenumbers) is left out; the other parameters are as many as the reference's. With dropout and noise off, loss and gradients are those
of model_whole.py (src/test/resources/scripts) without transport.

--scan published  Mamba: loop over time that indexes the (B, L, E, N) tensors in each step; its gradient is quadratic in the length.
                  D-LinOSS: recursive associative scan over one matrix per time step.
--scan tuned      the same recurrences over tensors that are taken apart once (unbind).

Prints one line of JSON: median, least and greatest of all, forward, backward and update in ms. Needs torch, numpy and for the presets
default and light PyWavelets. With --scan published a step of the preset default takes more than a minute on one core.

    python3 bench/peers/torch_model.py --preset light --scan tuned --threads 1
    python3 bench/peers/torch_model.py --preset default --scan tuned --batch 64 --device cuda
"""
import argparse
import json
import math
import os
import statistics
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

PRESETS = {
    "default": dict(channels=2048, raw=False, width=256, layers=4, states=16, expand=2, blocks=2, heads=8, forward=1024, experts=4,
                    hidden=512, chem=128, inst=64),
    "light": dict(channels=2048, raw=False, width=64, layers=2, states=8, expand=1, blocks=1, heads=4, forward=128, experts=2, hidden=128,
                  chem=32, inst=16),
    "dlinoss": dict(channels=2048, raw=True, width=256, layers=4, oscillators=128, blocks=2, heads=8, forward=1024, experts=4, hidden=512,
                    chem=128, inst=64),
    "dlinoss-light": dict(channels=256, raw=True, width=64, layers=2, oscillators=32, blocks=1, heads=4, forward=128, experts=2, hidden=128,
                          chem=32, inst=16),
}
PATCH, STRIDE, LEVELS, KERNEL, CLASSES = 32, 16, 4, 15, 16


class Embedding(nn.Module):
    def __init__(self, c):
        super().__init__()
        d = c["width"]
        self.raw = c["raw"]
        self.tokens = c["channels"] if self.raw else (c["channels"] - PATCH) // STRIDE + 1
        if self.raw:
            self.conv = nn.Conv1d(1, d, KERNEL, padding=KERNEL // 2)
        else:
            self.conv = nn.Conv1d(1, d, PATCH, STRIDE)
            q = d // (LEVELS + 1)
            self.scales = nn.ModuleList(nn.Linear(1, q) for _ in range(LEVELS + 1))
            self.fusion = nn.Linear(d + (LEVELS + 1) * q, d)
        self.norm = nn.LayerNorm(d)
        self.cls = nn.Parameter(0.02 * torch.randn(1, 1, d))
        self.mask = nn.Parameter(0.02 * torch.randn(1, 1, d))
        self.domain = nn.Embedding(4, d)
        angle = torch.arange(self.tokens)[:, None] * torch.exp(-math.log(10000) / d * torch.arange(0, d, 2))
        self.register_buffer("places", torch.stack([angle.sin(), angle.cos()], 2).reshape(self.tokens, d))

    def forward(self, x, mask, domain):
        h = self.conv(x[:, None]).transpose(1, 2)
        if self.raw:
            h = self.norm(h)
        else:
            import pywt
            parts = [h]
            for layer, c in zip(self.scales, pywt.wavedec(x.cpu().numpy(), "db4", "symmetric", LEVELS, axis=-1)):
                c = F.interpolate(torch.from_numpy(c).to(x)[:, None], size=self.tokens, mode="linear", align_corners=False)
                parts.append(F.gelu(layer(c.transpose(1, 2))))
            h = F.dropout(F.gelu(self.norm(self.fusion(torch.cat(parts, -1)))), 0.1)
        h = torch.cat([self.cls.expand(len(x), -1, -1), self.domain(domain)[:, None], h + self.places], 1)
        h = F.dropout(h, 0.1) if self.raw else h
        content = h[:, 2:] * (1 - mask[..., None]) + self.mask * mask[..., None]
        return torch.cat([h[:, :2], content], 1), content


def published_selective(u, dt, a, b, c):
    gain, drive = torch.exp(dt[..., None] * a), dt[..., None] * b[:, :, None]
    h = torch.zeros_like(gain[:, 0])
    out = []
    for t in range(u.shape[1]):
        h = gain[:, t] * h + drive[:, t] * u[:, t, :, None]
        out.append((h * c[:, t, None]).sum(-1))
    return torch.stack(out, 1)


def tuned_selective(u, dt, a, b, c):
    h = u.new_zeros(len(u), *a.shape)
    states = []
    for gain, drive in zip(torch.exp(dt[..., None] * a).unbind(1), ((dt * u)[..., None] * b[:, :, None]).unbind(1)):
        h = gain * h + drive
        states.append(h)
    return torch.einsum("blen,bln->ble", torch.stack(states, 1), c)


class Mamba(nn.Module):
    def __init__(self, c, scan):
        super().__init__()
        d, self.e, self.n = c["width"], c["expand"] * c["width"], c["states"]
        self.r = math.ceil(d / 16)
        self.scan = published_selective if scan == "published" else tuned_selective
        self.norm = nn.LayerNorm(d)
        self.enter = nn.Linear(d, 2 * self.e, bias=False)
        self.conv = nn.Conv1d(self.e, self.e, 4, padding=3, groups=self.e)
        self.select = nn.Linear(self.e, self.r + 2 * self.n, bias=False)
        self.step = nn.Linear(self.r, self.e)
        dt = torch.exp(math.log(1e-3) + math.log(100) * torch.rand(self.e))
        self.step.bias.data = dt + torch.log(-torch.expm1(-dt))
        self.log_a = nn.Parameter(torch.log(torch.arange(1, self.n + 1).float()).repeat(self.e, 1))
        self.direct = nn.Parameter(torch.ones(self.e))
        self.leave = nn.Linear(self.e, d, bias=False)

    def forward(self, x):
        u, z = self.enter(self.norm(x)).chunk(2, -1)
        u = F.silu(self.conv(u.transpose(1, 2))[..., :x.shape[1]].transpose(1, 2))
        delta, b, c = self.select(u).split([self.r, self.n, self.n], -1)
        y = self.scan(u, F.softplus(self.step(delta)), -torch.exp(self.log_a), b, c) + self.direct * u
        return x + F.dropout(self.leave(y * F.silu(z)), 0.1)


def compose(left, right):
    """The map (m, f) behind another; m (B, L, 4, P), f (B, L, 2, P, 2)."""
    (m, f), (n, g) = left, right
    a, b, c, d = m.unbind(2)
    p, q, r, s = n.unbind(2)
    z, x = f.unbind(2)
    p2, q2, r2, s2 = (v[..., None] for v in (p, q, r, s))
    return (torch.stack([p * a + q * c, p * b + q * d, r * a + s * c, r * b + s * d], 2),
            g + torch.stack([p2 * z + q2 * x, r2 * z + s2 * x], 2))


def associative(e):
    """All prefixes by halving: pairs of neighbours first, then what lies between."""
    n = e[0].shape[1]
    if n < 2:
        return e
    odd = associative(compose([v[:, 0:n - 1:2] for v in e], [v[:, 1::2] for v in e]))
    rest = compose([v[:, :(n - 1) // 2] for v in odd], [v[:, 2::2] for v in e])
    even = [torch.cat([v[:, :1], w], 1) for v, w in zip(e, rest)]
    out = []
    for v, w in zip(even, odd):
        k = w.shape[1]
        both = torch.stack([v[:, :k], w], 2).flatten(1, 2)
        out.append(both if v.shape[1] == k else torch.cat([both, v[:, k:]], 1))
    return tuple(out)


def published_oscillators(m, f):
    return associative((m.expand(*f.shape[:2], 4, -1), f))[1][:, :, 1]


def tuned_oscillators(m, f):
    a, b, c, d = (v[:, None] for v in m.unbind(0))
    z = x = torch.zeros_like(f[:, 0, 0])
    out = []
    for fz, fx in zip(f[:, :, 0].unbind(1), f[:, :, 1].unbind(1)):
        z, x = torch.addcmul(torch.addcmul(fz, a, z), b, x), torch.addcmul(torch.addcmul(fx, c, z), d, x)
        out.append(x)
    return torch.stack(out, 1)


class Oscillators(nn.Module):
    """One block of D-LinOSS."""

    def __init__(self, c, scan):
        super().__init__()
        d, n = c["width"], c["oscillators"]
        self.scan = published_oscillators if scan == "published" else tuned_oscillators
        self.norm = nn.BatchNorm1d(d, affine=False)
        self.s = nn.Parameter(0.5 * torch.randn(n))
        dt = torch.sigmoid(self.s.detach())
        m2 = 0.81 + 0.19 * torch.rand(n)
        self.g = nn.Parameter((1 - m2) / (dt * m2))
        self.a = nn.Parameter((1 + 1 / m2 - 2 * torch.rsqrt(m2) * torch.cos(math.pi * torch.rand(n))) / dt ** 2)
        self.b = nn.Parameter((2 * torch.rand(n, d, 2) - 1) / math.sqrt(d))
        self.c = nn.Parameter((2 * torch.rand(d, n, 2) - 1) / math.sqrt(n))
        self.direct = nn.Parameter(torch.randn(d))
        self.value, self.gate = nn.Linear(d, d), nn.Linear(d, d)

    def states(self, u):
        dt, g, a = torch.sigmoid(self.s), F.relu(self.g), F.relu(self.a)
        s = 1 + dt * g
        alpha = 1.99 * torch.tanh(dt ** 2 * a / s / 1.99)
        m = torch.stack([1 / s, -alpha / dt, dt / s, 1 - alpha])
        bu = torch.einsum("bld,pdc->blpc", u, self.b)
        f = torch.stack([(dt / s)[:, None] * bu, (dt ** 2 / s)[:, None] * bu], 2)
        y = torch.einsum("blpc,dpc->bldc", self.scan(m, f), self.c)
        return y[..., 0] - y[..., 1] + self.direct * u

    def forward(self, x):
        h = F.dropout(F.gelu(self.states(self.norm(x.transpose(1, 2)).transpose(1, 2))), 0.05)
        return x + F.dropout(self.value(h) * torch.sigmoid(self.gate(h)), 0.05)


class Backbone(nn.Module):
    def __init__(self, c, scan):
        super().__init__()
        block = Oscillators if c["raw"] else Mamba
        self.forwards = nn.ModuleList(block(c, scan) for _ in range(c["layers"]))
        self.backwards = nn.ModuleList(block(c, scan) for _ in range(c["layers"])) if c["raw"] else [None] * c["layers"]
        self.norm = nn.LayerNorm(c["width"])

    def forward(self, x):
        flip = lambda v: torch.cat([v[:, :2], v[:, 2:].flip(1)], 1)
        for one, other in zip(self.forwards, self.backwards):
            x = one(x) if other is None else (one(x) + flip(other(flip(x)))) / 2
        return self.norm(x)


class Mixture(nn.Module):
    def __init__(self, c):
        super().__init__()
        d, h = c["width"], c["hidden"]
        self.norm, self.gate = nn.LayerNorm(d), nn.Linear(d, c["experts"], bias=False)
        self.experts = nn.ModuleList(nn.Sequential(nn.Linear(d, h), nn.GELU(), nn.Dropout(0.1), nn.Linear(h, d), nn.Dropout(0.1))
                                     for _ in range(c["experts"]))

    def forward(self, x):
        h = self.norm(x).flatten(0, 1)
        logits = self.gate(h)
        best = (logits + 0.1 * torch.randn_like(logits)).topk(2, 1)
        gates = torch.zeros_like(logits).scatter(1, best.indices, torch.softmax(best.values, 1))
        y = torch.zeros_like(h)
        for e, expert in enumerate(self.experts):
            rows = torch.nonzero(gates[:, e] > 0)[:, 0]
            if len(rows):
                y = y.index_add(0, rows, gates[rows, e, None] * expert(h[rows]))
        return x + y.view_as(x), ((gates.mean(0) - 1 / gates.shape[1]) ** 2).mean()


class Block(nn.Module):
    """One block of the transformer."""

    def __init__(self, c):
        super().__init__()
        d = c["width"]
        self.heads = c["heads"]
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.q, self.k, self.v, self.out = (nn.Linear(d, d) for _ in range(4))
        self.up, self.down = nn.Linear(d, c["forward"]), nn.Linear(c["forward"], d)

    def forward(self, x):
        b, s, d = x.shape
        h = self.norm1(x)
        q, k, v = (f(h).view(b, s, self.heads, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        w = F.dropout(torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(d // self.heads), -1), 0.1)
        x = x + F.dropout(self.out((w @ v).transpose(1, 2).reshape(b, s, d)), 0.1)
        return x + F.dropout(self.down(F.dropout(F.gelu(self.up(self.norm2(x))), 0.1)), 0.1)


class Reverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.view_as(x)

    @staticmethod
    def backward(ctx, g):
        return -g


class Model(nn.Module):
    def __init__(self, c, scan):
        super().__init__()
        d = c["width"]
        self.embedding, self.backbone, self.mixture = Embedding(c), Backbone(c, scan), Mixture(c)
        self.encoder = nn.Sequential(*[Block(c) for _ in range(c["blocks"])], nn.LayerNorm(d))
        self.latents = nn.ModuleDict({part: nn.ModuleList([nn.Linear(d, c[part]), nn.Linear(d, c[part])]) for part in ("chem", "inst")})
        self.classifiers = nn.ModuleDict({part: nn.Sequential(nn.Linear(c[part], 64), nn.GELU(), nn.Linear(64, CLASSES))
                                          for part in ("chem", "inst")})
        inner, self.patch = (128, 1) if c["raw"] else (512, PATCH)
        self.head = nn.Sequential(nn.Linear(2 * d, inner), nn.GELU(), nn.Linear(inner, self.patch))

    def forward(self, x, mask, domain, instrument, beta):
        tokens, embedded = self.embedding(x, mask, domain)
        h, balance = self.mixture(self.backbone(tokens))
        h = self.encoder(h)
        r = self.head(torch.cat([embedded, h[:, 2:]], -1))
        t = x.unfold(1, self.patch, STRIDE if self.patch > 1 else 1)
        msrp = ((r - t) ** 2 * mask[..., None]).sum() / (self.patch * mask.sum() + 1e-8)
        kl, entropy = 0, 0
        for part, (mean, spread) in self.latents.items():
            m, v = mean(h[:, 0]), spread(h[:, 0])
            kl = kl + 0.5 * (m ** 2 + torch.exp(v) - 1 - v).sum(1).mean()
            z = m + torch.exp(0.5 * v) * torch.randn_like(m)
            entropy = entropy + F.cross_entropy(self.classifiers[part](Reverse.apply(z) if part == "chem" else z), instrument)
        return msrp + 0.1 * physics(r.flatten(1)) + 0.15 * (beta * kl + 0.1 * entropy) + 0.01 * balance


def physics(s):
    d = torch.diff(s)
    left, right = d[:, :-1], -d[:, 1:]
    peak = (left > 0) & (right > 0)
    drops = ((left - right) ** 2 * peak).sum() / peak.sum().clamp(min=1)
    return 0.05 * (d ** 2).mean() + 0.02 * F.relu(-s).mean() + 0.03 * (torch.diff(s, n=3) ** 2).mean() + 0.02 * drops


def groups(model):
    """Weight decay as the reference has it: not on the embedding, norms and biases, nor on vectors."""
    exempt = lambda n, p: p.dim() < 2 or n.startswith("embedding.") or "norm" in n or "bias" in n
    named = list(model.named_parameters())
    return [dict(params=[p for n, p in named if exempt(n, p) == no], weight_decay=0.0 if no else 0.01) for no in (False, True)]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--preset", choices=list(PRESETS), default="light")
    a.add_argument("--scan", choices=["published", "tuned"], default="published")
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--device", default="cpu", help="cpu, or cuda: eager, every time with the device waited for")
    a.add_argument("--batch", type=int, default=16)
    a.add_argument("--steps", type=int, default=9, help="steps that are timed")
    a.add_argument("--warm", type=int, default=2, help="steps before these")
    o = a.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(1)
    c = PRESETS[o.preset]
    device = torch.device(o.device)
    if device.type == "cuda" and not torch.cuda.is_available():
        a.error("--device cuda: this PyTorch finds no CUDA device")
    model = Model(c, o.scan).to(device)

    def now():
        if device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter()

    optimiser = torch.optim.AdamW(groups(model), lr=3e-4)
    x, domain, instrument = (v.to(device) for v in (torch.randn(o.batch, c["channels"]), torch.zeros(o.batch).long(),
                                                    torch.zeros(o.batch).long()))
    times = {k: [] for k in ("step", "forward", "backward", "update")}
    for step in range(o.warm + o.steps):
        at = [now()]
        mask = (torch.rand(o.batch, model.embedding.tokens, device=device) < 0.4).float()
        loss = model(x, mask, domain, instrument, 0.01)
        at.append(now())
        loss.backward()
        at.append(now())
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        if not any(p.grad is not None and torch.isnan(p.grad).any() for p in model.parameters()):
            optimiser.step()
        optimiser.zero_grad()
        at.append(now())
        if step >= o.warm:
            for k, t in zip(times, [at[3] - at[0]] + list(np.diff(at))):
                times[k].append(1e3 * t)
    name = torch.cuda.get_device_name() if device.type == "cuda" else "cpu"
    out = dict(preset=o.preset, scan=o.scan, device=name, threads=o.threads, batch=o.batch, steps=o.steps, torch=torch.__version__,
               parameters=sum(p.numel() for p in model.parameters()), load=round(os.getloadavg()[0], 2), loss=round(loss.item(), 4))
    for k, v in times.items():
        out[k + "_ms"] = dict(median=round(statistics.median(v), 2), min=round(min(v), 2), max=round(max(v), 2))
    out["samples_per_second"] = round(1e3 * o.batch / statistics.median(times["step"]), 2)
    print(json.dumps(out))


if __name__ == "__main__":
    main()
