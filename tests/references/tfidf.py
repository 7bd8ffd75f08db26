"""Writes LatentSharp.Features.Tests/References/tfidf.json: TF-IDF and truncated SVD of token ids by scikit-learn: TfidfTransformer as it is
by default (smooth idf, rows of length 1), and TruncatedSVD by ARPACK. The entry of largest magnitude of each component is made positive.

Run: python3 tests/references/tfidf.py   (python3-sklearn, python3-numpy)
"""
import json
import os
import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfTransformer

random = np.random.default_rng(7)
VOCABULARY, TEXTS, STEPS, FEATURES, SPECIAL = 24, 18, 12, 5, 4
# Few ids are frequent, as words are; the last two are in no text, and one text holds unknown tokens alone.
ids = np.minimum(SPECIAL + (random.pareto(0.8, (TEXTS, STEPS)) * 2).astype(int), VOCABULARY - 3)
ids[random.random((TEXTS, STEPS)) < 0.1] = 1
for row in range(TEXTS):
    ids[row, random.integers(3, STEPS + 1):] = 0
ids[5, :] = [1, 1] + [0] * (STEPS - 2)

counts = np.zeros((TEXTS, VOCABULARY))
for row in range(TEXTS):
    for token in ids[row]:
        if token >= SPECIAL:
            counts[row, token] += 1
tfidf = TfidfTransformer()
weighed = tfidf.fit_transform(counts)
svd = TruncatedSVD(FEATURES, algorithm="arpack", random_state=0)
features = svd.fit_transform(weighed)
signs = np.sign(svd.components_[np.arange(FEATURES), np.abs(svd.components_).argmax(1)])
idf = np.where(counts.sum(0) > 0, tfidf.idf_, 0)

path = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Features.Tests", "References", "tfidf.json")
with open(path, "w") as file:
    json.dump({
        "ids": ids.tolist(), "vocabulary": VOCABULARY, "idf": idf.tolist(),
        "components": (svd.components_ * signs[:, None]).tolist(), "features": (features * signs).tolist(),
        "singular": svd.singular_values_.tolist(),
    }, file)
    file.write("\n")
