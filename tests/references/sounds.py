"""Spectra, mel filters, decibels and cepstral coefficients by NumPy and SciPy, by librosa's documented conventions (0.10): centred frames,
a periodic Hann window, Slaney's mels and norm, power_to_db with ref 1, amin 1e-10 and top_db 80, an orthonormal DCT of kind II.

    /usr/bin/python3 tests/references/sounds.py tests/LatentSharp.Tensors.Tests/References/sounds.json
"""
import json
import sys

import numpy as np
import scipy.fft
import scipy.optimize
import scipy.signal


def spectra(sound, size, hop, mode):
    padded = np.pad(sound.astype(float), size // 2, mode=mode)
    window = scipy.signal.get_window("hann", size, fftbins=True)
    count = 1 + len(sound) // hop
    return np.array([np.fft.rfft(window * padded[t * hop:t * hop + size]) for t in range(count)])


def to_mels(f, htk):
    if htk:
        return 2595.0 * np.log10(1.0 + f / 700.0)
    return np.where(f < 1000, f * 3 / 200, 15 + 27 * np.log(np.maximum(f, 1) / 1000) / np.log(6.4))


def to_hertz(m, htk):
    if htk:
        return 700.0 * (10.0 ** (m / 2595.0) - 1.0)
    return np.where(m < 15, m * 200 / 3, 1000 * 6.4 ** ((m - 15) / 27))


def filters(rate, size, count, htk):
    bins = np.fft.rfftfreq(size, 1 / rate)
    edges = to_hertz(np.linspace(0, to_mels(np.float64(rate / 2), htk), count + 2), htk)
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    up, down = (bins - low) / (centre - low), (high - bins) / (high - centre)
    return np.maximum(0, np.minimum(up, down)) * 2 / (high - low)


def decibels(power):
    level = 10 * np.log10(np.maximum(power, 1e-10))
    return np.maximum(level, level.max() - 80)


def main():
    rate, size, hop = 8000, 64, 20
    t = np.arange(403) / rate
    random = np.random.default_rng(14)
    sound = (0.4 * np.sin(2 * np.pi * 440 * t) + 0.2 * np.sin(2 * np.pi * 2900 * t * (1 + t)) + 0.01 * random.normal(size=t.size))
    sound[300:] = 0
    sound = sound.astype(np.float32)
    zero, reflect = (np.abs(spectra(sound, size, hop, mode)) ** 2 for mode in ("constant", "reflect"))
    slaney, htk = filters(rate, size, 12, False), filters(rate, size, 8, True)
    mels = zero @ slaney.T
    levels = decibels(mels)
    fourier = {}
    for length in (1, 2, 3, 5, 6, 8, 12, 31, 64, 100, 101):
        spectrum = np.fft.rfft(sound[:length].astype(float))
        fourier[str(length)] = {"real": spectrum.real.tolist(), "imaginary": spectrum.imag.tolist()}
    json.dump({
        "rate": rate, "size": size, "hop": hop, "sound": sound.tolist(), "fourier": fourier,
        "zero": zero.ravel().tolist(), "reflect": reflect.ravel().tolist(), "slaney": slaney.ravel().tolist(), "htk": htk.ravel().tolist(),
        "mels": mels.ravel().tolist(), "levels": levels.ravel().tolist(),
        "mfcc": scipy.fft.dct(levels, type=2, norm="ortho", axis=1)[:, :5].ravel().tolist(),
        "nnls": [float(scipy.optimize.nnls(slaney, row)[1]) for row in mels],
    }, open(sys.argv[1], "w"))


main()
