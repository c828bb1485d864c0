"""Golden vectors for entropic optimal transport and squared distances of dev.spektron.backend.

Run from src/test/resources: python3 scripts/make_engine_transport.py
Made with numpy 1.24.2, scipy 1.10.1, PyTorch 1.13.0. Inputs are float32, everything is computed in float64.
Entries: CASE.x* operands, CASE.y* results, CASE.w* gradients that flow into the results, CASE.g* gradients of the operands.
"""
import numpy as np
import torch
from scipy.special import logsumexp

rng = np.random.default_rng(20240612)
out = {}


def put(name, x, y, w, g):
    for kind, arrays in (("x", x), ("y", y), ("w", w), ("g", g)):
        for i, a in enumerate(arrays):
            if a is not None:
                out[f"{name}.{kind}{i}"] = np.asarray(a, dtype=np.float32)


def solve(c, mu, nu, eps):
    """Sinkhorn's iteration for kernel exp(-C / eps) with log-sum-exp, to a fixed point in double precision."""
    f, g = np.zeros(len(mu)), np.zeros(len(nu))
    for _ in range(100000):
        old = f
        f = -eps * logsumexp(np.log(nu)[None] + (g[None] - c) / eps, axis=1)
        g = -eps * logsumexp(np.log(mu)[:, None] + (f[:, None] - c) / eps, axis=0)
        if abs(f - old).max() < 1e-14:
            break
    plan = mu[:, None] * nu[None] * np.exp((f[:, None] + g[None] - c) / eps)
    assert abs(plan.sum(0) - nu).max() < 1e-9 and abs(plan.sum(1) - mu).max() < 1e-9
    # The primal value: cost and relative entropy to the product of the marginals.
    primal = (plan * c).sum() + eps * (plan * np.log(plan / (mu[:, None] * nu[None]))).sum()
    assert abs(primal - f @ mu - g @ nu) < 1e-10
    return primal, plan


def marginal(n, uniform):
    p = np.ones(n) if uniform else rng.uniform(0.5, 1.5, n)
    return (p / p.sum()).astype(np.float32).astype(np.float64) / (p / p.sum()).astype(np.float32).astype(np.float64).sum()


def problems(name, count, n, m, eps, masked=0, uniform=False, clouds=False):
    c = rng.uniform(0, 4, (count, n, m)).astype(np.float32)
    if clouds:
        x, y = rng.standard_normal((count, n, 6)), rng.standard_normal((count, m, 6))
        x, y = x / np.linalg.norm(x, axis=-1, keepdims=True), y / np.linalg.norm(y, axis=-1, keepdims=True)
        c = ((x[:, :, None] - y[:, None]) ** 2).sum(-1).astype(np.float32)
    eps = float(np.float32(eps))
    w = rng.standard_normal(count).astype(np.float32)
    value, plan = np.zeros(count), np.zeros((count, n, m))
    mu, nu = np.zeros((count, n)), np.zeros((count, m))
    for k in range(count):
        mu[k, :n - masked], nu[k, :m - masked] = marginal(n - masked, uniform), marginal(m - masked, uniform)
        value[k], plan[k, :n - masked, :m - masked] = solve(c[k, :n - masked, :m - masked].astype(np.float64), mu[k, :n - masked],
                                                            nu[k, :m - masked], eps)
    with np.errstate(divide="ignore"):
        put(name, [c, np.log(mu), np.log(nu), eps], [value, plan], [w], [w[:, None, None] * plan])


problems("uniform", 2, 8, 8, 0.5, uniform=True)
problems("rectangle", 3, 5, 13, 0.4)
problems("tall", 1, 19, 4, 0.6)
problems("masked", 2, 9, 7, 0.5, masked=3)
problems("clouds", 1, 24, 20, 0.2, uniform=True, clouds=True)
problems("sharp", 1, 12, 12, 0.1, uniform=True, clouds=True)
problems("single", 2, 1, 6, 0.3)

for name, (g, n, m, d) in {"distance": (2, 5, 7, 9), "distance_wide": (1, 3, 4, 128), "distance_one": (1, 1, 1, 1)}.items():
    x, y = rng.standard_normal((g, n, d)).astype(np.float32), rng.standard_normal((g, m, d)).astype(np.float32)
    tx, ty = (torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (x, y))
    z = torch.cdist(tx, ty) ** 2
    w = rng.standard_normal((g, n, m)).astype(np.float32)
    (z * torch.tensor(w, dtype=torch.float64)).sum().backward()
    put(name, [x, y], [z.detach().numpy()], [w], [tx.grad.numpy(), ty.grad.numpy()])

np.savez_compressed("golden/engine/transport.npz", **out)
print(len(out), "arrays")
