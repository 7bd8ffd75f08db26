"""What the sample network of format 1 computes, in float64, by NumPy, from the weights in its file.

    python3 tests/references/network_format_1.py
"""
import json
import pathlib
import struct
import zipfile

import numpy as np

folder = pathlib.Path(__file__).parent.parent / "LatentSharp.Formats.Tests" / "Samples" / "format-1"
with zipfile.ZipFile(folder / "network.latent") as archive:
    weights = archive.read("weights.safetensors")
size = struct.unpack("<Q", weights[:8])[0]
header = json.loads(weights[8:8 + size])
w = {
    name: np.frombuffer(weights, "<f4", int(np.prod(entry["shape"])), 8 + size + entry["data_offsets"][0]).reshape(entry["shape"]).astype(float)
    for name, entry in header.items()
}


def samples(shift):
    return (((np.arange(24) * 7 + shift) % 11) / 11 - 0.5).reshape(6, 4)


left, right = samples(0), samples(3)
a = np.tanh(left @ w["both/kernel"] + w["both/bias"])
b = np.tanh(right @ w["both/kernel"] + w["both/bias"])
hidden = left @ w["inner/dense/kernel"] + w["inner/dense/bias"]
c = np.where(hidden > 0, hidden, 0.3 * hidden) @ w["inner/dense_1/kernel"]
logits = np.concatenate([a, b, c], axis=1) @ w["kind/kernel"] + w["kind/bias"]
kind = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
(folder / "expected.json").write_text(json.dumps({"kind": kind.ravel().tolist(), "sum": (a + c).ravel().tolist()}, indent=1) + "\n")
