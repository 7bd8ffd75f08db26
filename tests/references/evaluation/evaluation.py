"""Makes evaluation.json: what NumPy and scikit-learn 1.2.1 say about iris, wine and digits. Run: python3 evaluation.py

Data are rounded to float32 first, so that both sides see the same numbers. Components have the sign that makes their
entry of largest magnitude positive.
"""
import json
from pathlib import Path

import numpy as np
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits, load_iris, load_wine
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import trustworthiness
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler


def single(x):
    return np.asarray(x).astype(np.float32).astype(np.float64)


def pca(x, k):
    p = PCA(k, svd_solver="full").fit(x)
    signs = np.sign(p.components_[np.arange(k), np.abs(p.components_).argmax(axis=1)])[:, None]
    components = p.components_ * signs
    return dict(mean=p.mean_.tolist(), components=components.round(9).tolist(), variance=p.explained_variance_.tolist(),
                ratio=p.explained_variance_ratio_.tolist(), features=(p.transform(x)[:3] * signs.T).round(7).tolist())


def knn(x, y, u, v):
    model = KNeighborsClassifier(5, algorithm="brute").fit(x, y)
    distances = model.kneighbors(u, 6)[0]
    # Where the fifth and the sixth are equally far, scikit-learn takes any of them.
    decided = distances[:, 5] - distances[:, 4] > 1e-9
    return dict(predictions=model.predict(u).tolist(), decided=decided.tolist())


def probe(x, y, u, v):
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=1.0, tol=1e-8, max_iter=100000).fit(scaler.transform(x), y)
    return dict(predictions=model.predict(scaler.transform(u)).tolist(), accuracy=model.score(scaler.transform(u), v))


def matrices():
    random = np.random.RandomState(7)
    a = random.standard_normal((9, 9))
    a = a + a.T
    values, vectors = np.linalg.eigh(a)
    b = random.standard_normal((7, 4))
    q, r = np.linalg.qr(b)
    signs = np.sign(np.diag(r))
    spd, right = a @ a + np.eye(9), random.standard_normal((9, 3))
    return dict(symmetric=a.tolist(), values=values[::-1].tolist(), vectors=vectors.T[::-1].tolist(), tall=b.tolist(), q=(q * signs).tolist(),
                r=(r * signs[:, None]).tolist(), positive=spd.tolist(), right=right.tolist(), solution=np.linalg.solve(spd, right).tolist(),
                covariance=np.cov(single(b), rowvar=False).tolist())


def detection():
    random = np.random.RandomState(3)
    labels = random.randint(0, 2, 60)
    # Rounded, so that there are ties.
    scores = single(np.round(labels + random.standard_normal(60), 1))
    return dict(labels=labels.tolist(), scores=scores.tolist(), roc=metrics.roc_auc_score(labels, scores),
                precision=metrics.average_precision_score(labels, scores))


def clustering(x, y):
    model = KMeans(3, n_init=10, random_state=0, tol=0).fit(x)
    other = (np.arange(len(y)) // 40).tolist()
    return dict(inertia=model.inertia_, rand=metrics.adjusted_rand_score(y, model.labels_), information=metrics.normalized_mutual_info_score(y, model.labels_),
                silhouette=metrics.silhouette_score(x, y), other=other, other_rand=metrics.adjusted_rand_score(y, other),
                other_information=metrics.normalized_mutual_info_score(y, other))


def classification():
    random = np.random.RandomState(5)
    truth = random.randint(0, 4, 50)
    guess = np.where(random.rand(50) < 0.5, truth, random.randint(0, 5, 50))
    p, r, f, s = metrics.precision_recall_fscore_support(truth, guess, zero_division=0)
    return dict(truth=truth.tolist(), guess=guess.tolist(), matrix=metrics.confusion_matrix(truth, guess).tolist(), precision=p.tolist(),
                recall=r.tolist(), f1=f.tolist(), support=s.tolist(), accuracy=metrics.accuracy_score(truth, guess))


iris, wine, digits = load_iris(), load_wine(), load_digits()
flowers, wines, pixels = single(iris.data), single(wine.data), digits.data
images = pixels.reshape(-1, 8, 8)
sums = np.concatenate([images.sum(axis=1), images.sum(axis=2)], axis=1)  # 16 numbers: columns, then rows
small = (digits.target < 5).astype(int)
halves = flowers[::2], iris.target[::2], flowers[1::2], iris.target[1::2]

cloud = single(np.random.RandomState(9).standard_normal((40, 5)))

result = dict(
    # One character a pixel: 'a' is 0, 'q' is 16.
    data=dict(iris=np.float32(flowers).tolist(), iris_labels=iris.target.tolist(), wine=np.float32(wines).tolist(),
              digits=["".join(chr(97 + int(p)) for p in row) for row in pixels], digits_labels=digits.target.tolist()),
    pca=dict(iris=pca(flowers, 4), wine=pca(wines, 13), digits=pca(pixels, 16), wide=pca(pixels[:20], 12)),
    knn=dict(iris=knn(*halves), digits=knn(pixels[:1000], digits.target[:1000], pixels[1000:], digits.target[1000:])),
    probe=dict(iris=probe(*halves), digits=probe(sums[:1000], digits.target[:1000], sums[1000:], digits.target[1000:]),
               two=probe(sums[:1000], small[:1000], sums[1000:], small[1000:])),
    matrices=matrices(), detection=detection(), clustering=clustering(flowers, iris.target), classification=classification(),
    trustworthiness=dict(data=cloud.tolist(), value=trustworthiness(cloud, cloud[:, :2], n_neighbors=5)),
)
Path(__file__).with_name("evaluation.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")
