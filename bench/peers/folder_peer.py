#!/usr/bin/env python3
"""Reading the folder that LATENT_FOLDER names, in Python: folder_peer.py jpeg_folder|png_folder|mel_fsdd THREADS."""
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import serving

try:
    import numpy
except ImportError as error:
    serving.refuse(str(error))

FOLDER = os.environ["LATENT_FOLDER"]


def each(read, threads):
    """Every file read, on as many threads as there may be: the libraries let others work while they decode."""
    paths = sorted(os.path.join(FOLDER, name) for name in os.listdir(FOLDER))
    if threads == 1:
        return lambda: numpy.stack([read(path) for path in paths])
    pool = ThreadPoolExecutor(threads)
    return lambda: numpy.stack(list(pool.map(read, paths)))


def pictures(threads):
    try:
        import PIL
        from PIL import Image
    except ImportError:
        serving.refuse("Pillow is not installed (apt-get install python3-pil)")

    def read(path):
        with Image.open(path) as picture:
            return numpy.asarray(picture.convert("RGB"), dtype=numpy.float32)

    return "Pillow " + PIL.__version__, each(read, threads)


def mel_fsdd(threads):
    """By librosa's conventions, in float32: centred frames, a periodic Hann window, Slaney's mels and norm, decibels of at most 80 below the loudest."""
    try:
        import scipy
        import scipy.fft
        import scipy.io.wavfile
        import scipy.signal
    except ImportError:
        serving.refuse("SciPy is not installed (apt-get install python3-scipy)")

    rate, size, hop, count = 8000, 512, 128, 64
    longest = max(len(scipy.io.wavfile.read(os.path.join(FOLDER, name))[1]) for name in os.listdir(FOLDER))
    window = scipy.signal.get_window("hann", size).astype(numpy.float32)
    top = 15 + 27 * numpy.log(rate / 2 / 1000) / numpy.log(6.4)
    mels = numpy.linspace(0, top, count + 2)
    edges = numpy.where(mels < 15, mels * 200 / 3, 1000 * 6.4 ** ((mels - 15) / 27))
    bins = numpy.fft.rfftfreq(size, 1 / rate)
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    slopes = numpy.minimum((bins - low) / (middle - low), (high - bins) / (high - middle))
    filters = (numpy.maximum(0, slopes) * 2 / (high - low)).astype(numpy.float32)

    def read(path):
        sound = scipy.io.wavfile.read(path)[1].astype(numpy.float32) / 32768
        before = (longest - len(sound)) // 2
        padded = numpy.pad(sound, (before + size // 2, longest - len(sound) - before + size // 2))
        frames = numpy.lib.stride_tricks.sliding_window_view(padded, size)[::hop]
        power = numpy.abs(scipy.fft.rfft(frames * window)) ** 2
        level = 10 * numpy.log10(numpy.maximum(filters @ power.T, 1e-10))
        return numpy.maximum(level, level.max() - 80)

    return f"NumPy {numpy.__version__}, SciPy {scipy.__version__}", each(read, threads)


serving.serve(*{"jpeg_folder": pictures, "png_folder": pictures, "mel_fsdd": mel_fsdd}[sys.argv[1]](int(sys.argv[2])))
