"""Writes LatentSharp.Features.Tests/References/generative.json: the objectives of variational autoencoders and of adversarial networks with their
gradients, in double precision, from PyTorch's own losses and distributions where it has them.

Run: python3 tests/references/generative.py   (python3-torch)
"""
import json
import os
import torch
import torch.nn.functional as F
from torch.distributions import Bernoulli, Independent, Normal, kl_divergence

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)


def exact(x):
    return x.float().double()


def leaf(*shape, scale=1.0, shift=0.0):
    return (exact(torch.randn(shape) * scale) + shift).requires_grad_()


def with_gradients(value, **leaves):
    gradients = torch.autograd.grad(value, list(leaves.values()), retain_graph=True)
    return {"value": value.item(), "gradients": {name: g.tolist() for name, g in zip(leaves, gradients)}}


def variational():
    n, d, k = 6, 5, 4
    mean, log_var, output = leaf(n, k), leaf(n, k, scale=0.7), leaf(n, d, scale=1.5)
    x = exact(torch.rand(n, d))
    variance = leaf()
    q = Normal(mean, (log_var / 2).exp())
    per_unit = kl_divergence(q, Normal(0.0, 1.0)).mean(0)
    bernoulli = F.binary_cross_entropy_with_logits(output, x, reduction="none").sum(1)
    fixed = -Independent(Normal(output, 0.3 ** 0.5), 1).log_prob(x)
    learned = -Independent(Normal(output, (variance / 2).exp()), 1).log_prob(x)
    free = 0.35
    cases = {
        "elbo": bernoulli.mean() + per_unit.sum(),
        "beta 4": bernoulli.mean() + 4 * per_unit.sum(),
        "free bits": bernoulli.mean() + per_unit.clamp(min=free).sum(),
    }
    leaves = dict(mean=mean, log_var=log_var, output=output)
    return {
        "x": x.tolist(), "mean": mean.tolist(), "log_var": log_var.tolist(), "output": output.tolist(), "log_variance": variance.item(),
        "kl_per_unit": per_unit.tolist(),
        "objectives": {name: with_gradients(value, **leaves) for name, value in cases.items()},
        "free": free,
        "likelihoods": {
            "bernoulli": {"per_sample": bernoulli.tolist(), **with_gradients(bernoulli.mean(), output=output)},
            "gaussian 0.3": {"per_sample": fixed.tolist(), **with_gradients(fixed.mean(), output=output)},
            "gaussian learned": {"per_sample": learned.tolist(), **with_gradients(learned.mean(), output=output, log_variance=variance)},
        },
    }


def adversarial():
    real, fake = leaf(7, 1, scale=1.5), leaf(7, 1, scale=1.5)
    ones = torch.ones_like(real)

    def bce(scores, label):
        return F.binary_cross_entropy_with_logits(scores, label * ones)

    discriminator = {
        "non-saturating": bce(real, 1) + bce(fake, 0),
        "non-saturating 0.9": bce(real, 0.9) + bce(fake, 0),
        "least squares": (F.mse_loss(real, ones) + F.mse_loss(fake, 0 * ones)) / 2,
        "least squares 0.9": (F.mse_loss(real, 0.9 * ones) + F.mse_loss(fake, 0 * ones)) / 2,
        "hinge": F.relu(1 - real).mean() + F.relu(1 + fake).mean(),
        "wasserstein": fake.mean() - real.mean(),
    }
    generator = {
        "non-saturating": bce(fake, 1),
        "least squares": F.mse_loss(fake, ones) / 2,
        "hinge": -fake.mean(),
        "wasserstein": -fake.mean(),
    }
    return {
        "real": real.tolist(), "fake": fake.tolist(),
        "discriminator": {name: with_gradients(value, real=real, fake=fake) for name, value in discriminator.items()},
        "generator": {name: with_gradients(value, fake=fake) for name, value in generator.items()},
    }


def penalty():
    """A critic 6-8-1 with tanh and one with LeakyReLU; the penalty at given points and its gradients with respect to the weights."""
    x = exact(torch.randn(9, 6)).requires_grad_()
    w1, b1, w2, b2 = leaf(6, 8, scale=0.6), leaf(8, scale=0.3), leaf(8, 1, scale=0.8), leaf(1)
    result = {"x": x.tolist(), "w1": w1.tolist(), "b1": b1.tolist(), "w2": w2.tolist(), "b2": b2.tolist()}
    for name, activation in [("tanh", torch.tanh), ("leaky_relu", lambda z: F.leaky_relu(z, 0.2))]:
        score = activation(x @ w1 + b1) @ w2 + b2
        g, = torch.autograd.grad(score.sum(), x, create_graph=True)
        value = ((g.norm(dim=1) - 1) ** 2).mean()
        gradients = torch.autograd.grad(value, [w1, b1, w2], retain_graph=True, allow_unused=True)
        result[name] = {"value": value.item(), "gradients": {
            key: (torch.zeros_like(leaf_) if grad is None else grad).tolist() for key, leaf_, grad in zip(["w1", "b1", "w2"], [w1, b1, w2], gradients)}}
    return result


here = os.path.dirname(os.path.abspath(__file__))
path = os.path.join(here, "..", "LatentSharp.Features.Tests", "References", "generative.json")
with open(path, "w") as f:
    json.dump({"variational": variational(), "adversarial": adversarial(), "penalty": penalty()}, f)
    f.write("\n")
