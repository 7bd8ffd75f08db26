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


for model, body in (("cnn", cnn), ("rnn", rnn)):
    place = os.path.join(folder, model)
    config = json.load(open(os.path.join(place, "config.json")))
    weights = safetensors(os.path.join(place, "weights.safetensors"))
    offset, scale = config["scaling"]["offset"][0], config["scaling"]["scale"][0]
    numbers = np.random.RandomState(11)
    raw = np.round(offset + scale * numbers.rand(5, *config["inputShape"]), 2).astype(np.float32).astype(float)
    hidden = body((raw - offset) / scale, weights, config["options"])
    features = np.maximum(hidden @ weights["body/features/kernel"] + weights["body/features/bias"], 0)
    logits = features @ weights["output/kernel"] + weights["output/bias"]
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    with open(os.path.join(place, "expected.json"), "w") as file:
        json.dump({"samples": raw.reshape(5, -1).tolist(), "features": features.tolist(),
                   "probabilities": (shares / shares.sum(axis=1, keepdims=True)).tolist()}, file)
        file.write("\n")
