"""Writes expected.json beside the saved models of texts of LatentSharp.Runs.Tests/Samples/format-1: ids, features and probabilities of a few
texts, computed with NumPy in double precision from config.json and weights.safetensors alone.

Run: python3 tests/references/saved_texts.py   (python3-numpy)
"""
import json
import os
import numpy as np
from saved import folder, safetensors, sigmoid

TEXTS = ["where is the river", "Who wrote the old book to the king", "which", "a house nobody knows", "the sea the sea the city"]


def lstm(x, cell, weights):
    """The last hidden state; gates in the order input, forget, candidate, output."""
    h = c = np.zeros(weights[cell + "/recurrent_kernel"].shape[0])
    for step in x:
        i, f, g, o = np.split(step @ weights[cell + "/kernel"] + h @ weights[cell + "/recurrent_kernel"] + weights[cell + "/bias"], 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return h


def both(x, name, weights):
    return np.concatenate([lstm(x, name + "/forward_lstm/lstm_cell", weights), lstm(x[::-1], name + "/backward_lstm/lstm_cell", weights)])


def convolutions(x, weights, options):
    """The largest value over all tokens, with zeros around: of an even width one more behind."""
    found = []
    for width in options["widths"]:
        kernel, bias = weights[f"body/features/width{width}/kernel"], weights[f"body/features/width{width}/bias"]
        padded = np.pad(x, [((width - 1) // 2, width // 2), (0, 0)])
        y = sum(padded[i:i + len(x)] @ kernel[i] for i in range(width)) + bias
        found.append(np.maximum(y, 0).max(0))
    return np.concatenate(found)


def classifier(ids, weights, options):
    x = weights["body/tokens/embedding/embeddings"][ids]
    if options["architecture"] == "convolutional":
        return convolutions(x, weights, options)
    hidden = both(x, "body/bidirectional", weights)
    return np.maximum(hidden @ weights["body/features/kernel"] + weights["body/features/bias"], 0)


def autoencoder(ids, weights, options):
    x = weights["encoder/tokens/embedding/embeddings"][ids]
    return both(x, "encoder/bidirectional", weights) @ weights["encoder/code/kernel"] + weights["encoder/code/bias"]


def tf_idf(ids, weights, options):
    row = np.bincount(ids[ids >= 4], minlength=len(weights["idf"])) * weights["idf"]
    return weights["components"] @ (row / (np.sqrt((row ** 2).sum()) or 1))


for model in sorted(os.listdir(folder)):
    if not model.startswith(("text-", "tf-idf")):
        continue
    place = os.path.join(folder, model)
    config = json.load(open(os.path.join(place, "config.json")))
    weights = safetensors(os.path.join(place, "weights.safetensors"))
    vocabulary, length = config["text"]["vocabulary"], config["inputShape"][0]
    rows = [[4 + vocabulary.index(word) if word in vocabulary else 1 for word in text.lower().split()][:length] for text in TEXTS]
    body = classifier if model.startswith("text-classifier") else autoencoder if model.startswith("text-autoencoder") else tf_idf
    features = np.array([body(np.array(row), weights, config["options"]) for row in rows])
    expected = {"texts": TEXTS, "samples": [row + [0] * (length - len(row)) for row in rows], "features": features.tolist()}
    if model.startswith("text-classifier"):
        logits = features @ weights["output/kernel"] + weights["output/bias"]
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        expected["probabilities"] = (shares / shares.sum(axis=1, keepdims=True)).tolist()
    with open(os.path.join(place, "expected.json"), "w") as file:
        json.dump(expected, file)
        file.write("\n")
