"""Writes expected.json beside the saved rockets of LatentSharp.Runs.Tests/Samples/format-1: features of a few sequences, computed with NumPy in
double precision from config.json and weights.safetensors alone. The last sequences have steps of zeros at their ends where these are padding.

Run: python3 tests/references/saved_rockets.py   (python3-numpy)
"""
import json
import os

import numpy as np

from rockets import features
from saved import folder, safetensors

for model in sorted(os.listdir(folder)):
    if not model.startswith(("minirocket", "multirocket")):
        continue
    place = os.path.join(folder, model)
    config = json.load(open(os.path.join(place, "config.json")))
    weights = safetensors(os.path.join(place, "weights.safetensors"))
    steps, channels = config["inputShape"]
    offset = np.array(config["scaling"]["offset"], float).ravel()
    scale = np.array(config["scaling"]["scale"], float).ravel()
    numbers = np.random.RandomState(11)
    raw = np.round(offset + scale * numbers.standard_normal((5, steps, channels)), 2).astype(np.float32).astype(float)
    lengths = [steps] * 5
    if config["options"]["maskZeros"]:
        lengths = [steps, steps, steps - 5, 12, 7]
        for row, length in zip(raw, lengths):
            row[length:] = offset
    raw = raw.astype(np.float32)
    x = ((raw - np.float32(offset)) / np.float32(scale)).astype(float)
    expected = []
    for row, length in zip(x, lengths):
        own = row[:length]
        parts = [("", own)] + ([("differences/", np.diff(own, axis=0))] if model.startswith("multi") else [])
        expected.append(np.concatenate([
            features(part, [tuple(map(int, pair)) for pair in weights[name + "dilations"]], weights[name + "biases"], weights[name + "channels"],
                     len(parts) > 1) for name, part in parts]).round(7).tolist())
    with open(os.path.join(place, "expected.json"), "w") as file:
        json.dump({"samples": raw.reshape(5, -1).tolist(), "features": expected}, file)
        file.write("\n")
