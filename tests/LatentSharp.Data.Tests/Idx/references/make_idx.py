"""Writes idx.zip: IDX files of every type that NumPy and struct wrote, for the tests of the IDX reader. Run with NumPy 1.24 in this folder."""
import gzip
import struct
import zipfile

import numpy as np

TYPES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}


def idx(array):
    kind = array.dtype.newbyteorder("=").str[1:]
    return struct.pack(f">HBB{array.ndim}I", 0, TYPES[kind], array.ndim, *array.shape) + array.astype(">" + kind).tobytes()


def values(kind, shape):
    """Element n (in C order) is 10 n for unsigned bytes, 5 n - 60 for the other integers, n / 4 - 2 for floats."""
    n = np.arange(int(np.prod(shape))).reshape(shape)
    return ({"u": 10 * n, "i": 5 * n - 60, "f": n / 4 - 2}[kind[0]]).astype(kind)


with zipfile.ZipFile("idx.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    def add(name, data):
        archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)

    for kind in TYPES:
        add(f"types/{kind}-idx", idx(values(kind, (2, 3, 4))))
        add(f"types/{kind}-idx.gz", gzip.compress(idx(values(kind, (2, 3, 4))), mtime=0))
    add("ranks/1-idx", idx(values("f4", (5,))))
    add("ranks/2-idx", idx(values("f4", (5, 2))))
    add("ranks/5-idx", idx(values("f4", (2, 1, 3, 1, 2))))
    add("ranks/8-idx", idx(values("f4", (2, 1, 1, 1, 1, 1, 1, 3))))
    add("round/f8-idx", idx(np.array([0.1, 1 / 3, -16777217.0, 1e-45])))
    add("round/i4-idx", idx(np.array([16777217, -2147483648, 2147483647], dtype="i4")))
