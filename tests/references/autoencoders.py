"""Writes LatentSharp.Features.Tests/References/autoencoders.json: for each kind of autoencoder one step of gradient descent on all samples, in
double precision by PyTorch. Each case has the weights before, the loss with its penalty, the penalty, and the weights after. Jacobians are computed row by
row with torch.autograd.functional.jacobian, one sample at a time.

Run: python3 tests/references/autoencoders.py   (python3-torch)
"""
import json
import os
import torch

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
N, D, H, K, RATE = 6, 5, 4, 3, 0.5


def exact(x):
    return x.float().double()


def weights(tied):
    shapes = {"encoder/dense/kernel": (D, H), "encoder/dense/bias": (H,), "encoder/code/kernel": (H, K), "encoder/code/bias": (K,),
              "decoder/dense/kernel": (K, H), "decoder/dense/bias": (H,), "decoder/output/kernel": (H, D), "decoder/output/bias": (D,)}
    return {name: exact(torch.randn(shape) * 0.7).requires_grad_() for name, shape in shapes.items() if not (tied and name.startswith("decoder") and name.endswith("kernel"))}


def encode(w, x, activation):
    h = torch.relu(x @ w["encoder/dense/kernel"] + w["encoder/dense/bias"])
    return activation(h @ w["encoder/code/kernel"] + w["encoder/code/bias"])


def decode(w, z, tied, output):
    first = w["encoder/code/kernel"].T if tied else w["decoder/dense/kernel"]
    last = w["encoder/dense/kernel"].T if tied else w["decoder/output/kernel"]
    h = torch.relu(z @ first + w["decoder/dense/bias"])
    return output(h @ last + w["decoder/output/bias"])


def l1(w, x, z, activation):
    return z.abs().sum(1).mean()


def divergence(w, x, z, activation, target=0.1):
    rho = z.mean(0)
    return sum(torch.distributions.kl_divergence(torch.distributions.Bernoulli(torch.tensor(target)), torch.distributions.Bernoulli(r)) for r in rho)


def jacobian(w, x, z, activation):
    total = 0
    for row in x:
        j = torch.autograd.functional.jacobian(lambda s: encode(w, s, activation), row, create_graph=True)
        total = total + (j ** 2).sum()
    return total / len(x)


def identity(x):
    return x


cases = {}
for name, penalty, weight, activation, tied, output in [
    ("plain", None, 0, identity, False, identity),
    ("sigmoid", None, 0, identity, False, torch.sigmoid),
    ("tied", None, 0, identity, True, torch.sigmoid),
    ("l1", l1, 0.3, torch.relu, False, torch.sigmoid),
    ("kullback-leibler", divergence, 0.4, torch.sigmoid, False, torch.sigmoid),
    ("contractive", jacobian, 0.6, torch.sigmoid, False, torch.sigmoid),
    ("contractive-tied", jacobian, 0.6, torch.sigmoid, True, identity),
]:
    x = exact(torch.rand(N, D))
    w = weights(tied)
    z = encode(w, x, activation)
    penalised = penalty(w, x, z, activation) if penalty else torch.tensor(0.0)
    loss = ((decode(w, z, tied, output) - x) ** 2).mean() + weight / D * penalised
    loss.backward()
    cases[name] = {
        "samples": x.tolist(), "weight": weight, "loss": loss.item(), "penalty": penalised.item(),
        "before": {key: value.tolist() for key, value in w.items()},
        "after": {key: (value - RATE * value.grad).tolist() for key, value in w.items()},
    }

place = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Features.Tests", "References")
os.makedirs(place, exist_ok=True)
with open(os.path.join(place, "autoencoders.json"), "w") as file:
    json.dump(cases, file)
    file.write("\n")
