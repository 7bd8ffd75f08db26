"""Writes expected.json beside each saved model of LatentSharp.Runs.Tests/Samples/format-1: features and reconstructions of a few samples, computed
with NumPy in double precision from config.json and weights.safetensors alone.

Run: python3 tests/references/saved_models.py   (python3-numpy)
"""
import json
import os
import numpy as np
from saved import folder, safetensors, sigmoid


def encode(x, weights, options):
    hidden = len(options["hidden"])
    for i in range(hidden):
        name = "encoder/dense" + (f"_{i}" if i else "")
        x = np.maximum(x @ weights[f"{name}/kernel"] + weights[f"{name}/bias"], 0)
    x = x @ weights["encoder/code/kernel"] + weights["encoder/code/bias"]
    if "contraction" in options or options.get("sparsity") == "kullback-leibler":
        return sigmoid(x)
    return np.maximum(x, 0) if options.get("sparsity") == "l1" else x


def decode(x, weights, options):
    hidden = len(options["hidden"])
    encoder = ["encoder/dense" + (f"_{i}" if i else "") for i in range(hidden)] + ["encoder/code"]
    decoder = ["decoder/dense" + (f"_{i}" if i else "") for i in range(hidden)] + ["decoder/output"]
    for i, name in enumerate(decoder):
        kernel = weights[encoder[hidden - i] + "/kernel"].T if options.get("tiedWeights", False) else weights[f"{name}/kernel"]
        x = x @ kernel + weights[f"{name}/bias"]
        if i < hidden:
            x = np.maximum(x, 0)
    return sigmoid(x) if options.get("output", "linear") == "sigmoid" else x


for model in sorted(os.listdir(folder)):
    if model.startswith(("conv-autoencoder", "recurrent-autoencoder")):
        continue  # by saved_network_autoencoders.py
    if model.startswith(("cnn", "rnn", "mlp")):
        continue  # by saved_classifiers.py
    if model.startswith(("minirocket", "multirocket")):
        continue  # by saved_rockets.py
    if model in ("vae", "conv-vae", "gan", "dcgan", "wgan-gp"):
        continue  # by saved_generators.py
    if model.startswith(("kmeans", "gaussian-mixture", "hdbscan", "n2d", "dec", "idec", "vade", "umap", "tsne")):
        continue  # by saved_clusterers.py
    if model.startswith(("text-", "tf-idf")):
        continue  # by saved_texts.py
    if model == "picture-codec":
        continue  # by saved_codecs.py
    if model == "forecaster":
        continue  # by saved_forecaster.py
    if model in ("denoiser", "super-resolution"):
        continue  # by saved_restorers.py
    place = os.path.join(folder, model)
    config = json.load(open(os.path.join(place, "config.json")))
    weights = safetensors(os.path.join(place, "weights.safetensors"))
    shape = config["inputShape"]
    offset = np.array(config["scaling"]["offset"], float).ravel()
    scale = np.array(config["scaling"]["scale"], float).ravel()
    numbers = np.random.RandomState(11)
    raw = np.round(offset + scale * numbers.rand(5, int(np.prod(shape))), 2).astype(np.float32).astype(float)
    x = (raw - offset) / scale
    if model != "pca":
        features = encode(x, weights, config["options"])
        rebuilt = decode(features, weights, config["options"])
    else:
        features = (x - weights["mean"]) @ weights["components"].T
        rebuilt = features @ weights["components"] + weights["mean"]
    with open(os.path.join(place, "expected.json"), "w") as file:
        json.dump({"samples": raw.tolist(), "features": features.tolist(), "reconstructions": (rebuilt * scale + offset).tolist()}, file)
        file.write("\n")
