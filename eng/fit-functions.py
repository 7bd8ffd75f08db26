"""Fits the polynomials of src/LatentSharp.Tensors/Kernels/Functions and prints their coefficients as floats.

Weighted minimax by Lawson's iteration; coefficients are rounded to float one after the other, lowest first, and the others fitted again.
Run with Debian's python3, python3-numpy and python3-mpmath.
"""
import numpy as np
from mpmath import mp, mpf, exp, log, log1p, tanh, erf, erfc, sin, cos, sqrt

mp.dps = 40


def minimax(basis, target, weight, rounds=3000):
    w = np.ones(len(target)) / len(target)
    best, best_error = None, np.inf
    for _ in range(rounds):
        s = np.sqrt(w) * weight
        c = np.linalg.lstsq(basis * s[:, None], target * s, rcond=None)[0]
        e = np.abs((basis @ c - target) * weight)
        if e.max() < best_error:
            best, best_error = c, e.max()
        w = w * e
        w /= w.sum()
    return best, best_error


def fit(name, f, weight, low, high, degree, variable=lambda t: t, fixed=()):
    """p(variable(t)) near f(t) for t in [low, high], with the error times weight(t) even; fixed: known lowest coefficients."""
    t = (low + high) / 2 - (high - low) / 2 * np.cos(np.pi * (np.arange(1500) + 0.5) / 1500)
    target = np.array([float(f(mpf(float(v)))) for v in t])
    weights = np.array([float(weight(mpf(float(v)))) for v in t])
    u = np.array([float(variable(mpf(float(v)))) for v in t])
    known = [np.float32(v) for v in fixed]
    while len(known) <= degree:
        rest = target - sum(float(k) * u ** i for i, k in enumerate(known))
        powers = range(len(known), degree + 1)
        basis = np.stack([u ** i for i in powers], 1)
        c, error = minimax(basis, rest, weights, 300 if known else 1500)
        if len(known) == len(fixed):
            print(f'{name}: degree {degree}, unrounded {error:.3e} = 2^{np.log2(error):.2f}')
        known.append(np.float32(c[0]))
    final = np.abs((sum(float(k) * u ** i for i, k in enumerate(known)) - target) * weights).max()
    print(f'  rounded {final:.3e} = 2^{np.log2(final):.2f}')
    for i, k in enumerate(known):
        print(f'  c{i} = {k!r}f')


half = float(log(2) / 2) * 1.01
# exp(r) = 1 + r + r² q(r): absolute error of exp
fit('exp', lambda r: (exp(r) - 1 - r) / r**2, lambda r: r**2, -half, half, 4)
fit('exp', lambda r: (exp(r) - 1 - r) / r**2, lambda r: r**2, -half, half, 3)
# expm1: relative error of expm1(r)
fit('expm1', lambda r: (exp(r) - 1 - r) / r**2, lambda r: abs(r), -half, half, 4, fixed=[0.5])
# log1p(f) = f - f²/2 + f³ p(f), relative
low, high = float(sqrt(mpf(1) / 2)) - 1, float(sqrt(mpf(2))) - 1
fit('log', lambda x: (log1p(x) - x + x * x / 2) / x**3, lambda x: x**2, low, high, 6)
fit('log', lambda x: (log1p(x) - x + x * x / 2) / x**3, lambda x: x**2, low, high, 7)
# tanh(x) = x + x³ p(x²)
for top, d in ((0.625, 4), (0.625, 3)):
    fit(f'tanh {top}', lambda x: (tanh(x) - x) / x**3, lambda x: x**2, 1e-3, top, d, lambda x: x * x)
# sin(r) = r + r³ p(r²), cos(r) = 1 - r²/2 + r⁴ p(r²)
q = 0.7854
fit('sin', lambda x: (sin(x) - x) / x**3, lambda x: x**2, 1e-3, q, 2, lambda x: x * x)
fit('sin', lambda x: (sin(x) - x) / x**3, lambda x: x**2, 1e-3, q, 3, lambda x: x * x)
fit('cos', lambda x: (cos(x) - 1 + x * x / 2) / x**4, lambda x: x**4, 1e-2, q, 2, lambda x: x * x)
# erf(x) = x + x p(x²) up to 0.95; beyond, 1 - exp(-x·p(x))
fit('erf', lambda x: erf(x) / x - 1, lambda x: x / erf(x), 1e-3, 0.95, 5, lambda x: x * x)
fit('erf', lambda x: erf(x) / x - 1, lambda x: x / erf(x), 1e-3, 0.95, 6, lambda x: x * x)
for d in (6, 7, 8):
    fit('erfc', lambda x: -log(erfc(x)) / x, lambda x: x * erfc(x) / erf(x), 0.9, 4.0, d)
