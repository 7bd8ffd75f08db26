"""Writes expected.json beside the saved models of LatentSharp.Runs.Tests/Samples/format-1 that restore samples: what they make of a few pictures, computed from
config.json and weights.safetensors alone with NumPy in double precision, and bicubic enlargement by Pillow.

Run: python3 tests/references/saved_restorers.py   (python3-numpy, python3-pil)
"""
import itertools
import json
import os
import numpy as np
from PIL import Image
from saved import folder, safetensors


def network(x, weights, prefix, layers):
    """Convolutions (N, H, W, C) without padding, with ReLU between them."""
    for i in range(layers):
        name = f"{prefix}conv2d" + (f"_{i}" if i else "")
        kernel, y = weights[f"{name}/kernel"], 0
        height, width = x.shape[1] - kernel.shape[0] + 1, x.shape[2] - kernel.shape[1] + 1
        for a, b in itertools.product(range(kernel.shape[0]), range(kernel.shape[1])):
            y = y + x[:, a:a + height, b:b + width] @ kernel[a, b]
        x = y + weights[f"{name}/bias"]
        if i < layers - 1:
            x = np.maximum(x, 0)
    return x


def padded(x, margin):
    return np.pad(x, [(0, 0), (margin, margin), (margin, margin), (0, 0)], mode="edge")


for model in ("denoiser", "super-resolution"):
    place = os.path.join(folder, model)
    config = json.load(open(os.path.join(place, "config.json")))
    weights = safetensors(os.path.join(place, "weights.safetensors"))
    layers, scale = len(config["options"]["filters"]) + 1, config["scaling"]["scale"][0]
    raw = np.round(scale * np.random.RandomState(13).rand(5, *config["inputShape"]), 2).astype(np.float32).astype(float)
    x = raw / scale
    if model == "denoiser":
        restored = x - network(padded(x, layers), weights, "noise/", layers)
    else:
        times = config["options"]["scale"]
        height, width = x.shape[1] * times, x.shape[2] * times
        restored = np.stack([np.asarray(Image.fromarray(one[:, :, 0].astype(np.float32)).resize((width, height), Image.BICUBIC))
                             for one in x]).astype(float)
        lacking = network(padded(x, layers + 1), weights, "", layers)
        restored += lacking.reshape(5, x.shape[1], x.shape[2], times, times).transpose(0, 1, 3, 2, 4).reshape(restored.shape)
    with open(os.path.join(place, "expected.json"), "w") as file:
        json.dump({"samples": raw.reshape(5, -1).tolist(), "restored": (restored * scale).reshape(5, -1).tolist()}, file)
        file.write("\n")
