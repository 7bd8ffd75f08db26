"""Writes npy.zip: arrays that NumPy wrote, for the tests of the npy reader and writer. Run with NumPy 1.24 in this folder."""
import io
import zipfile

import numpy as np

SHAPE = (2, 3, 4)
TYPES = ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"]


def content(array, version=None):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version=version, allow_pickle=True)
    return stream.getvalue()


def values(kind):
    """Element [i, j, k] is n = 12 i + 4 j + k: n / 4 - 2 for floats, n - 9 for signed, 10 n for unsigned, n odd for booleans."""
    n = np.arange(24).reshape(SHAPE)
    return {"f": n / 4 - 2, "i": n - 9, "u": 10 * n, "b": n % 2 == 1}[kind[0]]


with zipfile.ZipFile("npy.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    def add(name, data):
        archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)

    for kind in TYPES:
        for order in "<>" if kind[1] != "1" else "|":
            for layout in "CF":
                array = np.array(values(kind), dtype=order + kind, order=layout)
                add(f"read/{'big' if order == '>' else 'little'}-{layout}-{kind}.npy", content(array))
    for version in (1, 2, 3):
        add(f"version/{version}.npy", content(np.array(values("f4"), dtype="<f4"), (version, 0)))
    add("edge/scalar.npy", content(np.array(1.5, dtype="<f4")))
    add("edge/none.npy", content(np.zeros((0, 7), dtype="<f4")))
    add("edge/special.npy", content(np.array([np.nan, np.inf, -np.inf, -0.0], dtype="<f4")))
    # u8 and f8 beyond what a float holds: NumPy's own conversion is the reference.
    big = np.array([2**64 - 1, 2**63 + 1, 16777217, 3], dtype="<u8")
    add("round/u8.npy", content(big))
    add("round/u8-as-f4.npy", content(big.astype("<f4")))
    fine = np.array([0.1, 1 / 3, 1e-45, 1e300, -16777217.0], dtype="<f8")
    with np.errstate(over="ignore"):
        add("round/f8.npy", content(fine))
        add("round/f8-as-f4.npy", content(fine.astype("<f4")))
    add("refuse/object.npy", content(np.array([1, "a"], dtype=object)))
    add("refuse/structured.npy", content(np.zeros(2, dtype=[("x", "<f4"), ("y", "<i4")])))
    add("refuse/complex.npy", content(np.zeros(2, dtype="<c8")))
    add("refuse/text.npy", content(np.array(["ab", "c"])))
    add("refuse/longdouble.npy", content(np.zeros(2, dtype="<f16")))
    add("refuse/time.npy", content(np.zeros(2, dtype="<M8[s]")))
    # Element n of the written arrays is n, or n odd.
    for shape in [(), (5,), (3, 4), (0, 7), (2, 3, 4, 1), (1234567, 0)]:
        n = np.arange(int(np.prod(shape))).reshape(shape)
        for kind in ["f4", "f2", "i4", "i8", "b1"]:
            array = (n % 2 == 1) if kind == "b1" else n.astype("<" + kind)
            add(f"write/{kind}/{'x'.join(map(str, shape)) or 'scalar'}.npy", content(np.asarray(array)))
