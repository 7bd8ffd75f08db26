"""What the scripts that recompute saved models share: where the samples lie, and how weights are read without this project."""
import json
import os
import struct
import numpy as np

folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Runs.Tests", "Samples", "format-1")


def safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    body = data[8 + size:]
    return {name: np.frombuffer(body[t["data_offsets"][0]:t["data_offsets"][1]], "<f4").reshape(t["shape"]).astype(float)
            for name, t in header.items() if name != "__metadata__"}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))
