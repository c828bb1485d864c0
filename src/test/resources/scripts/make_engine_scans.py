#!/usr/bin/env python3
"""Golden vectors of the recurrences and the depthwise convolution: golden/engine/scans.npz and oscillators.npz.

Run from src/test/resources: python3 scripts/make_engine_scans.py
Made with PyTorch 1.13.0a0 and numpy 1.24.2, in float64, from the formulas of the papers; gradients by torch.autograd.
Inputs are float32, so the files are exact inputs. Names: CASE.x0, ... operands, CASE.y0 result, CASE.w0 gradient of the result,
CASE.g0, ... gradients of the operands.
"""
import numpy as np
import torch
import torch.nn.functional as F

torch.manual_seed(20240229)
rng = np.random.default_rng(20240229)
out = {}


def normal(*shape):
    return rng.standard_normal(shape).astype(np.float32)


def between(low, high, *shape):
    return rng.uniform(low, high, shape).astype(np.float32)


def case(name, f, *operands):
    x = [torch.tensor(o.astype(np.float64), requires_grad=True) for o in operands]
    y = f(*x)
    w = normal(*y.shape)
    y.backward(torch.tensor(w.astype(np.float64)))
    for i, o in enumerate(operands):
        out[f"{name}.x{i}"] = o
        out[f"{name}.g{i}"] = x[i].grad.numpy()
    out[f"{name}.y0"] = y.detach().numpy()
    out[f"{name}.w0"] = w


def selective(exact):
    """Mamba (arXiv:2312.00752): zero-order hold, or exp(dt A) with the first-order form for B."""
    def f(u, dt, A, B, C, D):
        h = torch.zeros(u.shape[0], u.shape[2], A.shape[1], dtype=torch.float64)
        ys = []
        for ut, dtt, Bt, Ct in zip(u.unbind(1), dt.unbind(1), B.unbind(1), C.unbind(1)):
            z = dtt[:, :, None] * A
            gain = (torch.exp(z) - 1) / z * dtt[:, :, None] if exact else dtt[:, :, None]
            h = torch.exp(z) * h + gain * Bt[:, None, :] * ut[:, :, None]
            ys.append(torch.einsum("ben,bn->be", h, Ct) + D * ut)
        return torch.stack(ys, 1)
    return f


def selective_case(name, exact, b, l, e, n, low, high):
    rates = -np.exp(np.log(np.arange(1, n + 1)) + 0.1 * rng.standard_normal((e, n)))
    case(name, selective(exact), normal(b, l, e), between(low, high, b, l, e), rates.astype(np.float32), normal(b, l, n), normal(b, l, n),
         normal(e))


def oscillatory(u, m):
    """State (z, x) of complex oscillators: s[t] = M s[t - 1] + F u[t]."""
    p = m.shape[1]
    v = torch.complex(u[..., :p], u[..., p:])
    s = torch.zeros(u.shape[0], 2, p, dtype=torch.complex128)
    M, f = m[:4].reshape(2, 2, p).to(torch.complex128), m[4:].to(torch.complex128)
    xs = []
    for t in range(u.shape[1]):
        s = torch.einsum("ijp,bjp->bip", M, s) + f * v[:, t, None, :]
        xs.append(s[:, 1])
    x = torch.stack(xs, 1)
    return torch.cat([x.real, x.imag], -1)


def diagonal(u, a, w):
    """S4D (arXiv:2206.11893) in complex arithmetic."""
    pole, weight = torch.complex(a[0], a[1]), torch.complex(w[0], w[1])
    h = torch.zeros(u.shape[0], *pole.shape, dtype=torch.complex128)
    ys = []
    for t in range(u.shape[1]):
        h = pole * h + u[:, t, :, None]
        ys.append((weight * h).sum(-1).real)
    return torch.stack(ys, 1)


def depthwise(dilation, left, right):
    def f(x, w, bias):
        padded = F.pad(x.transpose(1, 2), (left, right))
        return F.conv1d(padded, w[:, None, :], bias, groups=w.shape[0], dilation=dilation).transpose(1, 2)
    return f


def scheme(name, A, G, dt):
    """The step as arXiv:2410.03943 (implicit, explicit) and arXiv:2505.12171 (damped) state it, before anything is solved for: the new state is
    the solution of P s[t] = Q s[t - 1] + R u[t]."""
    one, nil = torch.ones_like(dt), torch.zeros_like(dt)
    if name == "implicit":          # z' = z + dt (-A x' + u), x' = x + dt z'
        P, Q = [[one, dt * A], [-dt, one]], [[one, nil], [nil, one]]
    elif name == "explicit":        # z' = z + dt (-A x + u), x' = x + dt z'
        P, Q = [[one, nil], [-dt, one]], [[one, -dt * A], [nil, one]]
    else:                           # z' = z + dt (-A x - G z' + u), x' = x + dt z'
        P, Q = [[one + dt * G, nil], [-dt, one]], [[one, -dt * A], [nil, one]]
    stack = lambda m: torch.stack([torch.stack(row, -1) for row in m], -2)
    return stack(P), stack(Q), torch.stack([dt, nil], -1)


def scheme_case(name, p, l, b):
    dt = between(0.2, 0.9, p)
    G = between(0.05, 1.5, p) if name == "damped" else np.zeros(p, np.float32)
    S = 1 + dt * G
    angle = between(0.1, 2.9, p)
    A = ((1 + S - 2 * np.sqrt(S) * np.cos(angle)) / dt ** 2).astype(np.float32)
    u, w = normal(b, l, 2 * p), normal(b, l, 2 * p)
    x = {k: torch.tensor(v.astype(np.float64), requires_grad=True) for k, v in (("a", A), ("g", G), ("dt", dt), ("u", u))}
    P, Q, R = scheme(name, x["a"], x["g"], x["dt"])
    v = torch.stack([x["u"][..., :p], x["u"][..., p:]], 2)
    s = torch.zeros(b, 2, p, 2, dtype=torch.float64)
    ys = []
    for t in range(l):
        right = torch.einsum("pij,bcpj->bcpi", Q, s) + R * v[:, t, :, :, None]
        s = torch.linalg.solve(P.expand(b, 2, p, 2, 2), right)
        ys.append(s[..., 1].reshape(b, 2 * p))
    y = torch.stack(ys, 1)
    y.backward(torch.tensor(w.astype(np.float64)))
    result = {f"{name}.{k}": t.detach().numpy().astype(np.float32) for k, t in x.items()}
    result.update({f"{name}.d{k}": t.grad.numpy() for k, t in x.items() if t.grad is not None})
    result.update({f"{name}.x": y.detach().numpy(), f"{name}.w": w})
    M = np.linalg.solve(P.detach().numpy(), Q.detach().numpy())
    return result, M


def coefficients(M, dt, name, A, G):
    f = {"implicit": 1 / (1 + dt ** 2 * A), "explicit": np.ones_like(dt), "damped": 1 / (1 + dt * G)}[name]
    return np.stack([M[:, 0, 0], M[:, 0, 1], M[:, 1, 0], M[:, 1, 1], f * dt, f * dt ** 2]).astype(np.float32)


selective_case("selective euler", False, 2, 9, 5, 3, 0.001, 0.1)
selective_case("selective euler, vectors", False, 2, 21, 18, 4, 0.01, 1.0)
selective_case("selective exact", True, 2, 9, 5, 3, 0.001, 0.1)
selective_case("selective exact, vectors", True, 2, 21, 18, 4, 0.01, 1.0)

oscillators = {}
for scheme_name in ("implicit", "explicit", "damped"):
    arrays, M = scheme_case(scheme_name, 7, 21, 2)
    oscillators.update(arrays)
    dt, A, G = (arrays[f"{scheme_name}.{k}"].astype(np.float64) for k in ("dt", "a", "g"))
    case(f"oscillatory {scheme_name}", oscillatory, normal(2, 40, 14), coefficients(M, dt, scheme_name, A, G))
np.savez_compressed("golden/engine/oscillators.npz", **oscillators)

radius, angle = between(0.8, 0.999, 6, 5), between(0, 3.1, 6, 5)
case("diagonal", diagonal, normal(2, 40, 6), np.stack([radius * np.cos(angle), radius * np.sin(angle)]), normal(2, 6, 5))
radius, angle = between(0.8, 0.999, 17, 2), between(0, 3.1, 17, 2)
case("diagonal, vectors", diagonal, normal(1, 25, 17), np.stack([radius * np.cos(angle), radius * np.sin(angle)]), normal(2, 17, 2))

case("depthwise causal", depthwise(1, 3, 0), normal(2, 19, 18), normal(18, 4), normal(18))
case("depthwise dilated", depthwise(2, 3, 4), normal(2, 15, 21), normal(21, 3), normal(21))
case("depthwise same", depthwise(1, 3, 3), normal(1, 12, 5), normal(5, 7), normal(5))
np.savez_compressed("golden/engine/scans.npz", **out)
