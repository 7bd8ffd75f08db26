"""Writes expected.json beside each saved clusterer and map of LatentSharp.Runs.Tests/Samples/format-1: what it makes of a few samples, computed with
NumPy and SciPy in double precision from config.json and weights.safetensors alone.

Run: python3 tests/references/saved_clusterers.py   (python3-numpy, python3-scipy)
"""
import json
import os
import numpy as np
from scipy.optimize import brentq
from scipy.stats import multivariate_normal
from saved import folder, safetensors


def encode(x, weights, hidden, prefix):
    for i in range(hidden):
        name = f"{prefix}encoder/dense" + (f"_{i}" if i else "")
        x = np.maximum(x @ weights[f"{name}/kernel"] + weights[f"{name}/bias"], 0)
    return x @ weights[f"{prefix}encoder/code/kernel"] + weights[f"{prefix}encoder/code/bias"]


def mixture(x, weights, prefix):
    factors = weights[prefix + "factors"]
    density = np.array([share * multivariate_normal(mean, factor @ factor.T).pdf(x)
                        for share, mean, factor in zip(weights[prefix + "shares"], weights[prefix + "means"], factors)]).T
    return density / density.sum(1, keepdims=True)


def place(x, rows, places, k):
    """The mean place of the k nearest rows, weighed by UMAP's memberships."""
    result = []
    for one in x:
        distances = np.sqrt(((rows - one) ** 2).sum(1))
        near = np.argsort(distances, kind="stable")[:k]
        d = distances[near]
        if d[0] == 0:
            result.append(places[near[0]])
            continue
        rho, target = d[d > 0][0], np.log2(k + 1)
        width = brentq(lambda s: np.exp(-np.maximum(0, d - rho) / s).sum() - target, 1e-9, 1e6)
        weights = np.exp(-np.maximum(0, d - rho) / max(width, 1e-3 * d.mean()))
        result.append(weights @ places[near] / weights.sum())
    return np.array(result)


def dense(x, weights, options):
    """The cluster of the row that is reached through the densest surroundings (approximate prediction of HDBSCAN)."""
    result = np.zeros((len(x), int(weights["labels"].max()) + 1))
    k, samples = 2 * options["minSamples"], options["minSamples"]
    for i, one in enumerate(x):
        distances = np.sqrt(((weights["rows"] - one) ** 2).sum(1))
        near = np.argsort(distances, kind="stable")[:k]
        reach = np.maximum(np.maximum(distances[near], distances[near][samples - 2]), weights["core"][near])
        best = near[np.argmin(reach)]
        cluster, density = int(weights["labels"][best]), 1 / reach.min()
        if cluster >= 0 and density >= weights["births"][cluster]:
            result[i, cluster] = min(1, density / weights["deaths"][cluster])
    return result


for model in sorted(os.listdir(folder)):
    where = os.path.join(folder, model)
    config = json.load(open(os.path.join(where, "config.json")))
    kind, options = config["model"], config["options"]
    if kind not in ("kmeans", "gaussian-mixture", "hdbscan", "n2d", "dec", "idec", "vade", "umap", "tsne"):
        continue
    weights = safetensors(os.path.join(where, "weights.safetensors"))
    offset = np.array(config["scaling"]["offset"], float).ravel()
    scale = np.array(config["scaling"]["scale"], float).ravel()
    numbers = np.random.RandomState(11)
    raw = numbers.randn(5, len(offset))
    if kind == "hdbscan":
        raw = weights["rows"][:5] + 0.05 * raw
        raw[4] += 3
    raw = np.round(offset + scale * raw, 3).astype(np.float32).astype(float)
    x = (raw - offset) / scale
    if kind == "kmeans":
        features = np.eye(len(weights["centres"]))[((x[:, None] - weights["centres"]) ** 2).sum(2).argmin(1)]
    elif kind == "gaussian-mixture":
        features = mixture(x, weights, "")
    elif kind == "hdbscan":
        features = dense(x, weights, options)
    elif kind == "umap":
        features = place(x, weights["rows"], weights["places"], options["neighbors"] - 1)
    elif kind == "tsne":
        features = place(x, weights["rows"], weights["places"], round(3 * options["perplexity"]))
    elif kind == "vade":
        hidden = x
        for i in range(len(options["hidden"])):
            name = "coder/encoder/hidden/dense" + (f"_{i}" if i else "")
            hidden = np.maximum(hidden @ weights[f"{name}/kernel"] + weights[f"{name}/bias"], 0)
        code = hidden @ weights["coder/encoder/z_mean/kernel"] + weights["coder/encoder/z_mean/bias"]
        shares = np.exp(weights["shares"].astype(float))
        density = np.array([share * multivariate_normal(mean, np.diag(np.exp(logs))).pdf(code)
                            for share, mean, logs in zip(shares, weights["means"], weights["log_variances"].astype(float))]).T
        features = density / density.sum(1, keepdims=True)
    else:
        code = encode(x, weights, len(options["hidden"]), "autoencoder/" if kind == "n2d" else "")
        if kind == "n2d":
            on_map = place(code, weights["map/rows"], weights["map/places"], options["neighbors"] - 1)
            features = mixture(on_map, weights, "mixture/")
        else:
            q = 1 / (1 + ((code[:, None] - weights["centres"]) ** 2).sum(2))
            features = q / q.sum(1, keepdims=True)
    with open(os.path.join(where, "expected.json"), "w") as file:
        json.dump({"samples": raw.tolist(), "features": features.tolist()}, file)
        file.write("\n")
