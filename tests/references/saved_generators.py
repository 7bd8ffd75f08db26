"""Writes expected.json beside each saved model of LatentSharp.Runs.Tests/Samples/format-1 that makes samples: features of a few samples, and what is made of
a few latent points, computed with PyTorch in double precision from config.json and weights.safetensors alone. Same padding and its transposed form are
TensorFlow's, written here by padding and cropping.

Run: python3 tests/references/saved_generators.py   (python3-torch, python3-numpy)
"""
import json
import os
import numpy as np
import torch
import torch.nn.functional as F
from saved import folder, safetensors

EPSILON = 1e-3  # of batch normalisation


class Network:
    def __init__(self, weights, prefix):
        self.weights, self.prefix, self.counts = weights, prefix, {}

    def take(self, kind, name=None):
        if name is None:
            n = self.counts.get(kind, 0)
            self.counts[kind] = n + 1
            name = kind if n == 0 else f"{kind}_{n}"
        return lambda part: self.weights[f"{self.prefix}/{name}/{part}"]

    def dense(self, x, name=None):
        w = self.take("dense", name)
        return x @ w("kernel") + w("bias")

    def halve(self, x):
        w = self.take("conv2d")
        kernel = w("kernel").permute(3, 2, 0, 1)
        total = [max(0, (-(-s // 2) - 1) * 2 + kernel.shape[2] - s) for s in x.shape[2:]]
        x = F.pad(x, (total[1] // 2, total[1] - total[1] // 2, total[0] // 2, total[0] - total[0] // 2))
        return F.conv2d(x, kernel, w("bias"), stride=2)

    def transposed(self, x, stride, name=None):
        """The gradient of a convolution with same padding: the full result without what its padding was."""
        w = self.take("conv2d_transpose", name)
        kernel = w("kernel").permute(3, 2, 0, 1)
        full = F.conv_transpose2d(x, kernel, stride=stride)
        size = [s * stride for s in x.shape[2:]]
        before = [max(0, (i - 1) * stride + kernel.shape[2] - s) // 2 for i, s in zip(x.shape[2:], size)]
        return full[:, :, before[0]:before[0] + size[0], before[1]:before[1] + size[1]] + w("bias")[:, None, None]

    def normalize(self, x):
        w = self.take("batch_normalization")
        shape = (1, -1, 1, 1)
        scale = w("gamma") / (w("moving_variance") + EPSILON).sqrt()
        return (x - w("moving_mean").view(shape)) * scale.view(shape) + w("beta").view(shape)


def leaky(x):
    return F.leaky_relu(x, 0.2)


def image(x, shape):
    return x.view(-1, *shape).permute(0, 3, 1, 2)


def flat(x):
    return x.permute(0, 2, 3, 1).flatten(1)


def vae(x, z, weights, options, shape):
    encoder, decoder = Network(weights, "encoder/hidden"), Network(weights, "decoder")
    if "filters" in options:
        x = image(x, shape)
        for _ in options["filters"]:
            x = encoder.halve(x).relu()
        x = encoder.dense(flat(x)).relu()
        y = decoder.dense(z).relu()
        sizes = [-(-s // 2 ** len(options["filters"])) for s in shape[:2]]
        y = image(y, [*sizes, options["filters"][-1]])
        for _ in options["filters"]:
            y = decoder.transposed(y, 2).relu()
        y = flat(decoder.transposed(y, 1, "output"))
    else:
        y = z
        for _ in options["hidden"]:
            x, y = encoder.dense(x).relu(), decoder.dense(y).relu()
        y = decoder.dense(y, "output")
    if options["likelihood"] == "bernoulli":
        y = y.sigmoid()
    return Network(weights, "encoder").dense(x, "z_mean"), y


def gan(x, z, weights, options, shape):
    low, high = weights["range"]
    x = 2 * (x - low) / (high - low) - 1
    features, generator = Network(weights, "discriminator/features"), Network(weights, "generator")
    filters = options.get("filters", [])
    if filters:
        x = leaky(features.halve(image(x, shape)))
        for _ in filters[1:]:
            x = features.halve(x)
            x = leaky(features.normalize(x) if options["gradientPenalty"] == 0 else x)
        x = x.mean((2, 3))
        sizes = [-(-s // 2 ** len(filters)) for s in shape[:2]]
        y = generator.normalize(image(generator.dense(z), [*sizes, filters[-1]])).relu()
        for _ in filters[1:]:
            y = generator.normalize(generator.transposed(y, 2)).relu()
        y = flat(generator.transposed(y, 2, "output")).tanh()
    else:
        y = z
        for _ in options["hidden"]:
            x, y = leaky(features.dense(x)), leaky(generator.dense(y))
        y = generator.dense(y, "output").tanh()
    return x, (y + 1) / 2 * (high - low) + low


for model, run in [("vae", vae), ("conv-vae", vae), ("gan", gan), ("dcgan", gan), ("wgan-gp", gan)]:
    place = os.path.join(folder, model)
    config = json.load(open(os.path.join(place, "config.json")))
    weights = {name: torch.tensor(values) for name, values in safetensors(os.path.join(place, "weights.safetensors")).items()}
    shape = config["inputShape"]
    offset, scale = (torch.tensor(config["scaling"][name]).flatten().double() for name in ("offset", "scale"))
    numbers = np.random.RandomState(11)
    raw = torch.tensor(np.round((offset + scale * torch.tensor(numbers.rand(5, int(np.prod(shape))))).numpy(), 2).astype(np.float32).astype(float))
    latents = torch.tensor(np.round(numbers.randn(4, config["options"]["latentSize"]), 2).astype(np.float32).astype(float))
    features, made = run((raw - offset) / scale, latents, weights, config["options"], shape)
    with open(os.path.join(place, "expected.json"), "w") as file:
        json.dump({"samples": raw.tolist(), "features": features.tolist(), "latents": latents.tolist(), "generated": (made * scale + offset).tolist()}, file)
        file.write("\n")
