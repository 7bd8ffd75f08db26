"""Writes labels.zip: npz files whose labels are of every kind, as numpy.savez writes them, and IDX files with dots in their names.

Python alone, by the formats' definitions: NEP 1 for npy, a zip archive of them for npz. The files under cases/ were met in use and are
kept as they were.

    python3 make_labels.py
"""
import io
import struct
import sys
import zipfile
from pathlib import Path


def npy(descr, shape, data, fortran=False):
    sizes = ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "")
    text = "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }" % (descr, fortran, sizes)
    text += " " * (-(10 + len(text) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode() + data


def npz(method=zipfile.ZIP_STORED, **arrays):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in arrays.items():
            archive.writestr(zipfile.ZipInfo(name + ".npy"), data, method)
    return out.getvalue()


X = npy("<f4", (4, 2), struct.pack("<8f", *range(8)))


def texts(*values, order="<"):
    size = max(map(len, values))
    code = "utf-32-le" if order == "<" else "utf-32-be"
    return npy("%sU%d" % (order, size), (len(values),), b"".join(v.encode(code).ljust(4 * size, b"\0") for v in values))


def numbers(descr, form, *values, shape=None, fortran=False):
    return npy(descr, shape or (len(values),), struct.pack(form[0] + "%d%s" % (len(values), form[1]), *values), fortran)


files = {
    "float64.npz": npz(X=X, y=numbers("<f8", "<d", 16777216.0, 16777217.0, 16777216.0, 9007199254740992.0)),
    "int64.npz": npz(X=X, y=numbers("<i8", "<q", 9007199254740992, 9007199254740993, -1, 9007199254740993)),
    "uint64.npz": npz(X=X, y=numbers("<u8", "<Q", 2**64 - 1, 0, 2**64 - 2, 0)),
    "uint32-big.npz": npz(X=X, y=numbers(">u4", ">I", 4294967295, 4294967294, 7, 7)),
    "bool.npz": npz(X=X, y=npy("|b1", (4,), b"\1\0\0\1")),
    "column.npz": npz(X=X, y=numbers("<i4", "<i", 2, 1, 1, 2, shape=(4, 1))),
    "text.npz": npz(X=X, y=texts("pear", "apple ", "apple", "pear")),
    "text-big.npz": npz(X=X, y=texts("ä", "z", "ä", "z", order=">")),
    "text-numbers.npz": npz(X=X, y=texts("0", "1.0", "0.0", "1")),
    "text-missing.npz": npz(X=X, y=texts("a", "", "b", "a")),
    "bytes.npz": npz(X=X, y=npy("|S2", (4,), b"abc\0abc\0")),
    "objects.npz": npz(X=X, y=npy("|O", (4,), b"\x80\x04.")),
    # [[1,0,0],[0,1,0],[1,0,0],[0,0,1]], the first axis running fastest.
    "one-hot-fortran.npz": npz(X=X, y=numbers("<f4", "<f", 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, shape=(4, 3), fortran=True)),
    "soft.npz": npz(X=X, y=numbers("<f4", "<f", 0.9, 0.1, 0, 1, 1, 0, 0.5, 0.5, shape=(4, 2))),
    "two-hot.npz": npz(X=X, y=numbers("<i4", "<i", 1, 1, 0, 1, 1, 0, 1, 0, shape=(4, 2))),
    "none-hot.npz": npz(X=X, y=numbers("<i4", "<i", 1, 0, 0, 0, 1, 0, 1, 0, shape=(4, 2))),
    "lzma.npz": npz(zipfile.ZIP_LZMA, X=X),
    "bzip2.npz": npz(zipfile.ZIP_BZIP2, X=X),
}

if __name__ == "__main__":
    here = Path(__file__).parent
    for file in sys.argv[1:]:
        files["cases/" + Path(file).name] = Path(file).read_bytes()
    if len(sys.argv) == 1 and (here / "labels.zip").exists():
        with zipfile.ZipFile(here / "labels.zip") as old:
            files |= {name: old.read(name) for name in old.namelist() if name.startswith("cases/")}
    with zipfile.ZipFile(here / "labels.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], zipfile.ZIP_DEFLATED)
