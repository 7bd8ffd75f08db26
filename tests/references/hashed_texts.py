#!/usr/bin/env python3
"""What scikit-learn's FeatureHasher makes of texts in a column, for HashedTextsTests: python3 tests/references/hashed_texts.py."""
from sklearn.feature_extraction import FeatureHasher

TEXTS = ["name0", "name1", "name2", "name50", "a", "", "Zürich", "日本", "a longer text, with blanks"]

for size in (8, 1, 65536, 1000):
    hasher = FeatureHasher(n_features=size, input_type="dict")
    for text in TEXTS:
        row = hasher.transform([{"who": text}]).tocoo()
        print(f'    [InlineData({size}, "{text}", {row.col[0]}, {int(row.data[0])})]')
