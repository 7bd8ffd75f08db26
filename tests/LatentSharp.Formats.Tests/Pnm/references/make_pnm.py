"""Writes pnm.zip: PGM and PPM files of every kind with the values that Pillow reads from them. Run with Pillow 9.4 and NumPy 1.24 in this folder.

For every file NAME there is NAME.bin: four little-endian int32 (height, width, channels, depth 8 or 16) and the values as little-endian uint16.
"""
import io
import struct
import zipfile

import numpy as np
from PIL import Image

random = np.random.RandomState(3)

with zipfile.ZipFile("pnm.zip", "w", zipfile.ZIP_DEFLATED) as out:
    def add(name, data):
        out.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)

    def good(name, file, expected=None):
        if expected is None:
            expected = np.asarray(Image.open(io.BytesIO(file)))
        depth = 16 if expected.dtype.itemsize > 1 else 8
        expected = expected.reshape(expected.shape[0], expected.shape[1], -1)
        add(name, file)
        add(name + ".bin", struct.pack("<4i", *expected.shape, depth) + expected.astype("<u2").tobytes())

    for kind, channels in {"P2": 1, "P3": 3, "P5": 1, "P6": 3}.items():
        for greatest in (1, 15, 100, 255, 256, 1000, 65535):
            for height, width in [(5, 7), (1, 1)]:
                values = random.randint(0, greatest + 1, (height, width, channels))
                head = f"{kind}\n{width} {height}\n{greatest}\n".encode()
                if kind in ("P2", "P3"):
                    body = "\n".join(" ".join(map(str, row.reshape(-1))) for row in values).encode() + b"\n"
                else:
                    body = values.astype("u1" if greatest < 256 else ">u2").tobytes()
                # Pillow keeps only 8 bits of colours with more: for these the values spread by NumPy are the reference.
                expected = np.rint(values * (65535 / greatest)).astype("u2") if greatest > 255 else None
                good(f"{kind}-{greatest}-{height}x{width}", head + body, expected)
    good("comments", b"P2 # grey\n# a line\n2#two\n 1 \n255 # greatest\n7 # seven\n 9", np.array([[7, 9]], dtype="u1"))
    good("dos", b"P5\r2\t1\x0b255\x0c\x07\x0a", np.array([[7, 10]], dtype="u1"))
