"""Backbones in plain PyTorch, written from the papers and from the model specification, over a dict `p` of tensors by our names.

Tokens (B, S, d) are [CLS, DOMAIN, content]. `reference`: CLS stays in front of the scans, and what else the reference does; otherwise
scans read [DOMAIN, content, CLS]. `train`: statistics of the batch in batch normalisation; running ones are then moved in `p`.
Dropout is left out.
"""
import math

import torch
import torch.nn.functional as F


def linear(p, name, x):
    return F.linear(x, p[name + ".weight"], p.get(name + ".bias"))


def layer_norm(p, name, x):
    return F.layer_norm(x, x.shape[-1:], p[name + ".weight"], p[name + ".bias"], 1e-5)


def enter(x, reference):
    return x if reference else torch.cat([x[:, 1:], x[:, :1]], 1)


def leave(x, reference):
    return x if reference else torch.cat([x[:, -1:], x[:, :-1]], 1)


def flip_content(x, reference):
    """Content backwards; CLS and DOMAIN stay."""
    if reference:
        return torch.cat([x[:, :2], x[:, 2:].flip(1)], 1)
    return torch.cat([x[:, :1], x[:, 1:-1].flip(1), x[:, -1:]], 1)


# Mamba (arXiv:2312.00752)

def mamba_block(p, name, x, states, exact=False):
    h = layer_norm(p, name + ".norm", x)
    u, z = linear(p, name + ".in_proj", h).chunk(2, -1)
    w = p[name + ".conv.weight"]
    e, k = w.shape
    v = F.conv1d(u.transpose(1, 2), w[:, None], p[name + ".conv.bias"], padding=k - 1, groups=e)[..., :u.shape[1]].transpose(1, 2)
    v = F.silu(v)
    rank = p[name + ".dt_proj.weight"].shape[1]
    delta, b, c = linear(p, name + ".x_proj", v).split([rank, states, states], -1)
    dt = F.softplus(linear(p, name + ".dt_proj", delta))
    a = -torch.exp(p[name + ".A_log"])
    s = torch.zeros(x.shape[0], e, states, dtype=x.dtype)
    ys = []
    for t in range(x.shape[1]):
        zt = dt[:, t, :, None] * a
        gain = torch.expm1(zt) / a if exact else dt[:, t, :, None]
        s = torch.exp(zt) * s + gain * b[:, t, None, :] * v[:, t, :, None]
        ys.append((s * c[:, t, None, :]).sum(-1) + p[name + ".D"] * v[:, t])
    y = torch.stack(ys, 1)
    return x + linear(p, name + ".out_proj", y * F.silu(z))


def mamba(p, name, x, layers, states, reference=False, exact=False, bidirectional=False):
    x = enter(x, reference)
    h = x
    for i in range(layers):
        h = mamba_block(p, f"{name}.layers.{i}", h, states, exact)
    if bidirectional:
        r = flip_content(x, reference)
        for i in range(layers):
            r = mamba_block(p, f"{name}.layers_back.{i}", r, states, exact)
        h = (h + flip_content(r, reference)) / 2
    return leave(layer_norm(p, name + ".norm", h), reference)


# D-LinOSS (arXiv:2505.12171) and LinOSS (arXiv:2410.03943)

def batch_norm(p, name, x, train):
    flat = x.reshape(-1, x.shape[-1])
    return F.batch_norm(flat, p[name + ".running_mean"], p[name + ".running_var"], training=train, momentum=0.1, eps=1e-5).reshape(x.shape)


def norm(p, name, x, kind, train):
    if kind == "LAYER":
        return layer_norm(p, name, x)
    if kind == "RMS":
        return x / torch.sqrt((x ** 2).mean(-1, keepdim=True) + 1e-5) * p[name + ".weight"]
    return batch_norm(p, name, x, train)


def oscillator_matrices(p, name, scheme, reference):
    """M (2, 2, P) and F (2, P) of the state (z, x)."""
    dt = torch.sigmoid(p[name + ".s"])
    a = p[name + ".a"]
    one = torch.ones_like(a)
    if scheme == "DAMPED":
        g = F.relu(p[name + ".g"])
        s = 1 + dt * g
        if reference:
            alpha = dt ** 2 * F.relu(a) / s
            alpha = 1.99 * torch.tanh(alpha / 1.99)
            a = alpha * s / dt ** 2
        else:
            floor = torch.clamp(dt ** 2, min=1e-6)
            low = (2 + dt * g - 2 * torch.sqrt(1 + dt * g)) / floor
            high = (2 + dt * g + 2 * torch.sqrt(1 + dt * g)) / floor
            a = low + F.relu(a - low) - F.relu(a - high)
        m = [1 / s, -dt * a / s, dt / s, 1 - dt ** 2 * a / s]
        f = [dt / s, dt ** 2 / s]
    elif scheme == "IMEX":
        a = F.relu(a) if reference else F.relu(a) - F.relu(a - 4 / torch.clamp(dt ** 2, min=1e-6))
        m = [one, -dt * a, dt, 1 - dt ** 2 * a]
        f = [dt, dt ** 2]
    else:
        a = F.relu(a)
        s = 1 / (1 + dt ** 2 * a)
        m = [1 - dt ** 2 * a * s, -dt * a * s, dt * s, s]
        f = [dt * (1 - dt ** 2 * a * s), dt ** 2 * s]
    return torch.stack(m).reshape(2, 2, -1), torch.stack(f)


def oscillator_bank(p, name, u, scheme, reference):
    m, f = oscillator_matrices(p, name, scheme, reference)
    n = f.shape[1]
    wb, wc = p[name + ".B.weight"], p[name + ".C.weight"]
    b = torch.complex(wb[:n], wb[n:])
    c = torch.complex(wc[:, :n], -wc[:, n:])
    bu = torch.einsum("pd,bsd->bsp", b, u.to(b.dtype))
    m, f = m.to(b.dtype), f.to(b.dtype)
    state = torch.zeros(u.shape[0], 2, n, dtype=b.dtype)
    ys = []
    for t in range(u.shape[1]):
        state = torch.einsum("ijp,bjp->bip", m, state) + f * bu[:, t, None]
        ys.append(torch.einsum("dp,bp->bd", c, state[:, 1]).real)
    return torch.stack(ys, 1) + p[name + ".D"] * u


def gated(p, name, x, y):
    """The rest of the block behind the state space's output y."""
    h = F.gelu(y)
    return x + linear(p, name + ".glu.value", h) * torch.sigmoid(linear(p, name + ".glu.gate", h))


def linoss_block(p, name, x, scheme, kind, reference, train):
    u = norm(p, name + ".norm", x, kind, train)
    return gated(p, name, x, oscillator_bank(p, name + ".ssm", u, scheme, reference))


def scan_stack(p, name, x, layers, bidirectional, reference, block):
    x = enter(x, reference)
    for i in range(layers):
        y = block(f"{name}.layers.{i}.forward", x)
        if bidirectional:
            r = block(f"{name}.layers.{i}.backward", flip_content(x, reference))
            y = (y + flip_content(r, reference)) / 2
        x = y
    return leave(layer_norm(p, name + ".norm", x), reference)


def linoss(p, name, x, layers, scheme="DAMPED", kind="LAYER", bidirectional=True, reference=False, train=False):
    kind = "BATCH" if reference else kind
    return scan_stack(p, name, x, layers, bidirectional, reference,
                      lambda n, h: linoss_block(p, n, h, scheme, kind, reference, train))


# S4D (arXiv:2206.11893)

def causal_convolution(u, kernel):
    """u (B, S, d) with kernel (d, S), by Fourier transforms of size 2 S."""
    n = u.shape[1]
    f = torch.fft.rfft(u, 2 * n, dim=1) * torch.fft.rfft(kernel.T, 2 * n, dim=0)
    return torch.fft.irfft(f, 2 * n, dim=1)[:, :n]


def s4d_reference_block(p, name, x):
    h = layer_norm(p, name + ".norm", x)
    rates = torch.exp(p[name + ".log_dt"])[:, None] * -torch.exp(p[name + ".A_log"])
    t = torch.arange(x.shape[1], dtype=x.dtype)
    kernel = ((p[name + ".B"] * p[name + ".C"])[..., None] * torch.exp(rates[..., None] * t)).sum(1)
    return x + causal_convolution(h, kernel) + p[name + ".D"] * h


def diagonal_bank(p, name, u, kind):
    dt = torch.exp(p[name + ".log_dt"])[:, None]
    rate = -torch.exp(p[name + ".A_log"])
    t = torch.arange(u.shape[1], dtype=u.dtype)
    if kind == "REAL":
        a, b, c, pairs = rate, p[name + ".B"][0], p[name + ".C"][0], 1
    else:
        a = torch.complex(rate, p[name + ".A_imag"])
        b, c = torch.complex(*p[name + ".B"]), torch.complex(*p[name + ".C"])
        pairs = 2
    gain = c * (torch.exp(dt * a) - 1) / a * b
    kernel = pairs * (gain[..., None] * torch.exp((dt * a)[..., None] * t)).sum(1)
    kernel = kernel if kind == "REAL" else kernel.real
    return causal_convolution(u, kernel) + p[name + ".D"] * u


def s4d(p, name, x, layers, kind="LIN", bidirectional=True, reference=False):
    if reference:
        return scan_stack(p, name, x, layers, False, True, lambda n, h: s4d_reference_block(p, n, h))
    return scan_stack(p, name, x, layers, bidirectional, False,
                      lambda n, h: gated(p, n, h, diagonal_bank(p, n + ".ssm", layer_norm(p, n + ".norm", h), kind)))


# Convolutions

def cnn1d(p, name, x, layers, dilate=True, reference=False):
    for i in range(layers):
        n = f"{name}.layers.{i}"
        w = p[n + ".conv.weight"].permute(0, 2, 1)
        dilation = 2 ** i if dilate and not reference else 1
        h = layer_norm(p, n + ".norm", x).transpose(1, 2)
        h = F.conv1d(h, w, p[n + ".conv.bias"], padding=dilation * (w.shape[2] - 1) // 2, dilation=dilation).transpose(1, 2)
        x = x + linear(p, n + ".point", F.gelu(h))
    if not reference:
        x = torch.cat([x[:, :1] + x[:, 2:].mean(1, keepdim=True), x[:, 1:]], 1)
    return layer_norm(p, name + ".norm", x)


# Transformer (arXiv:1706.03762)

def self_attention(p, name, x, heads):
    b, s, d = x.shape
    q, k, v = (linear(p, f"{name}.{n}", x).reshape(b, s, heads, d // heads).transpose(1, 2) for n in "qkv")
    w = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(d // heads), -1)
    return linear(p, name + ".out", (w @ v).transpose(1, 2).reshape(b, s, d)), w.mean(1)


def transformer(p, name, x, layers, heads, post_norm=False, maps=None):
    """Encoder; attention weights, averaged over the heads, are added to the list `maps`."""
    for i in range(layers):
        n = f"{name}.layers.{i}"
        ffn = lambda h: linear(p, n + ".ffn.down", F.gelu(linear(p, n + ".ffn.up", h)))
        a, w = self_attention(p, n + ".attn", x if post_norm else layer_norm(p, n + ".norm1", x), heads)
        if post_norm:
            x = layer_norm(p, n + ".norm1", x + a)
            x = layer_norm(p, n + ".norm2", x + ffn(x))
        else:
            x = x + a
            x = x + ffn(layer_norm(p, n + ".norm2", x))
        if maps is not None:
            maps.append(w)
    return layer_norm(p, name + ".norm", x) if layers else x
