"""Writes LatentSharp.Networks.Tests/References/ctc.json: the loss of connectionist temporal classification and its gradient in double precision, by PyTorch, after
a comparison with the sum over all paths, one by one, where these are few.

Run: python3 tests/references/ctc.py   (python3-torch)
"""
import itertools
import json
import math
import os
import torch

torch.manual_seed(3)
torch.set_default_dtype(torch.float64)


def enumerated(logits, labels):
    """-log of the summed probability of every path that spells the labels: blanks (0) out, repetitions once."""
    logs, total = logits.log_softmax(-1), 0.0
    for path in itertools.product(range(logits.shape[1]), repeat=logits.shape[0]):
        spelt = [c for c, before in zip(path, (None,) + path) if c != before and c != 0]
        if spelt == labels:
            total += math.exp(sum(logs[t, c].item() for t, c in enumerate(path)))
    return -math.log(total)


def case(steps, classes, rows, lengths):
    longest = max(len(row) for row in rows)
    logits = (torch.randn(len(rows), steps, classes) * 2).float().double().requires_grad_()
    padded = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    values = torch.nn.functional.ctc_loss(
        logits.log_softmax(-1).transpose(0, 1), padded, torch.tensor(lengths), torch.tensor([len(row) for row in rows]), blank=0, reduction="none")
    for i, row in enumerate(rows):
        if classes ** lengths[i] < 20000:
            assert abs(enumerated(logits[i, :lengths[i]].detach(), row) - values[i].item()) < 1e-10, (i, row)
    weights = torch.arange(1, len(rows) + 1) * 0.5
    (values * weights).sum().backward()
    return {
        "logits": logits.tolist(), "labels": padded.tolist(), "lengths": lengths, "values": values.tolist(), "weights": weights.tolist(), "gradient": logits.grad.tolist(),
    }


result = {
    "small": case(6, 3, [[1, 2], [1, 1], [2], []], [6, 6, 6, 6]),
    "padded": case(7, 3, [[1, 2, 1], [2, 2], [1]], [7, 4, 1]),
    "long": case(40, 8, [[3, 3, 5, 1, 7, 7, 2], [1], [4, 5, 6, 4, 4, 1]], [40, 40, 25]),
}
folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References")
with open(os.path.join(folder, "ctc.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
