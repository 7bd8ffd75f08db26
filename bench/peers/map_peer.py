#!/usr/bin/env python3
"""Maps of the digits in Python: map_peer.py tsne_digits|umap_digits THREADS."""
import sys

import serving


def digits():
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        serving.refuse("scikit-learn is not installed (apt-get install python3-sklearn)")
    return (load_digits().data / 16).astype("float32")


def tsne_digits(threads):
    x = digits()
    import sklearn
    from sklearn.manifold import TSNE

    return "scikit-learn " + sklearn.__version__, lambda: TSNE(
        perplexity=30, n_iter=1000, angle=0.5, init="pca", learning_rate="auto", n_jobs=threads).fit_transform(x)


def umap_digits(threads):
    x = digits()
    try:
        import umap
    except ImportError:
        serving.refuse("umap-learn is not installed")
    return "umap-learn " + umap.__version__, lambda: umap.UMAP(n_neighbors=15, n_jobs=threads).fit_transform(x)


serving.serve(*{"tsne_digits": tsne_digits, "umap_digits": umap_digits}[sys.argv[1]](int(sys.argv[2])))
