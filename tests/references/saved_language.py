"""Writes expected.json beside the saved language models of LatentSharp.Runs.Tests/Samples/format-1: features, loss and the most probable
continuation of a few windows, computed with NumPy in double precision from config.json and weights.safetensors alone.

Run: python3 tests/references/saved_language.py   (python3-numpy)
"""
import json
import os
import numpy as np
from saved import folder, safetensors, sigmoid


def lstm(x, cell, w):
    """All hidden states; gates in the order input, forget, candidate, output."""
    h = c = np.zeros((len(x), len(w[cell + "/recurrent_kernel"])))
    states = []
    for step in range(x.shape[1]):
        i, f, g, o = np.split(x[:, step] @ w[cell + "/kernel"] + h @ w[cell + "/recurrent_kernel"] + w[cell + "/bias"], 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        states.append(h)
    return np.stack(states, 1)


def norm(x, gamma):
    return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5) * gamma


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def block(x, name, w, heads):
    n, t, d = x.shape
    z = norm(x, w[name + "/attention_norm/gamma"])
    q, k, v = ((z @ w[f"{name}/attention/{part}/kernel"]).reshape(n, t, heads, -1) for part in ("query", "key", "value"))
    scores = np.einsum("nqhd,nkhd->nhqk", q, k) / np.sqrt(d / heads)
    scores = np.where(np.tril(np.ones((t, t))) > 0, scores, -np.inf)
    x = x + np.einsum("nhqk,nkhd->nqhd", softmax(scores), v).reshape(n, t, d) @ w[name + "/attention/attention_output/kernel"]
    z = norm(x, w[name + "/feedforward_norm/gamma"]) @ w[name + "/feedforward_intermediate/kernel"]
    z = 0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z ** 3)))
    return x + z @ w[name + "/feedforward_output/kernel"]


def body(ids, w, options):
    x = w["body/embedding/embeddings"][ids]
    layers = options["layers"]
    if options["network"] == "lstm":
        for i in range(layers):
            x = lstm(x, f"body/lstm{f'_{i}' if i else ''}/lstm_cell", w)
        return x
    x = x + w["body/position_embedding/embeddings"][:ids.shape[1]]
    for i in range(layers):
        x = block(x, f"body/transformer_block{f'_{i}' if i else ''}", w, options["heads"])
    return norm(x, w["body/layer_normalization/gamma"])


for model in ("language-model", "language-model-transformer"):
    place = os.path.join(folder, model)
    config = json.load(open(os.path.join(place, "config.json")))
    w = safetensors(os.path.join(place, "weights.safetensors"))
    options = config["options"]
    vocabulary, context = len(w["output/bias"]), options["context"]
    ids = np.random.RandomState(11).randint(4, vocabulary, (5, context + 1))
    hidden = body(ids[:, :-1], w, options)
    logits = hidden @ w["output/kernel"] + w["output/bias"]
    losses = -np.log(np.take_along_axis(softmax(logits), ids[:, 1:, None], -1))
    # The most probable tokens behind the first three of the first window, no special ones, as long as they fit the context.
    text = list(ids[0, :3])
    while len(text) < context:
        text.append(4 + int(np.argmax((body(np.array([text]), w, options)[0, -1] @ w["output/kernel"] + w["output/bias"])[4:])))
    with open(os.path.join(place, "expected.json"), "w") as file:
        json.dump({"samples": ids.astype(float).tolist(), "features": hidden.mean(1).tolist(), "loss": losses.mean(),
                   "prompt": [int(i) for i in text[:3]], "continuation": [int(i) for i in text[3:]]}, file)
        file.write("\n")
