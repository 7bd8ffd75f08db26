"""Cases of layers for the reference files: each has its result and the gradients of Σ dy·y for its inputs and weights, in double precision."""
import json
import os
import torch
import torch.nn.functional as F

cases = {}


def exact(x):
    return x.float().double()


def rounded(x):
    return json.loads(json.dumps(x.detach().tolist()), parse_float=lambda text: float(f"{float(text):.10g}"))


def add(name, f, inputs, weights, assigned=None):
    """Computes a case of tensors; assigned gives what the layer assigns in training."""
    inputs = [exact(x).requires_grad_() for x in inputs]
    weights = {key: exact(value).requires_grad_() for key, value in weights.items()}
    y = f(*inputs, **weights)
    dy = exact(torch.randn(y.shape))
    sources = inputs + list(weights.values())
    gradients = torch.autograd.grad((y * dy).sum(), sources, allow_unused=True)
    gradients = [torch.zeros_like(s) if g is None else g for g, s in zip(gradients, sources)]
    cases[name] = {
        "inputs": [rounded(x) for x in inputs],
        "weights": {key: rounded(value) for key, value in weights.items()},
        "y": rounded(y),
        "dy": rounded(dy),
        "input_gradients": [rounded(g) for g in gradients[:len(inputs)]],
        "weight_gradients": {key: rounded(g) for key, g in zip(weights, gradients[len(inputs):])},
        "assigned": {key: rounded(value) for key, value in (assigned(*inputs) if assigned else {}).items()},
    }


def first(x):
    """Channels first, as PyTorch has them."""
    return x.movedim(-1, 1)


def last(x):
    """Channels last, as Keras has them."""
    return x.movedim(1, -1)


def padded(x, window, stride, dilation=None, value=0.0):
    """Pads channels-first x as Keras does for padding "same"."""
    pads = []
    for size, w, s, d in reversed(list(zip(x.shape[2:], window, stride, dilation or (1,) * len(window)))):
        total = max((-(-size // s) - 1) * s + (w - 1) * d + 1 - size, 0)
        pads += [total // 2, total - total // 2]
    return F.pad(x, pads, value=value)


def average_same(x, window, stride):
    """Means over windows whose places outside of channels-first x do not count."""
    pooling = (F.avg_pool1d, F.avg_pool2d, F.avg_pool3d)[x.dim() - 3]
    return pooling(padded(x, window, stride), window, stride) / pooling(padded(torch.ones_like(x), window, stride), window, stride)


def write(name):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "LatentSharp.Networks.Tests", "References", name)
    with open(path, "w") as file:
        json.dump(cases, file, separators=(",", ":"))
        file.write("\n")
