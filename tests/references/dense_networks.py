"""Writes LatentSharp.Networks.Tests/References/dense_networks.json: a small dense network, its values and gradients by PyTorch in double
precision, and the course of its weights over 20 steps of each optimizer. Adam follows Keras's arithmetic, written here in NumPy.

Run: python3 tests/references/dense_networks.py   (python3-torch, python3-numpy)
"""
import json
import os
import numpy as np
import torch

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)


def rounded(shape):
    """Numbers that are exact as float32."""
    return torch.randn(shape).float().double()


x, y = rounded((9, 6)), torch.rand((9, 3)).float().double()
w1, b1, w2, b2 = [0.5 * rounded(s) for s in ((6, 5), (5,), (5, 3), (3,))]
names = ["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"]


def forward(p):
    return torch.sigmoid(torch.relu(x @ p[0] + p[1]) @ p[2] + p[3])


losses = {
    "mean_squared_error": lambda p: torch.nn.functional.mse_loss(forward(p), y),
    "binary_crossentropy": lambda p: torch.nn.functional.binary_cross_entropy(forward(p), y),
}


def gradients(p, loss):
    p = [v.clone().requires_grad_() for v in p]
    value = losses[loss](p)
    value.backward()
    return value.item(), [v.grad for v in p]


def trajectory(make):
    p = [w1.clone(), b1.clone(), w2.clone(), b2.clone()]
    step = make(p)
    for t in range(1, 21):
        step(p, gradients(p, "mean_squared_error")[1], t)
    return [v.tolist() for v in p]


def sgd(lr, momentum=0.0, nesterov=False):
    def make(p):
        p_torch = [v.requires_grad_() for v in [q.clone() for q in p]]
        optimizer = torch.optim.SGD(p_torch, lr, momentum=momentum, nesterov=nesterov)

        def step(p, g, t):
            for v, w, d in zip(p_torch, p, g):
                v.data.copy_(w)
                v.grad = d
            optimizer.step()
            for v, w in zip(p_torch, p):
                w.copy_(v.data)
        return step
    return make


def adam(lr, beta1=0.9, beta2=0.999, epsilon=1e-7):
    def make(p):
        m = [np.zeros(v.shape) for v in p]
        v2 = [np.zeros(v.shape) for v in p]

        def step(p, g, t):
            alpha = lr * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t)
            for i, (w, d) in enumerate(zip(p, g)):
                d = d.numpy()
                m[i] += (d - m[i]) * (1 - beta1)
                v2[i] += (d * d - v2[i]) * (1 - beta2)
                w -= torch.from_numpy(alpha * m[i] / (np.sqrt(v2[i]) + epsilon))
        return step
    return make


result = {
    "x": x.tolist(), "y": y.tolist(), "names": names, "weights": [v.tolist() for v in (w1, b1, w2, b2)],
    "prediction": forward([w1, b1, w2, b2]).tolist(),
    "losses": {}, "trajectories": {
        "sgd": trajectory(sgd(0.5)), "momentum": trajectory(sgd(0.2, 0.9)), "nesterov": trajectory(sgd(0.2, 0.9, True)),
        "adam": trajectory(adam(0.05)),
    },
}
for name in losses:
    value, grads = gradients([w1, b1, w2, b2], name)
    result["losses"][name] = {"value": value, "gradients": [g.tolist() for g in grads]}

folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References")
with open(os.path.join(folder, "dense_networks.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
