#!/usr/bin/env python3
"""Writes golden/engine/optimisers.npz: ten steps of optimisers from torch.optim in double precision. Made with torch 1.13.0a0 and
numpy 1.24.2.

Two parameters a (7, 13) and b (129), each a group of its own with its own rate and decay. The loss of step t is
scale_t / 2 (|a - xa_t|^2 + |b - xb_t|^2). For each case CASE: CASE.a0, CASE.b0 (start), CASE.xa, CASE.xb, CASE.scale (one row a step),
and after each step CASE.a, CASE.b, CASE.norm (of all gradients, before they are clipped); for `adamw` also CASE.mean_a, CASE.mean_b, the
moving averages of the parameters with tau 0.9.

usage: make_engine_optimisers.py OUT.npz
"""
import sys

import numpy as np
import torch

STEPS = 10
rng = np.random.default_rng(21)
out = {}


def run(name, make, max_norm, tau=None):
    def normal(*shape):
        return rng.standard_normal(shape).astype(np.float32)

    a0, b0 = normal(7, 13), normal(129)
    xa, xb = normal(STEPS, 7, 13), normal(STEPS, 129)
    # Some gradients are clipped, some are not.
    scale = np.array([1, 0.01, 3, 0.05, 1, 0.001, 20, 0.02, 1, 0.5], np.float32)
    out.update({f"{name}.a0": a0, f"{name}.b0": b0, f"{name}.xa": xa, f"{name}.xb": xb, f"{name}.scale": scale})
    a = torch.tensor(a0.astype(np.float64), requires_grad=True)
    b = torch.tensor(b0.astype(np.float64), requires_grad=True)
    mean = [a.detach().clone(), b.detach().clone()]
    optimiser = make(a, b)
    record = {"a": [], "b": [], "norm": [], "mean_a": [], "mean_b": []}
    for t in range(STEPS):
        optimiser.zero_grad()
        loss = float(scale[t]) / 2 * (((a - torch.tensor(xa[t].astype(np.float64))) ** 2).sum()
                                      + ((b - torch.tensor(xb[t].astype(np.float64))) ** 2).sum())
        loss.backward()
        limit = max_norm if max_norm > 0 else float("inf")
        record["norm"].append(float(torch.nn.utils.clip_grad_norm_([a, b], limit)))
        optimiser.step()
        record["a"].append(a.detach().numpy().copy())
        record["b"].append(b.detach().numpy().copy())
        if tau is not None:
            for m, p, key in zip(mean, (a, b), ("mean_a", "mean_b")):
                m.mul_(tau).add_(p.detach(), alpha=1 - tau)
                record[key].append(m.numpy().copy())
    out.update({f"{name}.{k}": np.array(v) for k, v in record.items() if v})


run("adamw", lambda a, b: torch.optim.AdamW([dict(params=[a], lr=1e-2, weight_decay=0.1), dict(params=[b], lr=3e-3, weight_decay=0.0)],
                                            betas=(0.9, 0.999), eps=1e-8), 1.0, tau=0.9)
run("adam", lambda a, b: torch.optim.Adam([dict(params=[a], lr=1e-2, weight_decay=0.1), dict(params=[b], lr=3e-3, weight_decay=0.01)],
                                          betas=(0.8, 0.95), eps=1e-6), 0)
run("sgd", lambda a, b: torch.optim.SGD([dict(params=[a], lr=1e-2, weight_decay=0.05), dict(params=[b], lr=1e-1, weight_decay=0.0)],
                                        momentum=0.9), 5.0)
run("nesterov", lambda a, b: torch.optim.SGD([dict(params=[a], lr=1e-2, weight_decay=0.05), dict(params=[b], lr=3e-2, weight_decay=0.0)],
                                             momentum=0.9, nesterov=True), 0)
np.savez_compressed(sys.argv[1], **out)
