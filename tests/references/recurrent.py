"""Writes LatentSharp.Networks.Tests/References/recurrent.json: outputs, last states and gradients of recurrent layers in double precision, with Keras's
layout of weights: kernels (features, gates * units); gates i, f, c, o and z, r, h. PyTorch's own layers, but for the GRU with the reset
before the product, which PyTorch has not: that one is written here from Cho et al. 2014 and differentiated by PyTorch.

Run: python3 tests/references/recurrent.py   (python3-torch, python3-numpy)
"""
import json
import os
import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.set_default_dtype(torch.float64)
N, T, F, U = 4, 6, 3, 5
LENGTHS = [6, 2, 4, 1]
random = np.random.default_rng(21)


def numbers(*shape, scale=1.0):
    return torch.from_numpy((random.normal(size=shape) * scale).astype(np.float32).astype(np.float64))


def gates(weight, kind):
    """PyTorch's GRU has the order r, z, n."""
    if kind != "gru":
        return weight
    r, z, n = weight.chunk(3, 0)
    return torch.cat([z, r, n], 0)


def keras_weights(layer, kind, suffix, of):
    """The weights of one direction, or their gradients."""
    kernel = gates(of(getattr(layer, "weight_ih_l0" + suffix)), kind).T
    recurrent = gates(of(getattr(layer, "weight_hh_l0" + suffix)), kind).T
    b, c = (gates(of(getattr(layer, name + suffix)), kind) for name in ("bias_ih_l0", "bias_hh_l0"))
    return {"kernel": kernel, "recurrent_kernel": recurrent, "bias": torch.stack([b, c]) if kind == "gru" else b}


def pytorch(kind, bidirectional=False, lengths=None, **more):
    layer = {"lstm": nn.LSTM, "gru": nn.GRU, "simple_rnn": nn.RNN}[kind](F, U, batch_first=True, bidirectional=bidirectional, **more)
    for name, p in layer.named_parameters():
        # Keras has one bias where the two only ever meet in a sum.
        value = torch.zeros_like(p) if name.startswith("bias_hh") and kind != "gru" else numbers(*p.shape, scale=0.5)
        p.data.copy_(value)
    directions = 2 if bidirectional else 1
    x = numbers(N, T, F).requires_grad_()
    states = [numbers(directions, N, U, scale=0.5).requires_grad_() for _ in range(2 if kind == "lstm" else 1)]
    first = tuple(states) if kind == "lstm" else states[0]
    if lengths:
        packed, last = layer(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False), first)
        output, _ = pad_packed_sequence(packed, batch_first=True, total_length=T)
    else:
        output, last = layer(x, first)
    last = list(last) if kind == "lstm" else [last]
    suffixes = ["", "_reverse"][:directions]
    detached = {s: keras_weights(layer, kind, s, lambda p: p.detach()) for s in suffixes}
    return finish(x, [s[d] for d in range(directions) for s in [t for t in states]], [s[d] for d in range(directions) for s in last], output, detached,
                  states, lambda: {s: keras_weights(layer, kind, s, lambda p: p.grad) for s in suffixes}, directions, lengths)


def gru_before():
    kernel, recurrent, bias = (numbers(*s, scale=0.5).requires_grad_() for s in [(F, 3 * U), (U, 3 * U), (3 * U,)])
    x, first = numbers(N, T, F).requires_grad_(), numbers(1, N, U, scale=0.5).requires_grad_()
    h, outputs = first[0], []
    for t in range(T):
        z, r, g = (x[:, t] @ kernel + bias).chunk(3, 1)
        hz, hr = (h @ recurrent[:, :2 * U]).chunk(2, 1)
        z, r = torch.sigmoid(z + hz), torch.sigmoid(r + hr)
        h = z * h + (1 - z) * torch.tanh(g + (r * h) @ recurrent[:, 2 * U:])
        outputs.append(h)
    names = {"kernel": kernel, "recurrent_kernel": recurrent, "bias": bias}
    return finish(x, [first[0]], [h], torch.stack(outputs, 1), {"": {k: v.detach() for k, v in names.items()}}, [first],
                  lambda: {"": {k: v.grad for k, v in names.items()}}, 1, None)


def finish(x, first, last, output, weights, states, gradients, directions, lengths):
    """Takes the gradients of a weighted sum of the output and the last states."""
    w, v = numbers(*output.shape), [numbers(*s.shape) for s in last]
    loss = (output * w).sum() + sum((s * k).sum() for s, k in zip(last, v))
    loss.backward()
    case = {
        "x": x, "first": first, "output": output, "last": last, "output_weights": w, "state_weights": v, "weights": weights, "x_gradient": x.grad,
        "first_gradients": [s.grad[d] for d in range(directions) for s in states], "weight_gradients": gradients(),
    }
    if lengths:
        case["mask"] = torch.tensor([[1.0 if t < n else 0.0 for t in range(T)] for n in lengths])
    return case


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value.detach().numpy().tolist()


cases = {
    "simple_rnn": pytorch("simple_rnn"),
    "simple_rnn, relu": pytorch("simple_rnn", nonlinearity="relu"),
    "lstm": pytorch("lstm"),
    "gru": pytorch("gru"),
    "gru, reset before": gru_before(),
    "simple_rnn, padded": pytorch("simple_rnn", lengths=LENGTHS),
    "lstm, padded": pytorch("lstm", lengths=LENGTHS),
    "gru, padded": pytorch("gru", lengths=LENGTHS),
    "simple_rnn, bidirectional": pytorch("simple_rnn", bidirectional=True),
    "lstm, bidirectional": pytorch("lstm", bidirectional=True),
    "gru, bidirectional": pytorch("gru", bidirectional=True),
    "lstm, bidirectional, padded": pytorch("lstm", bidirectional=True, lengths=LENGTHS),
    "gru, bidirectional, padded": pytorch("gru", bidirectional=True, lengths=LENGTHS),
}

folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References")
with open(os.path.join(folder, "recurrent.json"), "w") as file:
    json.dump(plain(cases), file)
    file.write("\n")
