"""Writes LatentSharp.Networks.Tests/References/optimizers.json: weights after each of 20 steps along given gradients, in double precision. The rules are
Keras 3's, written here in NumPy from their papers; where PyTorch has the same rule the two are compared first (1.13's NAdam, which multiplies
the last share of momentum twice into its product, is not).

Run: python3 tests/references/optimizers.py   (python3-torch, python3-numpy)
"""
import json
import os
import numpy as np
import torch

torch.set_default_dtype(torch.float64)
STEPS = 20
random = np.random.default_rng(11)
start = [random.normal(size=(4, 5)).astype(np.float32), random.normal(size=7).astype(np.float32)]
gradients = [[(random.normal(size=w.shape) * scale).astype(np.float32) for w in start] for scale in random.uniform(0.2, 3, STEPS)]
gradients[7] = [np.zeros_like(w) for w in start]


def adam(b1=0.9, b2=0.999, eps=1e-7, ams=False):
    def rule(w, g, s, t, lr):
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        s["v"] = b2 * s.get("v", 0) + (1 - b2) * g ** 2
        s["top"] = np.maximum(s.get("top", 0), s["v"])
        v = s["top"] if ams else s["v"]
        return w - lr * np.sqrt(1 - b2 ** t) / (1 - b1 ** t) * s["m"] / (np.sqrt(v) + eps)
    return rule


def adamax(b1=0.9, b2=0.999, eps=1e-7):
    def rule(w, g, s, t, lr):
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        s["u"] = np.maximum(b2 * s.get("u", 0), np.abs(g))
        return w - lr * s["m"] / ((1 - b1 ** t) * (s["u"] + eps))
    return rule


def nadam(b1=0.9, b2=0.999, eps=1e-7):
    def rule(w, g, s, t, lr):
        u = lambda i: b1 * (1 - 0.5 * 0.96 ** i)
        product = np.prod([u(i) for i in range(1, t + 1)])
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        s["v"] = b2 * s.get("v", 0) + (1 - b2) * g ** 2
        m = u(t + 1) * s["m"] / (1 - product * u(t + 1)) + (1 - u(t)) * g / (1 - product)
        return w - lr * m / (np.sqrt(s["v"] / (1 - b2 ** t)) + eps)
    return rule


def rmsprop(rho=0.9, momentum=0.0, centered=False, eps=1e-7):
    def rule(w, g, s, t, lr):
        s["v"] = rho * s.get("v", 0) + (1 - rho) * g ** 2
        s["a"] = rho * s.get("a", 0) + (1 - rho) * g
        denominator = s["v"] - s["a"] ** 2 + eps if centered else s["v"] + eps
        s["b"] = momentum * s.get("b", 0) + lr * g / np.sqrt(denominator)
        return w - s["b"]
    return rule


def adagrad(initial=0.1, eps=1e-7):
    def rule(w, g, s, t, lr):
        s["a"] = s.get("a", initial) + g ** 2
        return w - lr * g / np.sqrt(s["a"] + eps)
    return rule


def adadelta(rho=0.95, eps=1e-7):
    def rule(w, g, s, t, lr):
        s["a"] = rho * s.get("a", 0) + (1 - rho) * g ** 2
        delta = np.sqrt(s.get("d", 0) + eps) / np.sqrt(s["a"] + eps) * g
        s["d"] = rho * s.get("d", 0) + (1 - rho) * delta ** 2
        return w - lr * delta
    return rule


def lion(b1=0.9, b2=0.99):
    def rule(w, g, s, t, lr):
        m = s.get("m", np.zeros_like(w))
        s["m"] = b2 * m + (1 - b2) * g
        return w - lr * np.sign(b1 * m + (1 - b1) * g)
    return rule


def sgd(momentum=0.0):
    def rule(w, g, s, t, lr):
        s["u"] = momentum * s.get("u", 0) - lr * g
        return w + s["u"]
    return rule


def lamb(b1=0.9, b2=0.999, eps=1e-7):
    """You et al. (2020), algorithm 2, with phi the identity."""
    def rule(w, g, s, t, lr):
        s["m"] = b1 * s.get("m", 0) + (1 - b1) * g
        s["v"] = b2 * s.get("v", 0) + (1 - b2) * g ** 2
        r = s["m"] / (1 - b1 ** t) / (np.sqrt(s["v"] / (1 - b2 ** t)) + eps)
        long, step = np.linalg.norm(w), np.linalg.norm(r)
        return w - lr * (long / step if long > 0 and step > 0 else 1) * r
    return rule


def adafactor(decay=-0.8, eps1=1e-30, eps2=1e-3, threshold=1.0):
    """Shazeer and Stern (2018), algorithms 4 and 5, with Keras's step of at most 1/sqrt(t)."""
    rms = lambda x: np.sqrt(np.mean(x ** 2))
    def rule(w, g, s, t, lr):
        alpha = max(eps2, rms(w)) * min(lr, 1 / np.sqrt(t))
        beta, square = 1 - t ** decay, g ** 2 + eps1
        if w.ndim >= 2:
            s["r"] = beta * s.get("r", 0) + (1 - beta) * square.mean(-1)
            s["c"] = beta * s.get("c", 0) + (1 - beta) * square.mean(-2)
            v = (s["r"] / s["r"].mean(-1, keepdims=True))[..., None] * s["c"][..., None, :]
        else:
            v = s["v"] = beta * s.get("v", 0) + (1 - beta) * square
        u = g / np.sqrt(v)
        return w - alpha * u / max(1, rms(u) / threshold)
    return rule


def ftrl(power=-0.5, initial=0.1, l1=0.0, l2=0.0, shrinkage=0.0, beta=0.0):
    """McMahan et al. (2013), algorithm 1, with Keras's settings."""
    def rule(w, g, s, t, lr):
        n = s.get("n", initial)
        s["n"] = n + g ** 2
        s["z"] = s.get("z", 0) + g + 2 * shrinkage * w - (s["n"] ** -power - n ** -power) / lr * w
        z = s["z"]
        return np.where(np.abs(z) <= l1, 0, (np.sign(z) * l1 - z) / (s["n"] ** -power / lr + 2 * l2 + beta / lr))
    return rule


def run(rule, lr=0.1, decay=0.0, value=None, norm=None, whole=None, ema=None, overwrite=None, spared=(), gather=1):
    rate = lr if callable(lr) else lambda t: lr
    weights = [w.astype(np.float64) for w in start]
    states = [{} for _ in weights]
    averages = None
    course = []
    for step in range(1, STEPS + 1):
        if step % gather:
            course.append([w.tolist() for w in weights])
            continue
        t = step // gather
        g = [np.mean([gradients[s][p].astype(np.float64) for s in range(step - gather, step)], axis=0) for p in range(len(weights))]
        if value is not None:
            g = [np.clip(v, -value, value) for v in g]
        if norm is not None:
            g = [v * norm / max(np.sqrt((v ** 2).sum()), norm) for v in g]
        if whole is not None:
            length = np.sqrt(sum((v ** 2).sum() for v in g))
            g = [v * min(1, whole / length) if length > 0 else v for v in g]
        weights = [w if p in spared else w - w * decay * rate(t) for p, w in enumerate(weights)]
        weights = [rule(w, v, s, t, rate(t)) for w, v, s in zip(weights, g, states)]
        if ema is not None:
            averages = weights if t == 1 else [ema * a + (1 - ema) * w for a, w in zip(averages, weights)]
            if overwrite and t % overwrite == 0:
                weights = [a.copy() for a in averages]
        course.append([w.tolist() for w in weights])
    result = {"course": course}
    if ema is not None:
        result["average"] = [a.tolist() for a in averages]
    return result


def pytorch(make):
    p = [torch.from_numpy(w.astype(np.float64)).requires_grad_() for w in start]
    optimizer = make(p)
    for g in gradients:
        for v, d in zip(p, g):
            v.grad = torch.from_numpy(d.astype(np.float64))
        optimizer.step()
    return [v.detach().numpy() for v in p]


cases = {
    "sgd": run(sgd()),
    "sgd, decay": run(sgd(0.9), 0.05, decay=0.02),
    "sgd, clipped by value": run(sgd(), value=0.7),
    "sgd, clipped by norm": run(sgd(), norm=1.5),
    "sgd, clipped by global norm": run(sgd(), whole=2.0),
    "sgd, average": run(sgd(), ema=0.8),
    "sgd, average that overwrites": run(sgd(), ema=0.8, overwrite=6),
    "adam": run(adam()),
    "adam, amsgrad": run(adam(b2=0.9, ams=True)),
    "adam, clipped, decay, average": run(adam(), decay=0.01, norm=1.0, ema=0.9),
    "adam, falling rate": run(adam(), lambda t: 0.1 * 0.5 ** ((t - 1) / 10)),
    "adamw": run(adam(), decay=0.004),
    "adamax": run(adamax()),
    "nadam": run(nadam()),
    "rmsprop": run(rmsprop()),
    "rmsprop, momentum": run(rmsprop(momentum=0.8), 0.02),
    "rmsprop, centered": run(rmsprop(centered=True), 0.02),
    "rmsprop, centered, momentum": run(rmsprop(momentum=0.5, centered=True, rho=0.8), 0.02),
    "adagrad": run(adagrad()),
    "adadelta": run(adadelta(), 1.0),
    "lion": run(lion(), 0.03),
    "lamb": run(lamb(), 0.02),
    "lamb, decay": run(lamb(b2=0.9), 0.02, decay=0.1, value=1.0),
    "adafactor": run(adafactor(), 0.05),
    "adafactor, decay, clipped": run(adafactor(decay=-0.6, eps2=0.5, threshold=0.7), 0.5, decay=0.05, norm=1.0, spared=(1,)),
    "ftrl": run(ftrl(), 0.1),
    "ftrl, regularized": run(ftrl(initial=0.5, l1=1.5, l2=0.3, shrinkage=0.1, beta=0.2), 0.1),
    "ftrl, power": run(ftrl(power=-0.7), 0.1),
    "adamw, spared": run(adam(), decay=0.1, spared=(1,)),
    "sgd, gathered": run(sgd(0.9), 0.05, gather=4),
    "adam, gathered, clipped": run(adam(), lambda t: 0.1 * 0.5 ** ((t - 1) / 2), decay=0.01, whole=0.5, ema=0.8, gather=5),
}

torch_has = {
    "sgd": lambda p: torch.optim.SGD(p, 0.1),
    "adadelta": lambda p: torch.optim.Adadelta(p, 1.0, rho=0.95, eps=1e-7),
}
for name, make in torch_has.items():
    for ours, theirs in zip(cases[name]["course"][-1], pytorch(make)):
        assert np.allclose(ours, theirs, rtol=1e-9), name

result = {"start": [w.tolist() for w in start], "gradients": [[g.tolist() for g in step] for step in gradients], "cases": cases}
folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References")
with open(os.path.join(folder, "optimizers.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
