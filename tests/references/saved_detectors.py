"""Makes the saved detectors of LatentSharp.Runs.Tests/Samples/format-1, each learned from the same rows, and their scores: by scikit-learn where it has the method
(neighbours, local outlier factor, kernel density, principal components), the others in NumPy from their papers. Forests, balls and networks are random ones, since what counts
there is how they score. expected.json holds the rows learned from, their scores, five new rows and theirs.

Run: python3 tests/references/saved_detectors.py   (python3-sklearn, python3-numpy)
"""
import json
import os
import struct
import numpy as np
from sklearn.decomposition import PCA
from sklearn.neighbors import KernelDensity, LocalOutlierFactor, NearestNeighbors
from saved import folder

numbers = np.random.RandomState(5)
f32 = lambda x: np.asarray(x, np.float32).astype(np.float64)
rows = f32(np.round(numbers.randn(30, 3) @ np.array([[1, 0.4, 0], [0, 0.8, 0], [0, 0.3, 1.5]]) + [1, 2, 0], 2))
rows[:, 2] = np.round(rows[:, 2] ** 2, 2)
rows[7] = rows[8]
rows = f32(rows)
new = f32([[1, 2, 0.5], [4, 2, 0.1], [0.5, -3, 2], [1.2, 2.1, 30], [0.7, 0.9, 0.15]])


def usual():
    median = np.median(rows, 0)
    return {"usual": median, "spread": 1.4826 * np.median(np.abs(rows - median), 0)}


def save(kind, options, weights, score, learned=None):
    """score(x) by weights as they are stored, in 32 bits."""
    weights = {name: np.asarray(value, np.float32) for name, value in {**usual(), **weights}.items()}
    stored = {name: value.astype(np.float64) for name, value in weights.items()}
    learned = score(rows, stored) if learned is None else learned
    weights["learned_scores"] = np.asarray(learned, np.float32)
    place = os.path.join(folder, kind)
    os.makedirs(place, exist_ok=True)
    header, body = {}, b""
    for name in sorted(weights):
        data = np.ascontiguousarray(weights[name], "<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(weights[name].shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(os.path.join(place, "weights.safetensors"), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + body)
    config = {
        "format": 1, "model": kind, "inputShape": [3], "options": {"seed": 0, **options}, "scaling": {"kind": "none", "offset": [0], "scale": [1]},
        "division": {"validation": 0.2, "seed": 0}, "labels": [], "columns": ["width", "height", "depth"],
    }
    with open(os.path.join(place, "config.json"), "w") as file:
        json.dump(config, file, indent=2)
        file.write("\n")
    with open(os.path.join(place, "expected.json"), "w") as file:
        json.dump({"training": rows.tolist(), "learned": np.asarray(learned).tolist(), "samples": new.tolist(), "features": score(new, stored)[:, None].tolist()}, file)
        file.write("\n")


def rarity(learned, scores):
    """-ln of the share of learned scores that are as high, equal ones half; beyond the highest it rises by less than ln 2."""
    n, result = len(learned), []
    room = learned.max() - np.sort(learned)[n // 2]
    for score in scores:
        above, equal = (learned > score).sum(), (learned == score).sum()
        if above == 0 and equal == 0:
            beyond = (score - learned.max()) / room
            result.append(np.log(2 * n) + np.log(1 + beyond / (1 + beyond)))
        else:
            result.append(-np.log(max(above + equal / 2, 0.5) / n))
    return np.array(result)


# Nearest neighbours.
near = NearestNeighbors(n_neighbors=4).fit(rows)
save("knn", {"neighbors": 4, "distance": "mean"}, {"rows": rows}, lambda x, w: near.kneighbors(x)[0].mean(1), near.kneighbors()[0].mean(1))

# Local outlier factor.
lof = LocalOutlierFactor(n_neighbors=6, novelty=True).fit(rows)
save("lof", {"neighbors": 6}, {"rows": rows, "reach": lof._distances_fit_X_[:, -1], "density": lof._lrd}, lambda x, w: -lof.score_samples(x), -lof.negative_outlier_factor_)

# Kernel density; of a learned row the others count.
density = KernelDensity(bandwidth=0.7).fit(rows)
others = [-KernelDensity(bandwidth=0.7).fit(np.delete(rows, i, 0)).score_samples(rows[i:i + 1])[0] for i in range(len(rows))]
save("kde", {"bandwidth": 0.7}, {"rows": rows}, lambda x, w: -density.score_samples(x), others)

# Distance along principal components, with their variances.
pca = PCA().fit(rows)
save("pca-distance", {"components": None}, {"mean": pca.mean_, "components": pca.components_, "variances": pca.explained_variance_},
     lambda x, w: (pca.transform(x) ** 2 / pca.explained_variance_).sum(1))


# Tails of columns.
def tails(x):
    lower = np.array([[max((rows[:, j] <= value).sum(), 0.5) for j, value in enumerate(row)] for row in x])
    upper = np.array([[max((rows[:, j] >= value).sum(), 0.5) for j, value in enumerate(row)] for row in x])
    return -np.log(lower / len(rows)), -np.log(upper / len(rows))


def copod(x, w):
    lower, upper = tails(x)
    skewed = ((rows - rows.mean(0)) ** 3).mean(0)
    return np.max([lower.sum(1), upper.sum(1), np.where(skewed < 0, lower, upper).sum(1)], 0)


save("ecod", {}, {"sorted": np.sort(rows, 0).T}, lambda x, w: np.maximum(*tails(x)).sum(1))
save("copod", {}, {"sorted": np.sort(rows, 0).T, "skewness": np.where(((rows - rows.mean(0)) ** 3).mean(0) < 0, -1, 1)}, copod)

# Histograms.
heights = np.array([np.histogram(rows[:, j], bins=8, range=(rows[:, j].min(), rows[:, j].max()))[0] for j in range(3)])
heights = heights / heights.max(1, keepdims=True)


def hbos(x, w):
    low, high = rows.min(0), rows.max(0)
    result = np.zeros(len(x))
    for j in range(3):
        bins = np.minimum(((x[:, j] - low[j]) / (high[j] - low[j]) * 8).astype(int), 7)
        inside = (x[:, j] >= low[j]) & (x[:, j] <= high[j])
        result += np.log2(1 / (np.where(inside, heights[j][np.clip(bins, 0, 7)], 0) + 0.1))
    return result


save("hbos", {"bins": 8, "floor": 0.1}, {"low": rows.min(0), "high": rows.max(0), "height": heights}, hbos)


# A forest of two trees over 8 rows each.
def mean_depth(n):
    return 0 if n <= 1 else 1 if n == 2 else 2 * (np.log(n - 1) + 0.5772156649015329) - 2 * (n - 1) / n


def tree():
    column, cut, left, length = [np.full(15, v, float) for v in (-1, 0, 0, 0)]
    used, work = 1, [(0, numbers.permutation(30)[:8], 0)]
    while work:
        node, own, depth = work.pop()
        length[node] = depth + mean_depth(len(own))
        j = numbers.randint(3)
        low, high = rows[own, j].min(), rows[own, j].max()
        if depth == 3 or len(own) < 2 or low == high:
            continue
        place = f32(numbers.uniform(low, high - 1e-3 * (high - low)))
        column[node], cut[node], left[node] = j, place, used
        work += [(used, own[rows[own, j] <= place], depth + 1), (used + 1, own[rows[own, j] > place], depth + 1)]
        used += 2
    return column, cut, left, length


forest = [np.stack(part) for part in zip(tree(), tree())]
forest_weights = {**dict(zip(["column", "cut", "left", "length"], forest)), "rows": [8]}


def iforest(x, w):
    result = []
    for row in x:
        depths = []
        for t in range(2):
            at = 0
            while w["column"][t][at] >= 0:
                at = int(w["left"][t][at] + (row[int(w["column"][t][at])] > w["cut"][t][at]))
            depths.append(w["length"][t][at])
        result.append(2 ** (-np.mean(depths) / mean_depth(8)))
    return np.array(result)


save("iforest", {"trees": 2, "rowsPerTree": 8}, forest_weights, iforest)

# Three sets of four balls.
middles, reach, isolation = [], [], []
for _ in range(3):
    own = rows[numbers.permutation(30)[:4]]
    distances = ((own[:, None] - own[None]) ** 2).sum(2)
    np.fill_diagonal(distances, np.inf)
    radius = distances.min(1)
    middles.append(own), reach.append(radius), isolation.append(1 - (radius[distances.argmin(1)] + 1e-12) / (radius + 1e-12))
balls = {"middles": middles, "reach": reach, "isolation": isolation}


def inne(x, w):
    total = np.zeros(len(x))
    for own, radius, ratio in zip(w["middles"], w["reach"], w["isolation"]):
        for i, row in enumerate(x):
            inside = ((own - row) ** 2).sum(1) <= radius
            total[i] += ratio[np.where(inside, radius, np.inf).argmin()] if inside.any() else 1
    return total / len(w["reach"])


save("inne", {"sets": 3, "rowsPerSet": 4}, balls, inne)

# A network without biases and a centre.
svdd = {"network/dense/kernel": numbers.randn(3, 4) / 2, "network/code/kernel": numbers.randn(4, 2) / 2, "centre": [0.3, -0.2]}


def deep_svdd(x, w):
    x = x @ w["network/dense/kernel"]
    x = np.where(x > 0, x, f32(0.1) * x) @ w["network/code/kernel"]
    return ((x - w["centre"]) ** 2).sum(1)


save("deep-svdd", {"latentSize": 2, "epochs": 5, "batchSize": 8, "learningRate": 0.002, "hidden": [4]}, svdd, deep_svdd)

# Two autoencoders and the errors of what was learned.
networks = {}
for member, widths in enumerate([[3, 4, 1, 4, 3], [3, 2, 3]]):
    for layer, (fan, units) in enumerate(zip(widths, widths[1:])):
        networks[f"autoencoder{member + 1}/layer{layer + 1}/kernel"] = f32(numbers.randn(fan, units) / 2)
        networks[f"autoencoder{member + 1}/layer{layer + 1}/bias"] = f32(numbers.randn(units) / 4)


def errors(x, w, member, layers):
    y = x
    for layer in range(layers):
        y = y @ w[f"autoencoder{member}/layer{layer + 1}/kernel"] + w[f"autoencoder{member}/layer{layer + 1}/bias"]
        y = y if layer in (layers // 2 - 1, layers - 1) else np.tanh(y)
    return ((y - x) ** 2).mean(1)


for member, layers in [(1, 4), (2, 2)]:
    networks[f"autoencoder{member}/errors"] = errors(rows, networks, member, layers)
robust = lambda x, w: np.mean([rarity(w[f"autoencoder{m}/errors"], errors(x, w, m, n)) for m, n in [(1, 4), (2, 2)]], 0)
save("robust-autoencoders", {"autoencoders": 1, "trim": 0.1}, networks, lambda x, w: robust(x, w), robust(rows, {**networks}))

# The ensemble of the three kinds.
members = {"iforest": (forest_weights, iforest), "inne": (balls, inne), "robust-autoencoders": (networks, robust)}
ensemble, scores = {}, {}
for name, (own, score) in members.items():
    own = {key: f32(value) for key, value in {**usual(), **own}.items()}
    scores[name] = f32(score(rows, own))
    ensemble |= {f"{name}/{key}": value for key, value in own.items()} | {f"{name}/learned_scores": scores[name]}


def all_of(x, w):
    return np.mean([rarity(w[f"{name}/learned_scores"], f32(score(x, {key[len(name) + 1:]: value for key, value in w.items() if key.startswith(name + "/")})))
                    for name, (_, score) in members.items()], 0)


save("anomaly-ensemble", {}, ensemble, all_of, np.mean([rarity(scores[name], scores[name]) for name in members], 0))
