"""MiniRocket (Dempster et al. 2021) and MultiRocket (Tan et al. 2022) with NumPy, by their formulas, and rockets.json: biases that one series gives,
and features of three others.

Run: python3 tests/references/rockets.py   (python3-numpy)
"""
import json
import os
from itertools import combinations

import numpy as np

kernels = list(combinations(range(9), 3))


def dilations(steps, each):
    most = min(each, 32)
    exponent = max(0, np.log2((steps - 1) / 8))
    values, counts = np.unique(np.logspace(0, exponent, most, base=2).astype(np.int32), return_counts=True)
    counts = (counts * (each / most)).astype(np.int32)
    for i in range(each - counts.sum()):
        counts[i % len(counts)] += 1
    return list(zip(values.tolist(), counts.tolist()))


def convolve(x, kernel, dilation):
    """x (T, C) summed over channels, zeros beyond the ends."""
    weights = np.full(9, -1.0)
    weights[list(kernel)] = 2
    padded = np.pad(x.sum(1), 4 * dilation)
    return sum(w * padded[j * dilation:j * dilation + len(x)] for j, w in enumerate(weights))


def quantile(i):
    return ((i + 1) * ((np.sqrt(5) + 1) / 2)) % 1


def biases(x, plan):
    found = []
    for dilation, count in plan:
        for kernel in kernels:
            values = convolve(x, kernel, dilation)
            found += [np.float32(np.quantile(values, quantile(len(found) + f))) for f in range(count)]
    return np.array(found, np.float32)


def pool(values, bias):
    positive = values > bias
    if len(values) == 0:
        return 0, 0, 0, 0
    longest = run = 0
    for p in positive:
        run = run + 1 if p else 0
        longest = max(longest, run)
    n = positive.sum()
    places = np.flatnonzero(positive)
    return n / len(values), longest / len(values), (values[positive] - bias).mean() if n else 0, (places.mean() if n else -1) / len(values)


def features(x, plan, given, looks, four):
    """x (T, C), its own steps alone; looks (dilations * 84, C) says which channels each kernel sees at each dilation."""
    pooled = []
    for d, (dilation, count) in enumerate(plan):
        for k, kernel in enumerate(kernels):
            values = convolve(x * looks[d * 84 + k], kernel, dilation)
            if (d + k) % 2 == 1:
                values = values[4 * dilation:len(values) - 4 * dilation] if len(values) > 8 * dilation else values[:0]
            for _ in range(count):
                pooled.append(pool(values, given[len(pooled)]))
    return np.array(pooled).T.ravel() if four else np.array(pooled)[:, 0]


def main():
    random = np.random.RandomState(5)
    waves = [np.round(8 * np.sin(np.arange(60) / (3 + i)) + random.randint(-3, 4, 60))[:, None] for i in range(4)]
    plan, ones = dilations(60, 5), np.ones((1000, 1))
    mini = biases(waves[0], plan)
    differences = [np.diff(w, axis=0) for w in waves]
    other = dilations(59, 5)
    second = biases(differences[0], other)
    reference = dict(
        series=[w.ravel().tolist() for w in waves], dilations=plan, biases=mini.tolist(),
        mini=[features(w, plan, mini, ones, False).round(7).tolist() for w in waves[1:]],
        multi=[np.concatenate([features(w, plan, mini, ones, True), features(d, other, second, ones, True)]).round(6).tolist()
               for w, d in zip(waves[1:], differences[1:])])
    place = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "LatentSharp.Features.Tests", "References", "rockets.json")
    with open(place, "w") as file:
        json.dump(reference, file)
        file.write("\n")


if __name__ == "__main__":
    main()
