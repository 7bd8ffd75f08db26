"""Writes expected.json beside the saved forecaster of LatentSharp.Runs.Tests/Samples/format-1: features, what is told of each step, and the
steps that follow, computed with NumPy in double precision from config.json and weights.safetensors alone.

Run: python3 tests/references/saved_forecaster.py   (python3-numpy)
"""
import json
import os

import numpy as np

from saved import folder, safetensors, sigmoid

place = os.path.join(folder, "forecaster")
config = json.load(open(os.path.join(place, "config.json")))
weights = safetensors(os.path.join(place, "weights.safetensors"))
cell = {name: weights[f"states/gru/gru_cell/{name}"] for name in ("kernel", "recurrent_kernel", "bias")}
units = config["options"]["latentSize"]


def states(x):
    """The states of a GRU with gates z, r, h and its reset after the product, (N, T, units)."""
    h = np.zeros((x.shape[0], units))
    all = []
    for step in range(x.shape[1]):
        given = x[:, step] @ cell["kernel"] + cell["bias"][0]
        before = h @ cell["recurrent_kernel"] + cell["bias"][1]
        z = sigmoid(given[:, :units] + before[:, :units])
        r = sigmoid(given[:, units:2 * units] + before[:, units:2 * units])
        candidate = np.tanh(given[:, 2 * units:] + r * before[:, 2 * units:])
        h = z * h + (1 - z) * candidate
        all.append(h)
    return np.stack(all, axis=1)


def following(x):
    return x + states(x) @ weights["change/kernel"] + weights["change/bias"]


offset, scale = (np.array(config["scaling"][part], np.float32).astype(float) for part in ("offset", "scale"))
raw = np.round(offset + scale * np.random.RandomState(11).standard_normal((5, *config["inputShape"])), 2).astype(np.float32).astype(float)
x = (raw - offset) / scale
told, known = [], x
for _ in range(3):
    told.append(following(known)[:, -1])
    known = np.concatenate([known[:, 1:], told[-1][:, None]], axis=1)
with open(os.path.join(place, "expected.json"), "w") as file:
    json.dump({"samples": raw.reshape(5, -1).tolist(), "features": states(x)[:, -1].tolist(),
               "oneStepAhead": following(x[:, :-1]).reshape(5, -1).tolist(),
               "forecast": np.stack(told, axis=1).reshape(5, -1).tolist()}, file)
    file.write("\n")
