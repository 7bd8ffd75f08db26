"""Writes npz.zip: npz files that NumPy wrote, and hostile ones made with Python's zipfile and struct, for the tests of the npz reader. Run with NumPy 1.24 here."""
import io
import struct
import warnings
import zipfile

import numpy as np

warnings.simplefilter("ignore")


def saved(save, **arrays):
    stream = io.BytesIO()
    save(stream, **arrays)
    return stream.getvalue()


def npy(array):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, allow_pickle=True)
    return stream.getvalue()


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def with_length(archive, length):
    """The same archive whose lists announce another unpacked length for the first member."""
    data = bytearray(archive)
    central = data.index(b"PK\x01\x02")
    data[central + 24:central + 28] = struct.pack("<I", length)
    data[22:26] = struct.pack("<I", length)
    return bytes(data)


def with_bytes(archive, at, value):
    data = bytearray(archive)
    central = data.index(b"PK\x01\x02")
    data[central + at:central + at + len(value)] = value
    return bytes(data)


# Element n is n / 4 - 2, n - 9 and n odd.
n = np.arange(24).reshape(2, 3, 4)
ARRAYS = {"X": (n / 4 - 2).astype("<f4"), "y": np.array([3, -7], dtype="<i8"), "sub/b": n % 2 == 1, "d": (n / 4 - 2).astype(">f8")}
GOOD = npy(ARRAYS["X"])

with zipfile.ZipFile("npz.zip", "w", zipfile.ZIP_DEFLATED) as out:
    def add(name, data):
        out.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)

    add("good/stored.npz", saved(np.savez, **ARRAYS))
    add("good/deflated.npz", saved(np.savez_compressed, **ARRAYS))
    add("good/unnamed.npz", zipped(("arr_0.npy", GOOD)))
    add("good/none.npz", zipped())
    for number, name in enumerate(["../X.npy", "/X.npy", "a/../X.npy", "..\\X.npy", "C:X.npy"]):
        add(f"refuse/elsewhere-{number}.npz", zipped((name, GOOD)))
    add("refuse/text.npz", zipped(("X.npy", GOOD), ("readme.txt", b"hello")))
    add("refuse/twice.npz", zipped(("X.npy", GOOD), ("X.npy", GOOD)))
    add("refuse/objects.npz", saved(np.savez, X=np.array([1, "a"], dtype=object)))
    add("refuse/longer.npz", with_length(zipped(("X.npy", GOOD)), len(GOOD) + 4))
    add("refuse/shorter.npz", with_length(zipped(("X.npy", GOOD)), len(GOOD) - 4))
    add("refuse/longer-stored.npz", with_length(zipped(("X.npy", GOOD), method=zipfile.ZIP_STORED), len(GOOD) + 4))
    # 40 GB announced in a ZIP64 field, in a member of some hundred bytes whose head says the same.
    head = b"\x93NUMPY\x01\x00" + struct.pack("<H", 70) + b"{'descr': '<f4', 'fortran_order': False, 'shape': (10000000000,), }".ljust(69) + b"\n"
    small = zipped(("X.npy", head))
    add("refuse/huge.npz", with_length(small, 0xFFFFFFF0))
    # Two gigabytes of zeros, truthfully announced by size but not by head: 2 MB packed would be too much for a reference file, so 64 MB stand for them.
    add("refuse/head-lies.npz", zipped(("X.npy", GOOD[:-96] + bytes(64 << 20))))
    add("refuse/checksum.npz", with_bytes(zipped(("X.npy", GOOD)), 16, b"\x01\x02\x03\x04"))
    add("refuse/encrypted.npz", with_bytes(zipped(("X.npy", GOOD)), 8, b"\x01\x00"))
    add("refuse/method.npz", zipped(("X.npy", GOOD), method=zipfile.ZIP_LZMA))
    add("refuse/short.npz", zipped(("X.npy", GOOD[:-1])))
    add("refuse/not-npy.npz", zipped(("X.npy", b"hello")))
