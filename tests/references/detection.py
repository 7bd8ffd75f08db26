"""Writes LatentSharp.Networks.Tests/References/detection.json: figures of detection and overlap over three batches of uneven size with and without sample weights,
by scikit-learn where it has them, otherwise in NumPy, threshold by threshold as Keras counts.

Run: python3 tests/references/detection.py   (python3-sklearn, python3-numpy)
"""
import json
import os
import numpy as np
import sklearn.metrics as sk

random = np.random.default_rng(41)
N, C = 40, 4
f32 = lambda x: np.asarray(x, dtype=np.float32).astype(np.float64)
labels = random.integers(0, C, N)
truth = np.eye(C)[labels]
guess = f32(random.random((N, C)) + 0.5 * truth * (random.random(N) < 0.6)[:, None])
guess = f32(guess / guess.sum(1, keepdims=True))
many = (random.random((N, C)) < 0.45).astype(float)
many_guess = f32(np.clip(0.35 * many + 0.65 * random.random((N, C)), 0, 1))
places = random.integers(0, C, (N, 5))
places_guess = np.where(random.random((N, 5)) < 0.5, places, random.integers(0, C, (N, 5)))
weights = f32(random.random(N) * 2)
weights[5] = 0
each = lambda w, like: np.repeat(np.ones(N) if w is None else w, like.shape[1])


def top(k):
    found = np.zeros_like(guess, dtype=bool)
    for row, order in enumerate(np.argsort(-guess, axis=1, kind="stable")):
        found[row, order[:k]] = True
    return found


def area(t, p, w, curve, n=200):
    """Keras's area by trapezoids (for precision over recall after Davis and Goadrich)."""
    thresholds = np.float32([-1e-7] + [i / (n - 1) for i in range(1, n - 1)] + [1 + 1e-7]).astype(np.float64)
    tp = np.array([(w * t * (p > limit)).sum() for limit in thresholds])
    fp = np.array([(w * (1 - t) * (p > limit)).sum() for limit in thresholds])
    positives, negatives = (w * t).sum(), (w * (1 - t)).sum()
    if curve == "roc":
        return sk.auc(fp / negatives, tp / positives)
    total = 0.0
    for i in range(n - 1):
        rise, before, after = tp[i] - tp[i + 1], tp[i] + fp[i], tp[i + 1] + fp[i + 1]
        slope = rise / (before - after) if before > after else 0.0
        ratio = before / after if before > 0 and after > 0 else 1.0
        total += slope * (rise + (tp[i + 1] - slope * after) * np.log(ratio)) / positives
    return total


def bounded(t, p, w, bounds, best, bound, n=200):
    result = 0.0
    for limit in np.float32(np.arange(n) / (n - 1)).astype(np.float64):
        hot = p > limit
        tp, fp, tn, fn = (w * t * hot).sum(), (w * (1 - t) * hot).sum(), (w * (1 - t) * ~hot).sum(), (w * t * ~hot).sum()
        figures = {"precision": tp / (tp + fp) if tp + fp else 0, "recall": tp / (tp + fn), "specificity": tn / (tn + fp)}
        if figures[bounds] >= bound:
            result = max(result, figures[best])
    return result


def figures(w):
    flat, flat_guess, wide = many.ravel(), many_guess.ravel(), each(w, many)
    one = np.ones(N) if w is None else w
    result = {}
    for limit in (0.25, 0.5, 0.75):
        hot = flat_guess > limit
        result[f"precision_at_{limit}"] = sk.precision_score(flat, hot, sample_weight=wide)
        result[f"recall_at_{limit}"] = sk.recall_score(flat, hot, sample_weight=wide)
        result[f"true_positives_at_{limit}"] = (wide * flat * hot).sum()
        result[f"false_negatives_at_{limit}"] = (wide * flat * ~hot).sum()
    for k in (1, 2):
        result[f"precision top {k}"] = sk.precision_score(truth.ravel(), top(k).ravel(), sample_weight=each(w, truth))
        result[f"recall top {k}"] = sk.recall_score(truth.ravel(), top(k).ravel(), sample_weight=each(w, truth))
        result[f"recall top {k} of class 2"] = sk.recall_score(truth[:, 2], top(k)[:, 2], sample_weight=w)
        result[f"precision top {k} above 0.3"] = sk.precision_score(truth.ravel(), (top(k) & (guess > 0.3)).ravel(), sample_weight=each(w, truth))
    result["false_positives of class 1"] = (one * (1 - many[:, 1]) * (many_guess[:, 1] > 0.5)).sum()
    result["true_negatives of class 1"] = (one * (1 - many[:, 1]) * (many_guess[:, 1] <= 0.5)).sum()
    for c in range(C):
        result[f"f1_score_{c}"] = sk.f1_score(labels, guess.argmax(1), average=None, sample_weight=w)[c]
    for beta in (0.5, 2):
        for average in ("micro", "macro", "weighted"):
            result[f"fbeta {beta} {average}"] = sk.fbeta_score(many, many_guess > 0.5, beta=beta, average=average, sample_weight=w)
    for curve in ("roc", "pr"):
        areas = [area(many[:, c], many_guess[:, c], one, curve) for c in range(C)]
        result[f"auc {curve} by label"] = np.mean(areas)
        result[f"auc {curve} by weighted label"] = np.average(areas, weights=[1, 2, 0, 0.5])
        result[f"auc {curve} of all, weighted"] = area(flat, flat_guess, wide * np.tile([1, 2, 0, 0.5], N), curve)
    result["precision_at_recall 0.6"] = bounded(flat, flat_guess, wide, "recall", "precision", 0.6)
    result["recall_at_precision 0.7"] = bounded(flat, flat_guess, wide, "precision", "recall", 0.7)
    result["sensitivity_at_specificity 0.5"] = bounded(flat, flat_guess, wide, "specificity", "recall", 0.5)
    result["specificity_at_sensitivity 0.8"] = bounded(flat, flat_guess, wide, "recall", "specificity", 0.8)
    result["recall_at_precision 0.9 of class 0"] = bounded(many[:, 0], many_guess[:, 0], one, "precision", "recall", 0.9)
    t, p, v = places.ravel(), places_guess.ravel(), each(w, places)
    jaccard = sk.jaccard_score(t, p, average=None, sample_weight=v)
    result["iou of 1 and 3"], result["mean_iou"] = jaccard[[1, 3]].mean(), jaccard.mean()
    result["mean_iou without 2"] = sk.jaccard_score(t[t != 2], p[t != 2], average="macro", sample_weight=v[t != 2], labels=range(C))
    scores = sk.jaccard_score(labels, guess.argmax(1), average=None, sample_weight=w)
    result["one_hot_iou of 0"], result["one_hot_mean_iou"] = scores[0], scores.mean()
    binary = sk.jaccard_score(flat, flat_guess >= 0.4, average=None, sample_weight=wide)
    result["binary_iou at 0.4"], result["binary_iou of 1"] = binary.mean(), sk.jaccard_score(flat, flat_guess >= 0.5, sample_weight=wide)
    result["mean"], result["sum"] = np.average(flat_guess, weights=wide), (flat_guess * wide).sum()
    return {name: float(value) for name, value in result.items()}


result = {
    "labels": labels.tolist(), "guess": guess.tolist(), "many": many.tolist(), "many_guess": many_guess.tolist(), "places": places.tolist(),
    "places_guess": places_guess.tolist(), "weights": weights.tolist(), "plain": figures(None), "weighted": figures(weights),
}
folder = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Networks.Tests", "References")
with open(os.path.join(folder, "detection.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
