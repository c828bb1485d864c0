"""The terms of the pretraining loss in plain PyTorch (double precision), written from the specification and the papers named there.
Used by make_model_loss.py and by goldens of whole models. Parameters stand in a dict `p` by their names."""
import torch
import torch.nn.functional as F


def linear(p, name, x):
    return F.linear(x, p[name + ".weight"], p.get(name + ".bias"))


def perceptron(p, name, x):
    """Linear, LayerNorm (batch normalisation if it has no weight; moves its running statistics), ReLU, Linear."""
    h = linear(p, name + ".hidden", x)
    if name + ".norm.weight" in p:
        h = F.layer_norm(h, h.shape[-1:], p[name + ".norm.weight"], p[name + ".norm.bias"], 1e-5)
    else:
        h = F.batch_norm(h, p[name + ".norm.running_mean"], p[name + ".norm.running_var"], training=True, momentum=0.1, eps=1e-5)
    return linear(p, name + ".out", torch.relu(h))


def msrp(r, t, m, kind="square", per_spectrum=False, per_patch=False, weights=None):
    if per_patch:
        mean, deviation = t.mean(-1, keepdim=True), torch.sqrt(t.var(-1, unbiased=False, keepdim=True) + 1e-6).detach()
        t, r = (t - mean) / deviation, (r - mean) / deviation
    d = {"square": lambda: F.mse_loss(r, t, reduction="none"), "absolute": lambda: F.l1_loss(r, t, reduction="none"),
         "smooth": lambda: F.smooth_l1_loss(r, t, reduction="none", beta=1.0)}[kind]()
    if weights is not None:
        d = d * weights
    w = r.shape[-1]
    if per_spectrum:
        means = [(d[b] * m[b, :, None]).sum() / (w * m[b].sum() + 1e-8) for b in range(len(r)) if m[b].sum() > 0]
        return torch.stack(means).mean()
    return (d * m[..., None]).sum() / (w * m.sum() + 1e-8)


def byol(p, name, z1, z2, t1, t2, pairs=None, target="target."):
    """Symmetrised 2 - 2 cos (arXiv:2006.07733, eq. 2)."""
    def one(z, g):
        q = perceptron(p, name + ".predictor", perceptron(p, name + ".projector", z))
        return 2 - 2 * F.cosine_similarity(q, g, dim=1)
    with torch.no_grad():
        g1, g2 = (perceptron(p, target + name + ".projector", t) for t in (t1, t2))
    each = 0.5 * (one(z1, g2) + one(z2, g1))
    return each.mean() if pairs is None else each[pairs > 0].mean()


def info_nce(z1, z2, ids, temperature, pairs=None, one_way=False):
    z1, z2 = F.normalize(z1, dim=1), F.normalize(z2, dim=1)

    def way(a, b):
        losses = []
        for i in range(len(a)):
            if pairs is not None and pairs[i] == 0:
                continue
            keep = [j for j in range(len(a)) if j == i or ((ids is None or ids[j] != ids[i]) and (pairs is None or pairs[j] > 0))]
            s = (b[keep] @ a[i]) / temperature
            losses.append(torch.logsumexp(s, 0) - (a[i] @ b[i]) / temperature)
        return torch.stack(losses).mean()
    return way(z1, z2) if one_way else 0.5 * (way(z1, z2) + way(z2, z1))


def costs(x, y):
    return ((x[:, None, :] - y[None, :, :]) ** 2).sum(-1)


def ot(c, eps, steps=20000):
    """Entropic OT between uniform measures at convergence: <f, mu> + <g, nu>, with the gradient of the envelope theorem."""
    n, m = c.shape
    with torch.no_grad():
        log_mu, log_nu = -torch.log(torch.tensor(float(n))).double(), -torch.log(torch.tensor(float(m))).double()
        f, g = torch.zeros(n, dtype=torch.float64), torch.zeros(m, dtype=torch.float64)
        for _ in range(steps):
            f = -eps * torch.logsumexp(log_nu + (g[None, :] - c) / eps, 1)
            g = -eps * torch.logsumexp(log_mu + (f[:, None] - c) / eps, 0)
            plan = torch.exp(log_mu + log_nu + (f[:, None] + g[None, :] - c) / eps)
            if (plan.sum(1) - 1 / n).abs().sum() < 1e-13:
                break
        value = f.mean() + g.mean()
    return value + (plan * (c - c.detach())).sum()


def slot_pairs(slot, slots):
    present = [k for k in range(slots) if (slot == k).any()]
    return [(i, j) for a, i in enumerate(present) for j in present[a + 1:]]


def divergence(z, slot, slots, factor):
    x = F.normalize(z, dim=1)
    of = [slot == k for k in range(slots)]
    pairs = slot_pairs(slot, slots)
    across = torch.cat([costs(x[of[i]], x[of[j]]).flatten() for i, j in pairs]).detach()
    s, _ = across.sort()
    n = len(s)
    eps = factor * (s[n // 2] if n % 2 else (s[n // 2 - 1] + s[n // 2]) / 2)
    own = {k: ot(costs(x[of[k]], x[of[k]]), eps) for p in pairs for k in p}
    return torch.stack([ot(costs(x[of[i]], x[of[j]]), eps) - 0.5 * own[i] - 0.5 * own[j] for i, j in pairs]).mean()


def plain_sinkhorn(z, slot, slots, eps, steps):
    x = F.normalize(z, dim=1)
    out = []
    for i, j in slot_pairs(slot, slots):
        c = costs(x[slot == i], x[slot == j]).clamp(min=0)
        k = torch.exp(-c / eps)
        mu, nu = torch.full((len(c),), 1 / len(c)).double(), torch.full((c.shape[1],), 1 / c.shape[1]).double()
        u = torch.ones_like(mu)
        for _ in range(steps):
            v = nu / (k.T @ u + 1e-8)
            u = mu / (k @ v + 1e-8)
        out.append((u[:, None] * k * v[None, :] * c).sum())
    return torch.stack(out).mean()


def physics_fixed(s, mean, deviation, step, low_pass, derivative_window, h, prominence):
    if low_pass == 1:
        base = s
    else:
        x = torch.linspace(-3, 3, low_pass, dtype=torch.float64)
        taps = torch.exp(-0.5 * x * x)
        base = F.conv1d(s[:, None, :], (taps / taps.sum())[None, None, :])[:, 0]
    smooth = (torch.diff(base, dim=1) ** 2 / step[:, None] ** 2).mean()
    negative = (torch.relu(-(s * deviation[:, None] + mean[:, None])) / deviation[:, None]).mean()
    if derivative_window == 0:
        third = torch.diff(s, n=3, dim=1)
    else:
        from scipy.signal import savgol_coeffs
        taps = savgol_coeffs(derivative_window, 3, deriv=3, use="dot")
        third = F.conv1d(s[:, None, :], torch.tensor(taps)[None, None, :])[:, 0]
    parts = []
    for row in s:
        need = prominence * (row.max() - row.min())
        for i in range(h, len(row) - h):
            left, right = row[i - h:i].flip(0), row[i + 1:i + h + 1]
            if row[i] > left.max() and row[i] > right.max() and row[i] - max(left.min(), right.min()) > need:
                height = row[i] - 0.5 * (left.min() + right.min())
                parts.append(((left - right) ** 2).mean() / height ** 2)
    return smooth, negative, (third ** 2).mean(), torch.stack(parts).mean()


def physics_reference(s):
    d = torch.diff(s, dim=1)
    left, right = s[:, 1:-1] - s[:, :-2], s[:, 1:-1] - s[:, 2:]
    peak = (left > 0) & (right > 0)
    return (d ** 2).mean(), torch.relu(-s).mean(), (torch.diff(s, n=3, dim=1) ** 2).mean(), ((left - right)[peak] ** 2).mean()


def vib(mc, vc, mi, vi, inst, adv, labels, beta, free, weight):
    from torch.distributions import Normal, kl_divergence

    def kl(m, v):
        each = kl_divergence(Normal(m, torch.exp(0.5 * v)), Normal(torch.zeros_like(m), torch.ones_like(m))).mean(0)
        return torch.clamp(each, min=free).sum() if free else each.sum()
    known = labels >= 0
    several = len(set(labels[known].tolist())) > 1
    ce = [F.cross_entropy(x[known], labels[known].long()) if several else x.sum() * 0 for x in (inst, adv)]
    chem, instrument = kl(mc, vc), kl(mi, vi)
    return beta * (chem + instrument) + weight * (ce[0] + ce[1]), chem, instrument, ce[0], ce[1]
