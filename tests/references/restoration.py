"""Writes the references of restoration: restoration.json of LatentSharp.Evaluation.Tests/References (quality of pictures) and of
LatentSharp.Features.Tests/References (bicubic resizing by Pillow, median and Gaussian filters by SciPy, total variation by Chambolle's iteration in NumPy).

Run: python3 tests/references/restoration.py   (python3-numpy, python3-scipy, python3-pil)
"""
import json
import os
import numpy as np
from PIL import Image
from scipy import ndimage, signal

here = os.path.dirname(__file__)


def ssim(x, y, peak):
    """Wang et al. 2004, by whole two-dimensional windows."""
    at = np.arange(11) - 5
    window = np.exp(-(at[:, None] ** 2 + at[None] ** 2) / (2 * 1.5 ** 2))
    window /= window.sum()

    def mean(values):
        return signal.convolve2d(values, window, mode="valid")
    mx, my = mean(x), mean(y)
    vx, vy, cov = mean(x * x) - mx ** 2, mean(y * y) - my ** 2, mean(x * y) - mx * my
    c1, c2 = (0.01 * peak) ** 2, (0.03 * peak) ** 2
    return ((2 * mx * my + c1) * (2 * cov + c2) / ((mx ** 2 + my ** 2 + c1) * (vx + vy + c2))).mean()


def chambolle(g, weight, steps):
    """Chambolle 2004, the dual's fixed point with step 1/4: argmin |u - g|² / 2 + weight · TV(u)."""
    p = np.zeros((2, *g.shape))

    def div(p):
        d = np.zeros_like(g)
        d[0] += p[0][0]
        d[1:-1] += p[0][1:-1] - p[0][:-2]
        d[-1] -= p[0][-2]
        d[:, 0] += p[1][:, 0]
        d[:, 1:-1] += p[1][:, 1:-1] - p[1][:, :-2]
        d[:, -1] -= p[1][:, -2]
        return d
    for _ in range(steps):
        u = div(p) - g / weight
        grad = np.zeros_like(p)
        grad[0][:-1] = u[1:] - u[:-1]
        grad[1][:, :-1] = u[:, 1:] - u[:, :-1]
        p = (p + 0.25 * grad) / (1 + 0.25 * np.sqrt((grad ** 2).sum(0)))
    return g - weight * div(p)


def write(project, values):
    place = os.path.join(here, "..", project, "References", "restoration.json")
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "w") as file:
        json.dump(values, file)
        file.write("\n")


numbers = np.random.RandomState(3)
smooth = ndimage.gaussian_filter(numbers.rand(16, 19, 2), (2, 2, 0))
x = np.round((smooth - smooth.min()) / (smooth.max() - smooth.min()), 4).astype(np.float32)
y = np.round(np.clip(x + 0.08 * numbers.randn(*x.shape), 0, 1), 4).astype(np.float32)
a, b = x.astype(float), y.astype(float)
write("LatentSharp.Evaluation.Tests", {
    "shape": x.shape, "original": x.ravel().tolist(), "restored": y.ravel().tolist(),
    "mae": np.abs(a - b).mean(), "psnr": 10 * np.log10(1 / ((a - b) ** 2).mean()),
    "ssim": np.mean([ssim(a[:, :, c], b[:, :, c], 1) for c in range(2)]),
    "ssim255": np.mean([ssim(255 * a[:, :, c], 255 * b[:, :, c], 255) for c in range(2)]),
})

plane = y[:, :, 0]
one = plane.astype(float)
series = np.round(numbers.rand(23), 4).astype(np.float32).astype(float)
write("LatentSharp.Features.Tests", {
    "shape": plane.shape, "picture": plane.ravel().tolist(), "series": series.tolist(),
    "resized": [{"height": h, "width": w, "values": np.asarray(Image.fromarray(plane).resize((w, h), Image.BICUBIC)).ravel().tolist()}
                for h, w in ((8, 9), (32, 38), (5, 40), (16, 7))],
    "median": ndimage.median_filter(one, 3, mode="nearest").ravel().tolist(),
    "medianSeries": ndimage.median_filter(series, 5, mode="nearest").tolist(),
    "gaussian": ndimage.gaussian_filter(one, 1.2, mode="nearest", truncate=4).ravel().tolist(),
    "gaussianSeries": ndimage.gaussian_filter(series, 0.8, mode="nearest", truncate=4).tolist(),
    "totalVariation": chambolle(one, 0.1, 60).ravel().tolist(),
    "totalVariationSeries": chambolle(series[None].repeat(2, 0), 0.1, 60)[0].tolist(),
})
