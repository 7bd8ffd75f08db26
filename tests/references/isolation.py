"""Writes LatentSharp.Features.Tests/References/isolation.json: rows with labels, and the mean ROC-AUC of 30 isolation forests by scikit-learn and of 30 ensembles of balls in NumPy
(Bandaragoda et al. 2018), each of another seed, that learned from the rows and score them. And LatentSharp.Evaluation.Tests/Detection/tail.json: excesses with the generalised Pareto
distribution that SciPy fits to them.

Run: python3 tests/references/isolation.py   (python3-sklearn, python3-scipy, python3-numpy)
"""
import json
import os
import numpy as np
from scipy.stats import genpareto
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

here = os.path.dirname(__file__)
numbers = np.random.RandomState(3)
normal = np.concatenate([numbers.randn(150, 4), numbers.randn(100, 4) * 0.5 + [3, 3, 0, 0]])
rows = np.round(np.concatenate([normal, numbers.uniform(-3, 5, (30, 4))]), 3).astype(np.float32).astype(float)
labels = np.r_[np.zeros(250, int), np.ones(30, int)]


def inne(seed, size=8, sets=200):
    draw, total = np.random.RandomState(seed), np.zeros(len(rows))
    for _ in range(sets):
        own = rows[draw.permutation(len(rows))[:size]]
        distances = ((own[:, None] - own[None]) ** 2).sum(2)
        np.fill_diagonal(distances, np.inf)
        radius, nearest = distances.min(1), distances.argmin(1)
        inside = ((rows[:, None] - own[None]) ** 2).sum(2) <= radius
        smallest = np.where(inside, radius, np.inf).argmin(1)
        total += np.where(inside.any(1), 1 - (radius[nearest] / radius)[smallest], 1)
    return total / sets


forest = np.mean([roc_auc_score(labels, -IsolationForest(random_state=seed).fit(rows).score_samples(rows)) for seed in range(30)])
balls = np.mean([roc_auc_score(labels, inne(seed)) for seed in range(30)])
with open(os.path.join(here, "..", "LatentSharp.Features.Tests", "References", "isolation.json"), "w") as file:
    json.dump({"rows": rows.tolist(), "labels": labels.tolist(), "iforest": forest, "inne": balls}, file)
    file.write("\n")

cases = []
for shape in (-0.3, 0.0, 0.4):
    excesses = np.sort(np.round(genpareto.rvs(shape, scale=2, size=120, random_state=4), 4) + 1e-4)
    fitted = max((genpareto.fit(excesses, c0, floc=0, scale=s0) for c0 in (-0.2, 0.05, 0.5) for s0 in (1, 2, 3)), key=lambda f: genpareto.logpdf(excesses, *f).sum())
    cases.append({"excesses": excesses.tolist(), "shape": fitted[0], "scale": fitted[2], "likelihood": genpareto.logpdf(excesses, *fitted).mean()})
with open(os.path.join(here, "..", "LatentSharp.Evaluation.Tests", "Detection", "tail.json"), "w") as file:
    json.dump(cases, file)
    file.write("\n")
print(forest, balls, [(c["shape"], c["scale"]) for c in cases])
