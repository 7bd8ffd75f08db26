"""Anomaly detection by scikit-learn in the protocol of PyOD's table: 10 divisions of 60 to 40 of each set, standardised by the training part, ROC-AUC of the test part,
mean over the divisions. The divisions are those of latent reproduce detect_ (rows ordered by SplitMix64 of trial and row), so that both sides meet the same rows.

    OMP_NUM_THREADS=1 /usr/bin/python3 bench/peers/detection.py FOLDER_OF_ADBENCH [--trials 10] [SET ...]
"""

import argparse
import json
import os

import numpy as np
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors

SETS = {
    "cardio": "6_cardio", "glass": "14_glass", "musk": "25_musk", "optdigits": "26_optdigits", "pima": "29_Pima", "vowels": "40_vowels", "shuttle": "32_shuttle",
}


def split_mix(x):
    with np.errstate(over="ignore"):
        x = x + np.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))


def division(rows, trial):
    """The rows of the training part and of the test part of a trial, from 1."""
    order = np.argsort(split_mix(np.uint64(trial << 32) + np.arange(rows, dtype=np.uint64)), kind="stable")
    training = int(np.ceil(0.6 * rows - 1e-9))
    return order[:training], order[training:]


def scaled(x, training, test):
    mean, deviation = x[training].mean(0), x[training].std(0)
    deviation[deviation == 0] = 1
    return (x[training] - mean) / deviation, (x[test] - mean) / deviation


FORESTS = 3  # whose figures are averaged, since one varies by some points where anomalies are few


def iforest(training, test, seed):
    return -IsolationForest(n_estimators=100, random_state=seed).fit(training).score_samples(test)


def lof(training, test, seed):
    return -LocalOutlierFactor(n_neighbors=20, novelty=True).fit(training).score_samples(test)


def pca(training, test, seed):
    """The sum of squared principal components by their variances (Shyu et al. 2003), of all that vary."""
    fitted = PCA().fit(training)
    kept = fitted.explained_variance_ > 1e-6 * fitted.explained_variance_[0]
    return (fitted.transform(test)[:, kept] ** 2 / fitted.explained_variance_[kept]).sum(1)


def knn(training, test, seed):
    return NearestNeighbors(n_neighbors=5).fit(training).kneighbors(test)[0][:, -1]


DETECTORS = {"iforest": iforest, "lof": lof, "pca": pca, "knn": knn}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--trials", type=int, default=10)
    parser.add_argument("--json")
    options = parser.parse_args()
    table = {}
    for name in options.sets:
        data = np.load(os.path.join(options.folder, SETS[name] + ".npz"))
        x, y = data["X"].astype(np.float64), data["y"]
        figures = {detector: [] for detector in DETECTORS}
        for trial in range(1, options.trials + 1):
            training, test = division(len(x), trial)
            a, b = scaled(x, training, test)
            for detector, score in DETECTORS.items():
                seeds = [trial + 100 * forest for forest in range(FORESTS if detector == "iforest" else 1)]
                figures[detector].append(np.mean([roc_auc_score(y[test], score(a, b, seed)) for seed in seeds]))
        table[name] = {detector: float(np.mean(values)) for detector, values in figures.items()}
        print(name, {detector: round(100 * value, 2) for detector, value in table[name].items()}, flush=True)
    if len(table) == len(SETS):
        table["mean"] = {detector: float(np.mean([table[name][detector] for name in SETS])) for detector in DETECTORS}
        print("mean", {detector: round(100 * value, 2) for detector, value in table["mean"].items()})
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(table, file, indent=1)


if __name__ == "__main__":
    main()
