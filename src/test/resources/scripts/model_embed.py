"""Embeddings of spectra in torch, double precision, over a dict p of tensors by our names; written from sections 3.1 to 3.5 of the model
specification. `fixed` and `reference` are the two behaviours. Layouts: linear (out, in), convolution (out, taps, in).

A spectrum batch is a dict with spectrum (B, L), visible (B, L) and masked (B, N) or None, positions (B, N), axisKnown (B), domain (B).
"""
import math

import numpy as np
import pywt
import torch
from torch.nn import functional as F


def linear(p, prefix, x):
    y = x @ p[prefix + ".weight"].T
    return y + p[prefix + ".bias"] if prefix + ".bias" in p else y


def conv(p, prefix, x, stride, padding):
    return F.conv1d(x.permute(0, 2, 1), p[prefix + ".weight"].permute(0, 2, 1), p[prefix + ".bias"], stride, padding).permute(0, 2, 1)


def norm(p, prefix, x):
    return F.layer_norm(x, x.shape[-1:], p[prefix + ".weight"], p[prefix + ".bias"], 1e-5)


def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))


def wavedec(x, wavelet, levels):
    """[approximation, coarsest details, ..., finest details] by the matrices of PyWavelets' transform, so that gradients pass."""
    out = []
    for _ in range(levels):
        a, d = pywt.dwt(np.eye(x.shape[1]), wavelet, "symmetric", axis=1)
        out.insert(0, x @ torch.tensor(d))
        x = x @ torch.tensor(a)
    return [x] + out


def place(wavelet, levels, scale, n=4096):
    """(step, delay): coefficient k of a scale answers impulses around sample step k - delay, found with impulses."""
    step = 2 ** (levels if scale == 0 else levels + 1 - scale)
    k = n // 2 // step
    answers = np.array([pywt.wavedec(row, wavelet, "symmetric", level=levels)[scale][k] for row in np.eye(n)[n // 2 - 1024:n // 2 + 1024]])
    centre = n // 2 - 1024 + (np.arange(2048) * answers ** 2).sum() / (answers ** 2).sum()
    return step, step * k - centre


def pooling(n, step, delay, tokens, patch, stride):
    w = np.zeros((n, tokens))
    places = step * np.arange(n) - delay
    for i in range(tokens):
        inside = (places >= i * stride - 0.5) & (places < i * stride + patch - 0.5)
        if not inside.any():
            inside[np.argmin(np.abs(places - (i * stride + (patch - 1) / 2)))] = True
        w[inside, i] = 1 / inside.sum()
    return torch.tensor(w)


def index_encoding(tokens, d):
    angle = torch.arange(tokens).double()[:, None] * torch.exp(torch.arange(0, d, 2).double() * (-math.log(10000.0) / d))
    table = torch.zeros(tokens, d).double()
    table[:, 0::2] = torch.sin(angle)
    table[:, 1::2] = torch.cos(angle)[:, :d // 2]
    return table


def wavenumber_encoding(p, prefix, x):
    """Periods from 28000 cm-1, twice the global interval, to 8 cm-1; u has one unit for 7000 cm-1."""
    f = p[prefix + ".position.weight"].shape[1] // 2
    periods = np.geomspace(28000, 8, f) / 7000
    angle = x["positions"][:, :, None] * torch.tensor(2 * np.pi / periods)
    encoded = linear(p, prefix + ".position", torch.cat([torch.sin(angle), torch.cos(angle)], 2))
    return encoded + (1 - x["axisKnown"])[:, None, None] * p[prefix + ".no_axis"]


def tokens(p, prefix, x, content, reference):
    b, n, d = content.shape
    m = None if x.get("masked") is None else x["masked"][:, :, None]
    if reference:
        content = content + index_encoding(n, d)
    if m is not None:
        content = content * (1 - m) + p["mask_token"] * m
    if not reference:
        content = content + wavenumber_encoding(p, prefix, x)
    first = p[prefix + ".cls"].expand(b, 1, d)
    second = p[prefix + ".domain"][x["domain"].long()][:, None]
    return torch.cat([first, second, content], 1), content


def signal(x, reference):
    s = x["spectrum"]
    if reference:
        return s, s[:, :, None]
    v = torch.ones_like(s) if x.get("visible") is None else x["visible"]
    return s * v, torch.stack([s * v, 1 - v], 2)


def raw(p, prefix, x, reference):
    s, channels = signal(x, reference)
    t = norm(p, prefix + ".norm", conv(p, prefix + ".conv", channels, 1, p[prefix + ".conv.weight"].shape[1] // 2))
    if not reference:
        t = t + linear(p, prefix + ".amplitude", s[:, :, None])
    return tokens(p, prefix, x, t, reference)


def wavelet(p, prefix, x, reference, stride, name="db4", levels=4):
    s, channels = signal(x, reference)
    patch = p[prefix + ".patch.weight"].shape[1]
    parts = [conv(p, prefix + ".patch", channels, stride, 0)]
    n = parts[0].shape[1]
    for scale, c in enumerate(wavedec(s, name, levels)):
        if reference:
            features = F.interpolate(c.detach()[:, None], size=n, mode="linear", align_corners=False).permute(0, 2, 1)
        else:
            w = pooling(c.shape[1], *place(name, levels, scale), n, patch, stride)
            features = torch.stack([c @ w, torch.sqrt(c ** 2 @ w + 1e-10)], 2)
        parts.append(gelu(linear(p, f"{prefix}.scales.{scale}", features)))
    t = gelu(norm(p, prefix + ".norm", linear(p, prefix + ".fusion", torch.cat(parts, 2))))
    return tokens(p, prefix, x, t, reference)


def unfold(spectrum, patch, stride):
    return spectrum.unfold(1, patch, stride)


def average(patches, stride):
    """Mean of overlapping patches (B, N, patch) over the samples that they cover."""
    b, n, patch = patches.shape
    length = (n - 1) * stride + patch

    def fold(x):
        return F.fold(x.permute(0, 2, 1), (1, length), (1, patch), stride=(1, stride))[:, 0, 0]

    return fold(patches) / fold(torch.ones_like(patches))
