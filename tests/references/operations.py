"""Writes LatentSharp.Tensors.Tests/References/operations.json: operations at their edges (zeros, infinities, NaN, ties, single numbers) with the
gradients of their sum, by PyTorch in single precision.

Run: python3 tests/references/operations.py   (python3-torch)
"""
import json
import math
import os
import torch

nan, inf = math.nan, math.inf
edges = [-inf, -2.0, -1.0, -0.5, -0.0, 0.0, 0.5, 1.0, 2.0, inf, nan]


def text(tensor):
    return ["NaN" if math.isnan(v) else ("Infinity" if v > 0 else "-Infinity") if math.isinf(v) else v for v in tensor.flatten().tolist()]


def case(function, *inputs):
    tensors = [torch.tensor(values, dtype=torch.float32, requires_grad=True) for values in inputs]
    y = function(*tensors)
    gradients = torch.autograd.grad(y.sum(), tensors, allow_unused=True)
    return {
        "inputs": [text(t) for t in tensors], "shapes": [list(t.shape) for t in tensors], "value": text(y),
        "gradients": [text(torch.zeros_like(t) if g is None else g) for t, g in zip(tensors, gradients)],
    }


unary = {
    "abs": torch.abs, "sqrt": torch.sqrt, "log": torch.log, "log1p": torch.log1p, "exp": torch.exp, "expm1": torch.expm1, "square": torch.square,
    "sign": torch.sign, "relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "softplus": torch.nn.functional.softplus, "erf": torch.erf,
    "hard tanh": lambda x: torch.nn.functional.hardtanh(x, -1, 1),
}
binary = {
    "add": torch.add, "subtract": torch.sub, "multiply": torch.mul, "divide": torch.div, "maximum": torch.maximum, "minimum": torch.minimum, "pow": torch.pow,
}
pairs = [(a, b) for a in edges for b in edges]
rows = [[1.0, 3.0, 3.0], [0.0, 0.0, 0.0], [-inf, -inf, -inf], [-inf, 0.0, 1.0], [inf, 0.0, 1.0], [nan, 0.0, 1.0], [2.0, 2.0, 2.0], [0.0, -3.0, 4.0]]
reductions = {
    "sum": lambda x: x.sum(1), "mean": lambda x: x.mean(1), "max": lambda x: x.amax(1), "min": lambda x: x.amin(1), "prod": lambda x: x.prod(1),
    "variance": lambda x: x.var(1, unbiased=False), "variance, corrected": lambda x: x.var(1), "std": lambda x: x.std(1, unbiased=False),
    "log sum exp": lambda x: x.logsumexp(1), "softmax": lambda x: x.softmax(1), "log softmax": lambda x: x.log_softmax(1),
    "norm 0": lambda x: torch.linalg.vector_norm(x, 0, 1), "norm 0.5": lambda x: torch.linalg.vector_norm(x, 0.5, 1),
    "norm 1": lambda x: torch.linalg.vector_norm(x, 1, 1), "norm 2": lambda x: torch.linalg.vector_norm(x, 2, 1),
    "norm 3": lambda x: torch.linalg.vector_norm(x, 3, 1), "norm inf": lambda x: torch.linalg.vector_norm(x, inf, 1),
    "norm -inf": lambda x: torch.linalg.vector_norm(x, -inf, 1),
    "cumsum": lambda x: x.cumsum(1), "cumprod": lambda x: x.cumprod(1), "sort": lambda x: x.sort(stable=True, dim=1)[0],
    "sort, descending": lambda x: x.sort(stable=True, dim=1, descending=True)[0], "top 2": lambda x: x.topk(2, 1)[0],
}
result = {name: case(function, edges) for name, function in unary.items()}
result |= {name: case(function, [a for a, _ in pairs], [b for _, b in pairs]) for name, function in binary.items()}
result |= {name: case(function, rows) for name, function in reductions.items()}
result |= {f"{name} of one": case(reductions[name], [[5.0], [0.0]]) for name in ["max", "prod", "variance", "variance, corrected", "std", "norm 2"]}
result["prod with zeros"] = case(reductions["prod"], [[0.0, 2.0, 3.0, 4.0, 5.0], [0.0, 2.0, 0.0, 4.0, 5.0], [1.0, 2.0, 3.0, 4.0, 5.0]])
result["cumprod with zeros"] = case(reductions["cumprod"], [[0.0, 2.0, 3.0, 4.0, 5.0], [2.0, 3.0, 0.0, 4.0, 0.0], [1.0, 2.0, 3.0, 4.0, 5.0]])

here = os.path.dirname(os.path.abspath(__file__))
path = os.path.join(here, "..", "LatentSharp.Tensors.Tests", "References", "operations.json")
os.makedirs(os.path.dirname(path), exist_ok=True)
with open(path, "w") as file:
    json.dump(result, file, indent=0, separators=(",", ":"))
