"""Writes LatentSharp.Networks.Tests/References/losses.json: each loss by sample, reduced with and without weights, and the gradient of the
weighted mean, in double precision. The formulas are Keras 3's, written here on PyTorch for its gradients; where PyTorch has the loss itself the
two are compared first.

Run: python3 tests/references/losses.py   (python3-torch, python3-numpy)
"""
import json
import os
import torch
import torch.nn.functional as F

torch.manual_seed(5)
torch.set_default_dtype(torch.float64)
EPS = 1e-7


def exact(x):
    return x.float().double()


def clip(p):
    return p.clamp(EPS, 1 - EPS)


def bce(t, p):
    return -t * p.clamp(EPS, 1 - EPS).log() - (1 - t) * (1 - p.clamp(EPS, 1 - EPS)).log()


def cce(t, p):
    return -(t * clip(p / p.sum(-1, keepdim=True)).log()).sum(-1)


def cce_logits(t, z):
    return -(t * F.log_softmax(z, -1)).sum(-1)


def binary_focal(t, p, gamma, alpha=None):
    value = (1 - (t * p + (1 - t) * (1 - p))) ** gamma * bce(t, p)
    if alpha is not None:
        value = value * (t * alpha + (1 - t) * (1 - alpha))
    return value.mean(-1)


def categorical_focal(t, p, gamma, alpha):
    q = clip(p / p.sum(-1, keepdim=True))
    return (-t * q.log() * (1 - q) ** gamma * alpha).sum(-1)


def signed(t):
    return 2 * t - 1 if ((t == 0) | (t == 1)).all() else t


def unit(x):
    return x / x.norm(dim=-1, keepdim=True).clamp(min=EPS)


def smooth(t, s, n):
    return t * (1 - s) + s / n


def one_hot(labels, n=4):
    return F.one_hot(labels.long(), n).double()


real = exact(torch.randn(6, 4))
positive = exact(torch.rand(6, 4) * 3 + 0.2)
probability = exact(torch.rand(6, 4) * 0.9 + 0.05)
hard = (torch.rand(6, 4) > 0.5).double()
labels = torch.tensor([0, 3, 1, 1, 2, 0]).double()
guess = exact(torch.randn(6, 4) * 1.5)
guess_positive = exact(torch.rand(6, 4) * 2 + 0.1)
guess_probability = exact(torch.rand(6, 4) * 0.9 + 0.05)
sure = exact(torch.tensor([[30.0, -30, 0, 1], [0, 1, 2, -40], [5, 5, 5, 5], [-1, -2, 60, 3], [0, 0, 0, 1], [2, 1, 0, 0.5]]))
huber = lambda d: lambda t, p: torch.where((p - t).abs() <= d, 0.5 * (p - t) ** 2, d * (p - t).abs() - 0.5 * d * d).mean(-1)

cases = {
    "mean_squared_error": (real, guess, lambda t, p: ((p - t) ** 2).mean(-1)),
    "mean_absolute_error": (real, guess, lambda t, p: (p - t).abs().mean(-1)),
    "mean_absolute_percentage_error": (real, guess, lambda t, p: (100 * ((t - p) / t.abs().clamp(min=EPS)).abs()).mean(-1)),
    "mean_squared_logarithmic_error": (positive, guess_positive, lambda t, p: ((p.clamp(min=EPS) + 1).log() - (t.clamp(min=EPS) + 1).log()).pow(2).mean(-1)),
    "huber": (real, guess, huber(1.0)),
    "huber(0.4)": (real, guess, huber(0.4)),
    "log_cosh": (real, guess, lambda t, p: torch.cosh(p - t).log().mean(-1)),
    "poisson": (positive, guess_positive, lambda t, p: (p - t * (p + EPS).log()).mean(-1)),
    "hinge": (hard * 2 - 1, guess, lambda t, p: (1 - signed(t) * p).clamp(min=0).mean(-1)),
    "hinge of 0 and 1": (hard, guess, lambda t, p: (1 - signed(t) * p).clamp(min=0).mean(-1)),
    "squared_hinge": (hard, guess, lambda t, p: (1 - signed(t) * p).clamp(min=0).pow(2).mean(-1)),
    "categorical_hinge": (one_hot(labels), guess, lambda t, p: (((1 - t) * p).max(-1).values - (t * p).sum(-1) + 1).clamp(min=0)),
    "kl_divergence": (probability, guess_probability, lambda t, p: (t.clamp(EPS, 1) * (t.clamp(EPS, 1) / p.clamp(EPS, 1)).log()).sum(-1)),
    "cosine_similarity": (real, guess, lambda t, p: -(unit(t) * unit(p)).sum(-1)),
    "binary_crossentropy": (probability, guess_probability, lambda t, p: bce(t, p).mean(-1)),
    "binary_crossentropy, smoothed": (hard, guess_probability, lambda t, p: bce(smooth(t, 0.2, 2), p).mean(-1)),
    "binary_crossentropy, logits": (hard, sure, lambda t, p: F.binary_cross_entropy_with_logits(p, t, reduction="none").mean(-1)),
    "binary_crossentropy, logits, smoothed": (hard, guess, lambda t, p: F.binary_cross_entropy_with_logits(p, smooth(t, 0.1, 2), reduction="none").mean(-1)),
    "categorical_crossentropy": (one_hot(labels), guess_probability, cce),
    "categorical_crossentropy, smoothed": (one_hot(labels), guess_probability, lambda t, p: cce(smooth(t, 0.1, 4), p)),
    "categorical_crossentropy, logits": (one_hot(labels), sure, cce_logits),
    "categorical_crossentropy, logits, smoothed": (one_hot(labels), guess, lambda t, p: cce_logits(smooth(t, 0.1, 4), p)),
    "categorical_crossentropy, logits, soft": (probability, guess, cce_logits),
    "sparse_categorical_crossentropy": (labels, guess_probability, lambda t, p: cce(one_hot(t), p)),
    "sparse_categorical_crossentropy, logits": (labels, sure, lambda t, p: cce_logits(one_hot(t), p)),
    "binary_focal_crossentropy": (hard, guess_probability, lambda t, p: binary_focal(t, p, 2.0)),
    "binary_focal_crossentropy, balanced": (hard, guess_probability, lambda t, p: binary_focal(t, p, 1.5, 0.25)),
    "binary_focal_crossentropy, logits": (hard, guess, lambda t, p: binary_focal(t, torch.sigmoid(p), 2.0)),
    "categorical_focal_crossentropy": (one_hot(labels), guess_probability, lambda t, p: categorical_focal(t, p, 2.0, 0.25)),
    "categorical_focal_crossentropy, logits": (one_hot(labels), guess, lambda t, p: categorical_focal(t, F.softmax(p, -1), 3.0, 0.5)),
}

def dice(t, p):
    return 1 - 2 * (t * p).sum(-1) / (t.sum(-1) + p.sum(-1) + EPS)


def tversky(alpha, beta):
    """1 - tp / (tp + alpha fp + beta fn) of Salehi et al. (2017), equation 3."""
    def loss(t, p):
        tp, fp, fn = (t * p).sum(-1), ((1 - t) * p).sum(-1), (t * (1 - p)).sum(-1)
        return 1 - tp / (tp + alpha * fp + beta * fn + EPS)
    return loss


def flat(loss):
    return lambda t, p: loss(t.reshape(len(t), -1), p.reshape(len(p), -1))


hard_image = (torch.rand(6, 2, 3, 1) > 0.5).double()
image = exact(torch.rand(6, 2, 3, 1) * 0.9 + 0.05)
cases |= {
    "dice": (hard, guess_probability, dice),
    "dice of images": (hard_image, image, flat(dice)),
    "tversky": (hard, guess_probability, tversky(0.5, 0.5)),
    "tversky(0.3, 0.7) of images": (hard_image, image, flat(tversky(0.3, 0.7))),
}

torch_has = {
    "mean_squared_error": lambda t, p: F.mse_loss(p, t, reduction="none").mean(-1),
    "mean_absolute_error": lambda t, p: F.l1_loss(p, t, reduction="none").mean(-1),
    "huber(0.4)": lambda t, p: F.huber_loss(p, t, reduction="none", delta=0.4).mean(-1),
    "cosine_similarity": lambda t, p: -F.cosine_similarity(t, p, dim=-1),
    "binary_crossentropy": lambda t, p: F.binary_cross_entropy(p, t, reduction="none").mean(-1),
    "categorical_crossentropy, logits, smoothed": lambda t, p: F.cross_entropy(p, t, reduction="none", label_smoothing=0.1),
    "sparse_categorical_crossentropy, logits": lambda t, p: F.cross_entropy(p, t.long(), reduction="none"),
    "kl_divergence": lambda t, p: F.kl_div(p.log(), t, reduction="none").sum(-1),
    "poisson": lambda t, p: F.poisson_nll_loss(p, t, log_input=False, reduction="none", eps=EPS).mean(-1),
}
for name, function in torch_has.items():
    target, prediction, ours = cases[name]
    assert torch.allclose(function(target, prediction), ours(target, prediction), rtol=1e-10), name

weights = exact(torch.tensor([1.0, 0.0, 2.5, 0.3, 1.0, 4.0]))
result = {"weights": weights.tolist(), "cases": {}}
for name, (target, prediction, loss) in cases.items():
    leaf = prediction.clone().requires_grad_()
    values = loss(target, leaf)
    weighted = (values * weights).sum() / len(weights)
    weighted.backward()
    result["cases"][name] = {
        "target": target.tolist(), "prediction": prediction.tolist(), "values": values.tolist(), "mean": values.mean().item(), "sum": values.sum().item(),
        "weighted": weighted.item(), "weighted_mean": ((values * weights).sum() / weights.sum()).item(), "gradient": leaf.grad.tolist(),
    }

folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References")
with open(os.path.join(folder, "losses.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
