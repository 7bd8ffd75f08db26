"""Writes expected.json beside the saved picture codec of LatentSharp.Runs.Tests/Samples/format-1: the coefficients of a few pictures, and of one code the
bits that it takes and the picture that it gives, computed from config.json and weights.safetensors alone with NumPy in double precision.

Run: python3 tests/references/saved_codecs.py   (python3-numpy)
"""
import json
import math
import os
import numpy as np
from saved import folder, safetensors

ESCAPE, PRECISION, COUNTED = 15, 15, 8

place = os.path.join(folder, "picture-codec")
config = json.load(open(os.path.join(place, "config.json")))
weights = safetensors(os.path.join(place, "weights.safetensors"))
block, (height, width, channels) = config["options"]["block"], config["inputShape"]
mean, colours, blocks = (weights[name] for name in ("colours/mean", "colours/components", "blocks/components"))
size = block * block
count = channels * size
down, across = height // block, width // block
assert (down * block, across * block) == (height, width)


def analyze(picture):
    """(H, W, C) -> (down, across, planes, coefficients)."""
    planes = (picture - mean) @ colours.T
    cut = planes.reshape(down, block, across, block, channels).transpose(0, 2, 4, 1, 3).reshape(down, across, channels, size)
    return np.einsum("yxpi,pki->yxpk", cut, blocks)


def synthesize(coefficients):
    cut = np.einsum("yxpk,pki->yxpi", coefficients, blocks)
    planes = cut.reshape(down, across, channels, block, block).transpose(0, 3, 1, 4, 2).reshape(height, width, channels)
    return planes @ colours + mean


edges, edge = [], 49
for _ in range(24):
    edges.append(edge)
    edge = (edge * 27 + 9) // 19


def bits(code):
    """-log2 of the frequencies that the neighbours choose, signs, and what is beyond the last magnitude."""
    difference, total = np.zeros_like(code), 0.0
    for y in range(down):
        for x in range(across):
            for k in range(count):
                guess = 0
                if k % size == 0:
                    left, above = (code[y, x - 1, k] if x else None), (code[y - 1, x, k] if y else None)
                    if left is not None and above is not None:
                        guess = math.floor((3 * left + 3 * above - 2 * code[y - 1, x - 1, k] + 2) / 4)
                    elif left is not None or above is not None:
                        guess = left if left is not None else above
                difference[y, x, k] = code[y, x, k] - guess
                near = [(y, x - 1), (y - 1, x), (y - 1, x + 1), (y, x)]
                sources = [np.minimum(np.abs(difference[j, i]), COUNTED) if j >= 0 and 0 <= i < across else np.zeros(count) for j, i in near]
                sources[3] = np.where(np.arange(count) < k, sources[3], 0)
                table = int(np.searchsorted(edges, np.concatenate(sources) @ weights["contexts/weights"][:, k], side="right"))
                size_of = abs(int(difference[y, x, k]))
                total += PRECISION - math.log2(weights["contexts/frequencies"][table, min(size_of, ESCAPE)]) + (size_of > 0)
                if size_of >= ESCAPE:
                    total += 5 + math.floor(math.log2(size_of - ESCAPE + 1))
    return total


random = np.random.RandomState(17)
raw = np.round(255 * random.rand(2, height, width, channels)).astype(float)
features = np.stack([analyze(picture / 255) for picture in raw])
# Mostly zeros, some that are beyond all tables, means that go up and down.
code = np.where(random.rand(down, across, count) < 0.1, np.round(random.standard_cauchy((down, across, count)) * 2), 0).clip(-400, 400).astype(int)
code[..., ::size] += random.randint(-30, 31, (down, across, channels))
step = 0.0625
with open(os.path.join(place, "expected.json"), "w") as file:
    json.dump({
        "samples": raw.reshape(2, -1).tolist(), "features": np.round(features.reshape(2, -1), 7).tolist(), "step": step, "code": [code.ravel().tolist()],
        "bits": bits(code), "picture": [np.round(synthesize((code * step).reshape(down, across, channels, size)).ravel(), 7).tolist()]}, file)
    file.write("\n")
