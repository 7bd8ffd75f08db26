"""Writes expected.json beside the saved classifiers of LatentSharp.Runs.Tests/Samples/format-1: features and probabilities of a few samples, computed
with NumPy in double precision from config.json and weights.safetensors alone.

Run: python3 tests/references/saved_classifiers.py   (python3-numpy)
"""
import json
import os
import numpy as np
from saved import folder, safetensors, sigmoid


def convolve(x, kernel, bias):
    """Cross-correlation of (N, H, W, C) with zeros around, so that the sizes stay; odd kernels."""
    h, w = kernel.shape[:2]
    padded = np.pad(x, [(0, 0), (h // 2, h // 2), (w // 2, w // 2), (0, 0)])
    y = sum(padded[:, i:i + x.shape[1], j:j + x.shape[2]] @ kernel[i, j] for i in range(h) for j in range(w))
    return np.maximum(y + bias, 0)


def pool(x):
    n, h, w, c = x.shape
    return x.reshape(n, h // 2, 2, w // 2, 2, c).max(axis=(2, 4))


def lstm(x, cell, weights):
    """The last hidden state; gates in the order input, forget, candidate, output."""
    units = weights[cell + "/recurrent_kernel"].shape[0]
    h = c = np.zeros((len(x), units))
    for step in range(x.shape[1]):
        i, f, g, o = np.split(x[:, step] @ weights[cell + "/kernel"] + h @ weights[cell + "/recurrent_kernel"] + weights[cell + "/bias"], 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return h


def cnn(x, weights, options):
    for i in range(len(options["filters"])):
        name = "body/conv2d" + (f"_{i}" if i else "")
        x = pool(convolve(x, weights[name + "/kernel"], weights[name + "/bias"]))
    return x.reshape(len(x), -1)


def rnn(x, weights, options):
    rows = x[..., 0]
    return np.concatenate([lstm(rows, "body/bidirectional/forward_lstm/lstm_cell", weights),
                           lstm(rows[:, ::-1], "body/bidirectional/backward_lstm/lstm_cell", weights)], axis=1)


def normalized(x, name, weights):
    """Batch normalisation as it is after training."""
    return ((x - weights[name + "/moving_mean"]) / np.sqrt(weights[name + "/moving_variance"] + 1e-3) * weights[name + "/gamma"] + weights[name + "/beta"])


def fully_convolutional(x, weights, options):
    """Convolutions over steps, padded as TensorFlow pads, normalisation and ReLU; the mean over the steps that are no padding."""
    mask = (x != 0).any(axis=2, keepdims=True) if options["maskZeros"] else np.ones(x.shape[:2] + (1,))
    for i in range(len(options["filters"]) + 1):
        name = "body/normalized_convolution" + (f"_{i}" if i else "")
        kernel = weights[name + "/conv1d/kernel"]
        before = (len(kernel) - 1) // 2
        padded = np.pad(x, [(0, 0), (before, len(kernel) - 1 - before), (0, 0)])
        y = sum(padded[:, tap:tap + x.shape[1]] @ kernel[tap] for tap in range(len(kernel)))
        x = np.maximum(normalized(y, name + "/normalization", weights), 0) * mask
    return x.sum(axis=1) / mask.sum(axis=1)


def mlp(x, weights, options):
    """All hidden layers, that of the features among them."""
    x = x.reshape(len(x), -1)
    for i in range(len(options["hidden"]) + 1):
        number = f"_{i}" if i else ""
        name = "body/features" if i == len(options["hidden"]) else "body/dense" + number
        x = x @ weights[name + "/kernel"] + weights[name + "/bias"]
        if options["batchNorm"]:
            x = normalized(x, "body/batch_normalization" + number, weights)
        x = np.maximum(x, 0)
    return x


def whole(features):
    """A body that ends in the features themselves."""
    features.whole = True
    return features


for model, body in (("cnn", cnn), ("rnn", rnn), ("cnn-sequences", whole(fully_convolutional)), ("mlp", whole(mlp)), ("mlp-normalized", whole(mlp))):
    place = os.path.join(folder, model)
    config = json.load(open(os.path.join(place, "config.json")))
    weights = safetensors(os.path.join(place, "weights.safetensors"))
    offset, scale = (np.array(config["scaling"][part], np.float32).astype(float) for part in ("offset", "scale"))
    numbers = np.random.RandomState(11)
    raw = np.round(offset + scale * numbers.rand(5, *config["inputShape"]), 2)
    if config["options"].get("maskZeros", False):
        raw[0, 4:] = raw[1, 6:] = offset  # what is padding is 0 once it is scaled
    raw = raw.astype(np.float32).astype(float)
    hidden = body((raw - offset) / scale, weights, config["options"])
    features = hidden if hasattr(body, "whole") else np.maximum(hidden @ weights["body/features/kernel"] + weights["body/features/bias"], 0)
    logits = features @ weights["output/kernel"] + weights["output/bias"]
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    with open(os.path.join(place, "expected.json"), "w") as file:
        json.dump({"samples": raw.reshape(5, -1).tolist(), "features": features.tolist(),
                   "probabilities": (shares / shares.sum(axis=1, keepdims=True)).tolist()}, file)
        file.write("\n")
