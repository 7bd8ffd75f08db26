"""Writes LatentSharp.Networks.Tests/References/activations.json: each activation and its derivative by PyTorch in double precision. Those
that PyTorch does not have are written here from their formulas, as are the sparsemax and its gradient (Martins and Astudillo 2016).

Run: python3 tests/references/activations.py   (python3-torch, python3-numpy)
"""
import json
import os
import numpy as np
import torch
import torch.nn.functional as F

torch.manual_seed(3)
torch.set_default_dtype(torch.float64)
zero = torch.zeros(())


def sparsemax(x):
    def threshold(row):
        low, high = row.max() - 1, row.max()
        for _ in range(100):
            middle = (low + high) / 2
            low, high = (middle, high) if np.maximum(row - middle, 0).sum() > 1 else (low, middle)
        return middle
    tau = np.array([threshold(row) for row in x.detach().numpy()])[:, None]
    support = torch.from_numpy((x.detach().numpy() > tau).astype(float))
    # On a fixed support the threshold is (Σ x - 1) / n, which gives the gradient too.
    return support * (x - ((support * x).sum(1, keepdim=True) - 1) / support.sum(1, keepdim=True))


functions = {
    "linear": lambda x: x * 1,
    "relu": F.relu,
    "relu6": F.relu6,
    "relu(slope 0.1, max 3, threshold 0.5)": lambda x: torch.where(x >= 3, zero + 3, torch.where(x >= 0.5, x, 0.1 * (x - 0.5))),
    "leaky_relu": lambda x: F.leaky_relu(x, 0.2),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "selu": F.selu,
    "silu": F.silu,
    "mish": F.mish,
    "softplus": lambda x: F.softplus(x, threshold=1e9),
    "softsign": F.softsign,
    "exponential": torch.exp,
    "log_sigmoid": F.logsigmoid,
    "hard_sigmoid": F.hardsigmoid,
    "hard_silu": F.hardswish,
    "hard_tanh": F.hardtanh,
    "tanh_shrink": F.tanhshrink,
    "hard_shrink": F.hardshrink,
    "soft_shrink": F.softshrink,
    "sparse_plus": lambda x: torch.where(x <= -1, zero, torch.where(x < 1, (x + 1) ** 2 / 4, x)),
    "sparse_sigmoid": lambda x: torch.clamp((x + 1) / 2, 0, 1),
    "squareplus": lambda x: (x + torch.sqrt(x * x + 4)) / 2,
    "threshold": lambda x: F.threshold(x, 0, 0),
    "threshold(0.3, -2)": lambda x: F.threshold(x, 0.3, -2),
    "elu": F.elu,
    "elu(0.7)": lambda x: F.elu(x, 0.7),
    "celu": F.celu,
    "celu(2.5)": lambda x: F.celu(x, 2.5),
    "gelu": F.gelu,
    "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "softmax": lambda x: F.softmax(x, -1),
    "log_softmax": lambda x: F.log_softmax(x, -1),
    "sparsemax": sparsemax,
    "glu": lambda x: F.glu(x, -1),
}

x = torch.cat([torch.linspace(-9, 9, 60), torch.randn(30) * 1.5, torch.tensor([-40.0, -0.03, 0.02, 1e-4, -1e-5, 50.0])])
x = (x + 0.0123).float().double().reshape(8, 12)
result = {"x": x.tolist(), "weights": None, "functions": {}}
weights = torch.rand(8, 12).float().double() + 0.5
result["weights"] = weights.tolist()
for name, function in functions.items():
    leaf = x.clone().requires_grad_()
    y = function(leaf)
    (y * weights[:, : y.shape[1]]).sum().backward()
    result["functions"][name] = {"y": y.tolist(), "gradient": leaf.grad.tolist()}

folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References")
with open(os.path.join(folder, "activations.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
