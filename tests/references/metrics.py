"""Writes LatentSharp.Networks.Tests/References/metrics.json: metrics over three batches of uneven size with and without sample weights, by
scikit-learn; the areas under curves follow Keras's thresholds and are written here in NumPy, point by point.

Run: python3 tests/references/metrics.py   (python3-sklearn, python3-numpy)
"""
import json
import os
import numpy as np
import sklearn.metrics as sk

random = np.random.default_rng(23)
N, C = 40, 6
f32 = lambda x: np.asarray(x, dtype=np.float32).astype(np.float64)
truth = (random.random(N) < 0.4).astype(float)
score = f32(np.clip(truth * 0.3 + random.random(N) * 0.7, 0, 1))
score[3:6] = [0.5, 0.0, 1.0]
labels = random.integers(0, C, N)
guess = f32(random.random((N, C)) + 0.6 * np.eye(C)[labels] * (random.random(N) < 0.5)[:, None])
weights = f32(random.random(N) * 2)
weights[7] = 0
many = (random.random((N, 3)) < 0.5).astype(float)
many_guess = f32(random.random((N, 3)))
real, real_guess = f32(random.normal(size=(N, 3))), None
real_guess = f32(real * 0.8 + 0.4 * random.normal(size=(N, 3)))


def auc(t, p, w, curve, n, kind):
    thresholds = [-1e-7] + [i / (n - 1) for i in range(1, n - 1)] + [1 + 1e-7]
    thresholds = np.float32(thresholds).astype(np.float64)
    points = []
    for threshold in thresholds:
        above = p > threshold
        points.append([(w * (t == a) * (above == b)).sum() for a, b in ((1, True), (0, True), (0, False), (1, False))])
    tp, fp, tn, fn = np.array(points).T
    div = lambda a, b: np.divide(a, b, out=np.zeros_like(a), where=b != 0)
    if curve == "pr" and kind == "interpolation":
        area = 0.0
        for i in range(n - 1):
            d_tp = tp[i] - tp[i + 1]
            a, b = tp[i] + fp[i], tp[i + 1] + fp[i + 1]
            slope = d_tp / (a - b) if a > b else 0.0
            intercept = tp[i + 1] - slope * b
            area += slope * (d_tp + intercept * np.log(a / b if a > 0 and b > 0 else 1.0)) / (tp[i + 1] + fn[i + 1])
        return area
    x, y = (div(fp, fp + tn), div(tp, tp + fn)) if curve == "roc" else (div(tp, tp + fn), div(tp, tp + fp))
    height = {"interpolation": (y[:-1] + y[1:]) / 2, "minoring": np.minimum(y[:-1], y[1:]), "majoring": np.maximum(y[:-1], y[1:])}[kind]
    return float(((x[:-1] - x[1:]) * height).sum())


def figures(w):
    hot, found = score > 0.5, guess.argmax(1)
    tn, fp, fn, tp = sk.confusion_matrix(truth, hot, sample_weight=w).ravel()
    low = score > 0.3
    order = (guess > guess[np.arange(N), labels][:, None]).sum(1)
    unit = lambda x: x / np.linalg.norm(x, axis=1, keepdims=True)
    result = {
        "binary_accuracy": sk.accuracy_score(truth, hot, sample_weight=w),
        "categorical_accuracy": sk.accuracy_score(labels, found, sample_weight=w),
        "top_k_categorical_accuracy": np.average(order < 3, weights=w),
        "precision": sk.precision_score(truth, hot, sample_weight=w), "recall": sk.recall_score(truth, hot, sample_weight=w),
        "precision at 0.3": sk.precision_score(truth, low, sample_weight=w), "recall at 0.3": sk.recall_score(truth, low, sample_weight=w),
        "precision of class 2": sk.precision_score(many[:, 2], many_guess[:, 2] > 0.5, sample_weight=w),
        "true_positives": tp, "false_positives": fp, "true_negatives": tn, "false_negatives": fn,
        "f1 macro": sk.f1_score(labels, found, average="macro", sample_weight=w), "f1 micro": sk.f1_score(labels, found, average="micro", sample_weight=w),
        "f1 weighted": sk.f1_score(labels, found, average="weighted", sample_weight=w),
        "f1 of many, threshold 0.4": sk.f1_score(many, many_guess > 0.4, average="macro", sample_weight=w),
        "mean_squared_error": sk.mean_squared_error(real, real_guess, sample_weight=w), "mean_absolute_error": sk.mean_absolute_error(real, real_guess, sample_weight=w),
        "root_mean_squared_error": np.sqrt(sk.mean_squared_error(real, real_guess, sample_weight=w)),
        "r2_score": sk.r2_score(real, real_guess, sample_weight=w),
        "cosine_similarity": np.average((unit(real) * unit(real_guess)).sum(1), weights=w),
    }
    weight = np.ones(N) if w is None else w
    for curve in ("roc", "pr"):
        for kind in ("interpolation", "minoring", "majoring"):
            for n in (200, 11, 2):
                result[f"auc {curve} {kind} {n}"] = auc(truth, score, weight, curve, n, kind)
    return {name: float(value) for name, value in result.items()}


# With many thresholds Keras's area nears the exact one.
assert abs(auc(truth, score, weights, "roc", 20001, "interpolation") - sk.roc_auc_score(truth, score, sample_weight=weights)) < 1e-9

result = {
    "truth": truth.tolist(), "score": score.tolist(), "labels": labels.tolist(), "guess": guess.tolist(), "many": many.tolist(), "many_guess": many_guess.tolist(),
    "real": real.tolist(), "real_guess": real_guess.tolist(), "weights": weights.tolist(), "plain": figures(None), "weighted": figures(weights),
}
folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References")
with open(os.path.join(folder, "metrics.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
