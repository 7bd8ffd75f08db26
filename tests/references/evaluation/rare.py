"""Makes rare.json: what scikit-learn 1.2.1 says of a rare class in rare.csv, and of principal components of fewer samples than columns. Run: python3 rare.py

Of rare.csv the even rows are fitted on and the odd ones scored. The components are of 40 digits and 60 others in float32; the last of 40 is rounding alone.
"""
import json
from pathlib import Path

import numpy as np
from sklearn import metrics
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

here = Path(__file__).parent


def figures(truth, guess, shares, rare):
    return dict(accuracy=metrics.accuracy_score(truth, guess), balanced=metrics.balanced_accuracy_score(truth, guess),
                recall=metrics.recall_score(truth, guess, pos_label=rare), precision=metrics.average_precision_score(truth == rare, shares))


def rare():
    lines = (here / "rare.csv").read_text().split()[1:]
    x = np.array([line.split(",")[:3] for line in lines]).astype(np.float32).astype(np.float64)
    y = np.array([1 if line.endswith("fraud") else 0 for line in lines])
    scaler = StandardScaler().fit(x[::2])
    result = dict(rows=x.tolist(), labels=y.tolist(), share=float(1 - y[1::2].mean()), support=int(y[1::2].sum()))
    models = dict(knn=(KNeighborsClassifier(5, algorithm="brute"), lambda v: v), plain=(LogisticRegression(tol=1e-8, max_iter=100000), scaler.transform),
                  balanced=(LogisticRegression(tol=1e-8, max_iter=100000, class_weight="balanced"), scaler.transform))
    for name, (model, prepare) in models.items():
        model.fit(prepare(x[::2]), y[::2])
        result[name] = figures(y[1::2], model.predict(prepare(x[1::2])), model.predict_proba(prepare(x[1::2]))[:, 1], 1)
    return result


def several():
    """Three classes in unequal numbers, with ties among the shares."""
    random = np.random.RandomState(11)
    truth = np.array([0] * 20 + [1] * 9 + [2] * 4)
    shares = np.round(random.dirichlet([1, 1, 1], len(truth)) + 0.3 * np.eye(3)[truth], 1).astype(np.float32).astype(np.float64)
    guess = shares.argmax(axis=1)
    return dict(truth=truth.tolist(), guess=guess.tolist(), shares=shares.tolist(), accuracy=metrics.accuracy_score(truth, guess),
                balanced=metrics.balanced_accuracy_score(truth, guess), recall=metrics.recall_score(truth, guess, average=None)[2],
                precision=metrics.average_precision_score(truth == 2, shares[:, 2]))


def components():
    digits = load_digits()
    order = np.random.RandomState(0).permutation(len(digits.data))[:100]
    # Noise of its own in each pixel, so that what was not fitted on varies in every direction.
    x = (digits.data[order] / 16 + 0.05 * np.random.RandomState(1).standard_normal((100, 64))).astype(np.float32)
    y = digits.target[order] % 4
    train, test = slice(0, 40), slice(40, 100)
    mean = x[train].astype(np.float64).mean(axis=0)
    directions = np.linalg.svd(x[train] - mean, full_matrices=False)[2].astype(np.float32)
    features = ((x - mean.astype(np.float32)) @ directions.T).astype(np.float32)
    f = features.astype(np.float64)
    deviation, centre = f[train].std(axis=0), f[train].mean(axis=0)
    result = dict(features=[[float(np.format_float_positional(v, unique=True)) for v in row] for row in features], labels=y.tolist())
    for name, floor in dict(none=0, noise=1e-8, hundredth=0.01).items():
        z = (f - centre) / np.maximum(deviation, np.sqrt(floor * deviation.max() ** 2))
        model = LogisticRegression(tol=1e-8, max_iter=100000).fit(z[train], y[train])
        result[name] = dict(predictions=model.predict(z[test]).tolist(), accuracy=model.score(z[test], y[test]))
    raw = LogisticRegression(tol=1e-8, max_iter=100000).fit(x[train], y[train])
    result["raw"] = raw.score(x[test], y[test])
    return result


(here / "rare.json").write_text(json.dumps(dict(rare=rare(), several=several(), components=components()), separators=(",", ":")) + "\n")
