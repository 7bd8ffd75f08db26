"""Writes clustering.json of LatentSharp.Features.Tests/References: mixtures by scikit-learn; memberships and curves of UMAP with SciPy's root finder and
least squares; HDBSCAN from SciPy's single linkage by its definition (Campello et al. 2013); the trustworthiness of scikit-learn's t-SNE.

Run: python3 tests/references/clustering.py   (python3-numpy, python3-scipy, python3-sklearn)
"""
import json
import os
import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.optimize import brentq, curve_fit
from scipy.spatial.distance import pdist, squareform
from sklearn.datasets import load_digits, make_moons
from sklearn.manifold import TSNE, trustworthiness
from sklearn.mixture import GaussianMixture

random = np.random.RandomState(5)


def mixtures():
    parts = [random.randn(70, 3) @ np.diag(s) + m for s, m in (([1, .3, .6], [0, 0, 0]), ([.4, 1.2, .5], [4, 1, 0]), ([.7, .7, .2], [1, 4, 2]))]
    rows = np.vstack(parts).astype(np.float32)
    found = {}
    for kind in ("full", "diag"):
        fitted = GaussianMixture(3, covariance_type=kind, tol=1e-9, max_iter=1000, random_state=0).fit(rows)
        order = np.argsort(fitted.means_[:, 0])
        found[kind] = {"means": fitted.means_[order].tolist(), "shares": fitted.weights_[order].tolist(),
                       "logDensity": fitted.score(rows), "bic": fitted.bic(rows),
                       "memberships": fitted.predict_proba(rows)[:5][:, order].tolist()}
    return {"rows": rows.tolist(), **found}


def fuzzy():
    rows = random.randn(50, 3).astype(np.float32)
    distances = squareform(pdist(rows.astype(float)))
    k, n = 6, len(rows)
    directed = np.zeros((n, n))
    for i in range(n):
        near = [j for j in np.argsort(distances[i]) if j != i][:k]
        d = distances[i, near]
        width = brentq(lambda s: np.exp(-(d - d[0]) / s).sum() - np.log2(k + 1), 1e-9, 1e3)
        directed[i, near] = np.exp(-(d - d[0]) / width)
    return {"rows": rows.tolist(), "neighbors": k, "weights": (directed + directed.T - directed * directed.T).tolist()}


def curve(least):
    x = np.linspace(0, 3, 300)
    y = np.where(x < least, 1, np.exp(-(x - least)))
    return [least, *curve_fit(lambda x, a, b: 1 / (1 + a * x ** (2 * b)), x, y)[0]]


def hdbscan(rows, least, samples):
    distances = squareform(pdist(rows.astype(float)))
    core = np.sort(distances, 1)[:, samples - 1]
    reach = np.maximum(distances, np.maximum(core[:, None], core[None]))
    np.fill_diagonal(reach, 0)
    merges, n = linkage(squareform(reach, checks=False), "single"), len(rows)

    def members(node):
        return [node] if node < n else members(int(merges[node - n, 0])) + members(int(merges[node - n, 1]))

    def grow(node, birth):
        """A group with what left it: rows with the density at which they did, and the groups that it divided into."""
        left, children = [], []
        while node >= n:
            a, b, distance = int(merges[node - n, 0]), int(merges[node - n, 1]), merges[node - n, 2]
            sizes = [len(members(a)), len(members(b))]
            if min(sizes) >= least:
                children = [grow(a, 1 / distance), grow(b, 1 / distance)]
                left += [(None, 1 / distance)] * sum(sizes)
                break
            keep = None
            for child, size in ((a, sizes[0]), (b, sizes[1])):
                if size >= least:
                    keep = child
                else:
                    left += [(row, 1 / distance) for row in members(child)]
            if keep is None:
                break
            node = keep
        return {"birth": birth, "left": left, "children": children, "stability": sum(density - birth for _, density in left)}

    def best(group):
        below = [best(child) for child in group["children"]]
        total = sum(value for value, _ in below)
        return (group["stability"], [group]) if group["stability"] >= total or not below else (total, sum((chosen for _, chosen in below), []))

    def rows_of(group):
        return [pair for pair in group["left"] if pair[0] is not None] + sum((rows_of(child) for child in group["children"]), [])

    root = grow(2 * n - 2, 0)
    labels, strengths = [-1] * n, [0.0] * n
    for number, group in enumerate(sum((best(child)[1] for child in root["children"]), [])):
        last = max(density for _, density in group["left"])
        for row, density in rows_of(group):
            labels[row], strengths[row] = number, min(density, last) / last
    return labels, strengths


moons = np.vstack([make_moons(80, noise=.06, random_state=1)[0], random.rand(14, 2) * [4, 3] - [1.5, 1]]).astype(np.float32)
labels, strengths = hdbscan(moons, 8, 5)
digits = load_digits().data[:500] / 16
place = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Features.Tests", "References", "clustering.json")
with open(place, "w") as file:
    json.dump({
        "mixture": mixtures(), "fuzzy": fuzzy(), "curves": [curve(0.0), curve(0.1), curve(0.5)],
        "hdbscan": {"rows": moons.tolist(), "minClusterSize": 8, "minSamples": 5, "labels": labels, "strengths": strengths},
        "tsne": {"rows": 500, "trustworthiness": trustworthiness(digits, TSNE(init="pca", random_state=0).fit_transform(digits), n_neighbors=5)},
    }, file)
    file.write("\n")
