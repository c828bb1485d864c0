"""Mixture of experts, bottleneck, heads and low-rank adapters in plain PyTorch, as functions over a dict `p` of tensors by our names.

Written from the papers and the model specification, sections 5 to 8; no code of the Java program. Layouts: Linear (out, in), spectral weights
(2, mode, in, out) with real parts first, fields (B, L, channels).
"""
import numpy as np
import torch
import torch.nn.functional as F
from scipy.interpolate import BSpline


def linear(p, name, x):
    return F.linear(x, p[name + ".weight"], p.get(name + ".bias"))


def norm(p, name, x):
    return F.layer_norm(x, x.shape[-1:], p[name + ".weight"], p[name + ".bias"], 1e-5)


class Basis(torch.autograd.Function):
    """B-spline basis and its slopes by scipy."""

    @staticmethod
    def elements(order, intervals, low, high):
        step = (high - low) / intervals
        t = low + step * np.arange(-order, intervals + order + 1)
        return [BSpline.basis_element(t[m:m + order + 2], extrapolate=False) for m in range(intervals + order)]

    @staticmethod
    def forward(ctx, x, order, intervals, low, high):
        e = Basis.elements(order, intervals, low, high)
        v = x.detach().numpy()
        ctx.save_for_backward(torch.from_numpy(np.stack([np.nan_to_num(b.derivative()(v)) for b in e], -1)))
        return torch.from_numpy(np.stack([np.nan_to_num(b(v)) for b in e], -1))

    @staticmethod
    def backward(ctx, g):
        return (g * ctx.saved_tensors[0]).sum(-1), None, None, None, None


def kan_linear(p, name, x, grid=(3, 5, -1.0, 1.0)):
    half, mid = (grid[3] - grid[2]) / 2, (grid[3] + grid[2]) / 2
    u = mid + half * torch.tanh((x - mid) / half)
    b = Basis.apply(u, *grid)
    out = p[name + ".scale"].shape[0]
    c = p[name + ".spline.weight"].reshape(out, x.shape[-1], -1)
    return p[name + ".scale"] * (linear(p, name + ".base", F.silu(x)) + torch.einsum("...im,oim->...o", b, c))


def cv_squared(v):
    return v.var(unbiased=False) / v.mean() ** 2


def kth_excluding_load(clean, logits, deviation, k):
    """Appendix A of arXiv:1701.06538, expert by expert."""
    out = []
    for e in range(clean.shape[1]):
        others = torch.cat([logits[:, :e], logits[:, e + 1:]], 1)
        threshold = others.topk(k, 1).values[:, -1]
        out.append(torch.distributions.Normal(0.0, 1.0).cdf((clean[:, e] - threshold) / deviation[:, e]).sum())
    return torch.stack(out)


def mixture(p, name, x, top, balance, grid=None):
    """Tokens, balance loss, loads, router z-loss; no noise, no dropout. `grid` (order, intervals, low, high): KAN experts."""
    d = x.shape[-1]
    h = norm(p, name + ".norm", x).reshape(-1, d)
    logits = linear(p, name + ".gate", h)
    n = logits.shape[1]
    best = logits.topk(top, 1)
    gates = torch.zeros_like(logits).scatter(1, best.indices, torch.softmax(best.values, 1))
    y = torch.zeros_like(h)
    for e in range(n):
        if grid:
            o = kan_linear(p, f"{name}.experts.{e}.down", kan_linear(p, f"{name}.experts.{e}.up", h, grid), grid)
        else:
            w = p[name + ".experts.up.weight"]
            m = w.shape[0] // n
            part = slice(e * m, (e + 1) * m)
            z = F.gelu(F.linear(h, w[part], p[name + ".experts.up.bias"][part]))
            o = F.linear(z, p[name + ".experts.down.weight"][:, part], p[name + ".experts.down.bias"][e])
        y = y + gates[:, e:e + 1] * o
    loads = gates.mean(0)
    if balance == "SWITCH":
        loss = n * (loads.detach() * torch.softmax(logits, 1).mean(0)).sum()
    elif balance == "CV2":
        deviation = F.softplus(linear(p, name + ".noise", h)) + 1e-2
        loss = cv_squared(gates.sum(0)) + cv_squared(kth_excluding_load(logits, logits, deviation, top))
    else:
        loss = ((loads - 1 / n) ** 2).mean()
    return x + y.reshape(x.shape), loss, loads, (torch.logsumexp(logits, 1) ** 2).mean()


class Reverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor):
        ctx.factor = factor
        return x.clone()

    @staticmethod
    def backward(ctx, g):
        return -ctx.factor * g, None


def vib(p, name, h, factor, bounded):
    """All eight results in evaluation, by name."""
    def log_variance(part):
        v = linear(p, f"{name}.{part}.logvar", h)
        return torch.clamp(v, -10, 10) if bounded else v

    mc, mi = linear(p, name + ".chem.mean", h), linear(p, name + ".inst.mean", h)
    known = linear(p, name + ".classifier.out", F.gelu(linear(p, name + ".classifier.hidden", mi)))
    guess = linear(p, name + ".adversary.out", F.gelu(linear(p, name + ".adversary.hidden", Reverse.apply(mc, factor))))
    return dict(chem=mc, inst=mi, logVarChem=log_variance("chem"), logVarInst=log_variance("inst"), instrumentLogits=known,
                adversaryLogits=guess)


def reconstruction(p, name, embedded, encoded):
    return linear(p, name + ".out", F.gelu(linear(p, name + ".hidden", torch.cat([embedded, encoded], -1))))


def regression(p, name, z):
    h = F.gelu(linear(p, name + ".first", z))
    return linear(p, name + ".out", F.gelu(linear(p, name + ".second", h)))


def overlap_add(patches, stride):
    """By torch's fold, divided by the folded ones."""
    b, n, w = patches.shape
    length = (n - 1) * stride + w
    fold = lambda v: F.fold(v.transpose(1, 2), (1, length), (1, w), stride=(1, stride)).reshape(b, length)
    return fold(patches) / fold(torch.ones_like(patches))


def cross_pooled(p, name, cls, content):
    return linear(p, name + ".out", F.gelu(linear(p, name + ".hidden", torch.cat([cls, content.mean(1)], -1))))


def cross_tokens(p, name, cls, content, stride, length):
    x = torch.cat([content, cls[:, None].expand_as(content)], -1)
    y = overlap_add(linear(p, name + ".out", F.gelu(linear(p, name + ".hidden", x))), stride)
    return torch.cat([y, y[:, -1:].expand(-1, length - y.shape[1])], 1)


def spectral_conv(x, w):
    length = x.shape[1]
    f = torch.fft.rfft(x, dim=1)
    m = min(w.shape[1], f.shape[1])
    y = torch.zeros(x.shape[0], f.shape[1], w.shape[3], dtype=f.dtype)
    y = torch.cat([torch.einsum("bmi,mio->bmo", f[:, :m], torch.complex(w[0, :m], w[1, :m])), y[:, m:]], 1)
    return torch.fft.irfft(y, n=length, dim=1)


def fno_body(p, name, x, zeros=(0, 0), films=None):
    length, i = x.shape[1], 0
    while f"{name}.layers.{i}.spectral.weight" in p:
        k = spectral_conv(F.pad(x, (0, 0) + zeros), p[f"{name}.layers.{i}.spectral.weight"])[:, zeros[0]:zeros[0] + length]
        y = F.instance_norm((k + linear(p, f"{name}.layers.{i}.pointwise", x)).transpose(1, 2), eps=1e-5).transpose(1, 2)
        if films:
            y = y * (1 + films[i][0][:, None]) + films[i][1][:, None]
        x = F.gelu(y)
        i += 1
    return linear(p, name + ".projection.out", F.gelu(linear(p, name + ".projection.hidden", x)))[..., 0]


def film(p, name, conditions, layers):
    h = sum(linear(p, f"{name}.{k}", v) for k, v in conditions.items() if v is not None)
    y = linear(p, name + ".out", F.gelu(h)).reshape(h.shape[0], layers, 2, -1)
    return [(y[:, i, 0], y[:, i, 1]) for i in range(layers)]


def knots(p, name, z, width, length):
    return F.interpolate(linear(p, name, z).reshape(z.shape[0], width, 64), length, mode="linear", align_corners=False).transpose(1, 2)


def fno_latent(p, name, z, parameters, width, length):
    x = knots(p, name + ".lift", z, width, length)
    if parameters is not None:
        x = x + linear(p, name + ".conditioning.out", F.gelu(linear(p, name + ".conditioning.hidden", parameters)))[:, None]
    return fno_body(p, name, x)


def window(length, share):
    """Zeros in front and behind: an eighth of the reference length on both sides."""
    zeros = int(np.floor(length * 1.25 / share + 0.5)) - length
    return zeros // 2, zeros - zeros // 2


def fno_spectral(p, name, spectrum, coordinate, mask, share, conditions, layers):
    known = spectrum * mask
    x = linear(p, name + ".lift", torch.stack([known, coordinate.expand_as(spectrum), mask], -1))
    return known + fno_body(p, name, x, window(spectrum.shape[1], share), film(p, name + ".film", conditions, layers))


def decoder(p, name, chem, inst, coordinate, share, width, layers):
    k = torch.arange(8, dtype=torch.float64)
    angle = np.pi * 2 ** k * coordinate[..., None]
    features = torch.stack([angle.sin(), angle.cos()], -1).reshape(*coordinate.shape, 16)
    x = knots(p, name + ".lift", chem, width, coordinate.shape[-1]) + linear(p, name + ".position", features)
    return fno_body(p, name, x, window(coordinate.shape[-1], share), film(p, name + ".film", dict(inst=inst), layers))


def lora_linear(p, name, x, adapters):
    """adapters: (name, scale) of those that are active."""
    y = linear(p, name, x)
    for adapter, scale in adapters:
        v = p.get(f"lora.{adapter}.{name}.V")
        if v is not None:
            y = y + scale * F.linear(F.linear(x, v), p[f"lora.{adapter}.{name}.U"])
    return y
