"""Writes expected.json beside the saved convolutional and recurrent autoencoders of LatentSharp.Runs.Tests/Samples/format-1: features and reconstructions of
a few samples, computed with NumPy in double precision from config.json and weights.safetensors alone. The sequences of the masked one end in padding.

Run: python3 tests/references/saved_network_autoencoders.py   (python3-numpy)
"""
import itertools
import json
import os
import numpy as np
from saved import folder, safetensors, sigmoid


def dense(x, weights, name):
    return x @ weights[f"{name}/kernel"] + weights[f"{name}/bias"]


def convolve(x, weights, name, stride):
    """(N, sizes…, C), padded as TensorFlow pads: what is odd stands at the end."""
    kernel, axes = weights[f"{name}/kernel"], x.ndim - 2
    sizes = [-(-s // stride) for s in x.shape[1:-1]]
    totals = [max(0, (o - 1) * stride + k - s) for o, k, s in zip(sizes, kernel.shape, x.shape[1:-1])]
    x = np.pad(x, [(0, 0)] + [(t // 2, t - t // 2) for t in totals] + [(0, 0)])
    y = np.zeros((len(x), *sizes, kernel.shape[-1])) + weights[f"{name}/bias"]
    for tap in itertools.product(*map(range, kernel.shape[:axes])):
        y += x[(slice(None), *(slice(t, t + (o - 1) * stride + 1, stride) for t, o in zip(tap, sizes)))] @ kernel[tap]
    return y


def double(x, weights, name, sizes):
    """The transposed convolution with stride 2 to these sizes; kernels are (taps…, out, in)."""
    kernel, axes = weights[f"{name}/kernel"], x.ndim - 2
    full = np.zeros((len(x), *((s - 1) * 2 + k for s, k in zip(x.shape[1:-1], kernel.shape)), kernel.shape[-2]))
    for tap in itertools.product(*map(range, kernel.shape[:axes])):
        full[(slice(None), *(slice(t, t + 2 * s - 1, 2) for t, s in zip(tap, x.shape[1:-1])))] += x @ kernel[tap].T
    # Without a remainder the padding is the convolution's; otherwise half the kernel goes before the result.
    starts = [max(0, k - 2) // 2 if s % 2 == 0 else k // 2 for s, k in zip(sizes, kernel.shape)]
    full = np.pad(full, [(0, 0)] + [(0, 2)] * axes + [(0, 0)])
    return full[(slice(None), *(slice(b, b + s) for b, s in zip(starts, sizes)))] + weights[f"{name}/bias"]


def convolutional(x, weights, options, mask):
    axes = 2 if options["axes"] == "image" else 1
    layer, sizes = f"conv{axes}d", []
    for i in range(len(options["filters"])):
        sizes.append(x.shape[1:-1])
        x = np.maximum(convolve(x, weights, f"encoder/{layer}" + (f"_{i}" if i else ""), 2), 0)
    innermost = x.shape[1:]
    features = dense(x.reshape(len(x), -1), weights, "encoder/code")
    y = np.maximum(dense(features, weights, "decoder/dense"), 0).reshape(-1, *innermost)
    for i, size in enumerate(reversed(sizes)):
        y = np.maximum(double(y, weights, f"decoder/{layer}_transpose" + (f"_{i}" if i else ""), size), 0)
    return features, convolve(y, weights, "decoder/output", 1)


def lstm(x, mask, name, weights, layer="lstm"):
    """All hidden states; gates in the order input, forget, candidate, output."""
    w = {part: weights[f"{name}/{layer}/lstm_cell/{part}"] for part in ("kernel", "recurrent_kernel", "bias")}
    h = c = np.zeros((len(x), len(w["recurrent_kernel"])))
    states = []
    for t in range(x.shape[1]):
        i, f, g, o = np.split(x[:, t] @ w["kernel"] + h @ w["recurrent_kernel"] + w["bias"], 4, axis=1)
        later = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        m = mask[:, t, None]
        c, h = np.where(m, later, c), np.where(m, sigmoid(o) * np.tanh(later), h)
        states.append(h)
    return np.stack(states, 1)


def gru(x, mask, name, weights):
    """All hidden states; gates in the order update, reset, candidate; the reset comes after the product."""
    w = {part: weights[f"{name}/gru/gru_cell/{part}"] for part in ("kernel", "recurrent_kernel", "bias")}
    h = np.zeros((len(x), len(w["recurrent_kernel"])))
    states = []
    for t in range(x.shape[1]):
        xz, xr, xh = np.split(x[:, t] @ w["kernel"] + w["bias"][0], 3, axis=1)
        hz, hr, hh = np.split(h @ w["recurrent_kernel"] + w["bias"][1], 3, axis=1)
        z, r = sigmoid(xz + hz), sigmoid(xr + hr)
        h = np.where(mask[:, t, None], z * h + (1 - z) * np.tanh(xh + r * hh), h)
        states.append(h)
    return np.stack(states, 1)


def framed(x, weights, options, mask):
    """The default: frames of steps, a code of all states, of which those of padding are 0, and a decoder in both directions. LSTM only."""
    steps, frame = x.shape[1], options["frame"]
    spare = -steps % frame
    wide = np.pad(x, [(0, 0), (0, spare), (0, 0)]).reshape(len(x), (steps + spare) // frame, -1)
    real = (wide != 0).any(axis=2) if options["maskZeros"] else np.ones(wide.shape[:2], bool)
    states = lstm(wide, real, "encoder", weights) * real[:, :, None]
    features = dense(states.reshape(len(x), -1), weights, "encoder/code")
    repeated, all_steps = np.repeat(features[:, None], wide.shape[1], 1), np.ones(wide.shape[:2], bool)
    both = [lstm(repeated, all_steps, "decoder", weights, "bidirectional/forward_lstm"),
            lstm(repeated, all_steps, "decoder", weights, "bidirectional/backward_lstm")[:, ::-1]]
    return features, dense(np.concatenate(both, 2), weights, "decoder/output").reshape(len(x), steps + spare, -1)[:, :steps]


def recurrent(x, weights, options, mask):
    if options.get("codeFrom") == "all-states":
        return framed(x, weights, options, mask)
    layer = {"lstm": lstm, "gru": gru}[options["cell"]]
    rows = x.reshape(*x.shape[:2], -1)
    features = dense(layer(rows, mask, "encoder", weights)[:, -1], weights, "encoder/code")
    repeated = np.repeat(features[:, None], x.shape[1], 1)
    return features, dense(layer(repeated, np.ones_like(mask), "decoder", weights), weights, "decoder/output").reshape(x.shape)


for model in sorted(name for name in os.listdir(folder) if name.startswith(("conv-autoencoder", "recurrent-autoencoder"))):
    place = os.path.join(folder, model)
    config = json.load(open(os.path.join(place, "config.json")))
    weights = safetensors(os.path.join(place, "weights.safetensors"))
    shape, options = config["inputShape"], config["options"]
    offset = np.array(config["scaling"]["offset"], np.float32).astype(float)
    scale = np.array(config["scaling"]["scale"], np.float32).astype(float)
    if offset.size == np.prod(shape):  # a table's scaling is of each value
        offset, scale = offset.reshape(shape), scale.reshape(shape)
    numbers = np.random.RandomState(12)
    raw = np.round(offset + scale * numbers.rand(5, *shape), 2)
    mask = np.ones((5, shape[0]), bool)
    if options.get("maskZeros", False):
        mask[0, 4:] = mask[1, 6:] = mask[2, 1:] = False
        raw = np.where(mask[:, :, None], raw, offset)  # what is padding is 0 once it is scaled
    raw = raw.astype(np.float32).astype(float)
    features, rebuilt = (convolutional if model.startswith("conv") else recurrent)((raw - offset) / scale, weights, options, mask)
    rebuilt = sigmoid(rebuilt) if options["output"] == "sigmoid" else rebuilt
    rebuilt = rebuilt * mask.reshape(*mask.shape, *[1] * (rebuilt.ndim - 2)) * scale + offset
    with open(os.path.join(place, "expected.json"), "w") as file:
        flat = {"samples": raw, "features": features, "reconstructions": rebuilt}
        json.dump({name: value.reshape(5, -1).tolist() for name, value in flat.items()}, file)
        file.write("\n")
