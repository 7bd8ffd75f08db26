"""Writes LatentSharp.Networks.Tests/References/several_outputs.json: the training of a network of two inputs and two outputs, with loss weights, sample
weights for each output, a penalty on weights and a short last batch, and that of a network on padded sequences. PyTorch in double precision, with
Keras's arithmetic: the divisor of a weighted loss is the number of values, masks are part of the mean, an epoch's figures are weighted by samples.

Run: python3 tests/references/several_outputs.py   (python3-torch)
"""
import json
import os
import torch

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)


def rounded(*shape):
    """Numbers that are exact as float32."""
    return torch.randn(shape).float().double()


def train(parameters, step, rows, batch, epochs, rate):
    """SGD over batches in order; the means of what step returns, weighted by samples, by epoch."""
    history = []
    for _ in range(epochs):
        sums, count = None, 0
        for start in range(0, rows, batch):
            end = min(start + batch, rows)
            loss, figures = step(slice(start, end))
            gradients = torch.autograd.grad(loss, parameters)
            with torch.no_grad():
                for parameter, gradient in zip(parameters, gradients):
                    parameter -= rate * gradient
            figures = [float(value) * (end - start) for value in figures]
            sums = figures if sums is None else [a + b for a, b in zip(sums, figures)]
            count += end - start
        history.append([value / count for value in sums])
    return history


def two_outputs():
    rows = 11
    a, b = rounded(rows, 4), rounded(rows, 2)
    value, kind = rounded(rows, 2), torch.randint(0, 3, (rows,))
    value_weight, kind_weight = torch.rand(rows).float().double() * 2, torch.rand(rows).float().double() * 3
    weights = [0.5 * rounded(6, 5), 0.1 * rounded(5), 0.5 * rounded(5, 2), 0.1 * rounded(2), 0.5 * rounded(5, 3), 0.1 * rounded(3)]
    weights = [w.float().double() for w in weights]
    start = [w.tolist() for w in weights]
    parameters = [w.clone().requires_grad_() for w in weights]
    seen = []

    def losses(part):
        w, c, wv, cv, wk, ck = parameters
        h = torch.tanh(torch.cat([a[part], b[part]], 1) @ w + c)
        v, logits = h @ wv + cv, h @ wk + ck
        n = v.shape[0]
        value_loss = (((v - value[part]) ** 2).mean(1) * value_weight[part]).sum() / n
        kind_loss = (torch.nn.functional.cross_entropy(logits, kind[part], reduction="none") * kind_weight[part]).sum() / n
        total = 0.5 * value_loss + 2 * kind_loss + 0.01 * (w ** 2).sum()
        hits = (logits.argmax(1) == kind[part]).double()
        return total, (total, value_loss, kind_loss), hits, (v - value[part]).abs().mean(1)

    def step(part):
        total, figures, hits, errors = losses(part)
        seen.append((hits.detach(), errors.detach(), value_weight[part], kind_weight[part]))
        return total, figures

    history = train(parameters, step, rows, 4, 3, 0.1)
    metrics = []
    for epoch in range(3):
        parts = seen[3 * epoch:3 * epoch + 3]
        hits, errors, vw, kw = [torch.cat([part[i] for part in parts]) for i in range(4)]
        metrics.append([errors.mean().item(), hits.mean().item(), ((hits * kw).sum() / kw.sum()).item(), ((errors * vw).sum() / vw.sum()).item()])
    _, figures, hits, errors = losses(slice(0, rows))
    evaluation = [float(f) for f in figures] + [errors.mean().item(), hits.mean().item()]
    return {
        "a": a.tolist(), "b": b.tolist(), "value": value.tolist(), "kind": kind.tolist(), "value_weight": value_weight.tolist(), "kind_weight": kind_weight.tolist(),
        "start": start, "history": history, "metrics": metrics, "end": [p.tolist() for p in parameters], "evaluation": evaluation,
    }


def padded():
    rows, steps = 7, 5
    x = rounded(rows, steps, 3)
    lengths = [5, 2, 4, 1, 3, 5, 2]
    mask = torch.tensor([[1.0 if t < length else 0.0 for t in range(steps)] for length in lengths])
    x = x * mask[:, :, None]
    y = rounded(rows, steps, 1)
    weight = torch.rand(rows).float().double() * 2
    start = [(0.5 * rounded(3, 1)).float().double(), rounded(1)]
    parameters = [w.clone().requires_grad_() for w in start]
    seen = []

    def step(part):
        error = (x[part] @ parameters[0] + parameters[1] - y[part])[:, :, 0]
        m = mask[part]
        loss = (error ** 2 * weight[part][:, None] * m).sum() / m.sum()
        seen.append(((error.detach().abs() * m).sum(), m.sum(), (error.detach().abs() * m * weight[part][:, None]).sum(), (m * weight[part][:, None]).sum()))
        return loss, (loss,)

    history = train(parameters, step, rows, 3, 2, 0.1)
    metrics = []
    for epoch in range(2):
        sums = [sum(part[i] for part in seen[3 * epoch:3 * epoch + 3]) for i in range(4)]
        metrics.append([(sums[0] / sums[1]).item(), (sums[2] / sums[3]).item()])
    return {
        "x": x.tolist(), "y": y.tolist(), "weight": weight.tolist(), "start": [w.tolist() for w in start], "history": history, "metrics": metrics,
        "end": [p.tolist() for p in parameters],
    }


place = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References", "several_outputs.json")
with open(place, "w") as file:
    json.dump({"two_outputs": two_outputs(), "padded": padded()}, file)
