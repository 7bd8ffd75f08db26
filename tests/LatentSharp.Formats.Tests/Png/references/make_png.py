"""Writes png.zip: PNG files of every colour type, depth, filter and interlace, made by the encoder below after the specification, with the pixels that
Pillow reads from them (or, for 16 bits and transparency, where Pillow gives less, those that went in); and hostile files. Run with Pillow 9.4 and
NumPy 1.24 in this folder.

For every good file NAME.png there is NAME.bin: four little-endian int32 (height, width, channels, depth 8 or 16) and the values as little-endian uint16.
"""
import io
import struct
import zipfile
import zlib

import numpy as np
from PIL import Image

random = np.random.RandomState(7)
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed_row(row, depth):
    """The bytes of one row of shape (W, C)."""
    flat = row.reshape(-1)
    if depth == 16:
        return flat.astype(">u2").tobytes()
    if depth == 8:
        return flat.astype("u1").tobytes()
    bits = "".join(format(int(v), f"0{depth}b") for v in flat)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def filtered(rows, size, choose):
    out, above = b"", bytes(len(rows[0]))
    for y, row in enumerate(rows):
        kind = choose(y)
        guess = []
        for i in range(len(row)):
            a, b, c = (row[i - size] if i >= size else 0), above[i], (above[i - size] if i >= size else 0)
            guess.append([0, a, b, (a + b) // 2, paeth(a, b, c)][kind])
        out += bytes([kind]) + bytes((v - g) & 255 for v, g in zip(row, guess))
        above = row
    return out


def raw(values, depth, interlace, choose):
    height, width, channels = values.shape
    size = max(1, channels * depth // 8)
    passes = [values[y::dy, x::dx] for x, y, dx, dy in ADAM7] if interlace else [values]
    return b"".join(filtered([packed_row(row, depth) for row in part], size, choose) for part in passes if part.size)


def png(values, color, depth, interlace=False, choose=lambda y: y % 5, palette=None, clear=None, before=b"", split=None):
    height, width, _ = values.shape
    data = zlib.compress(raw(values, depth, interlace, choose), 9)
    parts = [data] if split is None else [data[i:i + split] for i in range(0, len(data), split)] + [b""]
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlace)) + before
            + (chunk(b"PLTE", palette) if palette is not None else b"") + (chunk(b"tRNS", clear) if clear is not None else b"")
            + b"".join(chunk(b"IDAT", part) for part in parts) + chunk(b"IEND"))


def pillow(file, mode):
    return np.asarray(Image.open(io.BytesIO(file)).convert(mode)).astype("u2")


with zipfile.ZipFile("png.zip", "w", zipfile.ZIP_DEFLATED) as out:
    def add(name, data):
        out.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)

    def good(name, file, expected, depth=8):
        expected = expected.reshape(expected.shape[0], expected.shape[1], -1)
        add(f"good/{name}.png", file)
        add(f"good/{name}.bin", struct.pack("<4i", *expected.shape, depth) + expected.astype("<u2").tobytes())

    for color, depths in {0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]}.items():
        for depth in depths:
            for interlace in (False, True):
                for height, width in [(11, 13), (1, 1), (3, 2)]:
                    name = f"{color}-{depth}-{'adam7' if interlace else 'plain'}-{height}x{width}"
                    values = random.randint(0, 1 << depth, (height, width, CHANNELS[color]))
                    palette = random.bytes(3 << depth) if color == 3 else None
                    file = png(values, color, depth, interlace, palette=palette)
                    if depth == 16:
                        good(name, file, values, 16)  # what went in
                    else:
                        mode = {0: "L", 2: "RGB", 3: "RGB", 4: "LA", 6: "RGBA"}[color]
                        seen = pillow(file, mode)
                        if color == 0 and depth < 8:
                            assert (seen == values[:, :, 0] * 255 // ((1 << depth) - 1)).all()
                        good(name, file, seen)
    values = random.randint(0, 256, (9, 10, 3))
    for kind in range(5):
        file = png(values, 2, 8, choose=lambda y: kind)
        good(f"filter-{kind}", file, pillow(file, "RGB"))
    # Transparency: a palette with fewer alphas than colours, and one clear colour in grey and colour pictures.
    index = random.randint(0, 8, (6, 7, 1))
    file = png(index, 3, 4, palette=random.bytes(24), clear=bytes([0, 128, 255]))
    good("clear-palette", file, pillow(file, "RGBA"))
    grey = random.randint(0, 4, (6, 7, 1))
    for depth in (2, 8, 16):
        file = png(grey, 0, depth, clear=struct.pack(">H", 2))
        full, spread = (1 << max(8, depth)) - 1, 85 if depth == 2 else 1
        good(f"clear-grey-{depth}", file, np.concatenate([grey * spread, np.where(grey == 2, 0, full)], 2), max(8, depth))
    color = random.randint(0, 2, (6, 7, 3))
    for depth in (8, 16):
        file = png(color, 2, depth, clear=struct.pack(">3H", 1, 0, 1))
        full = (1 << depth) - 1
        good(f"clear-color-{depth}", file, np.concatenate([color, np.where((color == [1, 0, 1]).all(2, keepdims=True), 0, full)], 2), depth)
    # Pieces of 7 bytes, unneeded chunks, a packed text that would swell to 64 MB, and bytes after the end.
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(64 << 20), 9))
    file = png(values, 2, 8, before=chunk(b"gAMA", struct.pack(">I", 45455)) + chunk(b"iCCP", b"x\0\0" + b"not packed") + bomb, split=7) + b"after the end"
    good("pieces", file, values)
    # What Pillow writes.
    photo = (np.add.outer(np.arange(40) * 3, np.arange(50) * 2)[:, :, None] + [0, 20, 40]).astype("u1")
    for name, image in {"pillow-rgb": Image.fromarray(photo), "pillow-palette": Image.fromarray(photo).quantize(16), "pillow-1": Image.fromarray(photo).convert("1")}.items():
        stream = io.BytesIO()
        image.save(stream, "png")
        good(name, stream.getvalue(), pillow(stream.getvalue(), "L" if name == "pillow-1" else "RGB"))

    small = random.randint(0, 256, (4, 4, 1))
    fine = png(small, 0, 8)

    def with_header(width=4, height=4, depth=8, color=0, compression=0, filter=0, interlace=0, data=None):
        body = zlib.compress(raw(small, 8, False, lambda y: 0)) if data is None else data
        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, compression, filter, interlace))
                + chunk(b"IDAT", body) + chunk(b"IEND"))

    def bad(name, file):
        add(f"bad/{name}.png", file)

    bad("zero-width", with_header(width=0))
    bad("zero-height", with_header(height=0))
    bad("huge", with_header(width=2**31 - 1, height=2**31 - 1))
    bad("huge-color", with_header(width=2**31 - 1, height=2**31 - 1, color=6, depth=16))
    bad("too-huge", with_header(width=2**31))
    bad("wide", with_header(width=60000, height=60000))
    bad("depth", with_header(depth=3))
    bad("color", with_header(color=5))
    bad("palette-depth", with_header(color=3, depth=16))
    bad("compression", with_header(compression=1))
    bad("filter-method", with_header(filter=1))
    bad("interlace", with_header(interlace=2))
    bad("no-palette", with_header(color=3))
    bad("filter", with_header(data=zlib.compress(bytes([5, 0, 0, 0, 0] * 4))))
    bad("short-data", with_header(data=zlib.compress(bytes(19))))
    bad("long-data", with_header(data=zlib.compress(bytes(21))))
    bad("not-packed", with_header(data=b"this is not zlib at all"))
    packer = zlib.compressobj(zdict=b"a dictionary that nobody has")
    bad("dictionary", with_header(data=packer.compress(bytes(20)) + packer.flush()))
    bad("adler", with_header(data=zlib.compress(bytes(20))[:-1] + b"\x77"))
    bad("pixel-bomb", with_header(data=zlib.compress(bytes(64 << 20), 9)))
    bad("true-bomb", with_header(width=8000, height=8000, data=zlib.compress(bytes(8000 * 8001 - 1), 9)))
    bad("index", png(np.full((2, 2, 1), 3), 3, 2, palette=bytes(9)))
    bad("palette-size", png(small % 2, 3, 1, palette=bytes(10)))
    bad("palette-many", png(small % 2, 3, 1, palette=bytes(9)))
    bad("grey-palette", png(small, 0, 8, palette=bytes(9)))
    bad("clear-size", png(small, 0, 8, clear=b"\0"))
    bad("clear-many", png(small % 2, 3, 1, palette=bytes(6), clear=bytes(3)))
    bad("clear-alpha", png(random.randint(0, 256, (2, 2, 4)), 6, 8, clear=bytes(6)))
    bad("crc", fine[:29] + bytes([fine[29] ^ 1]) + fine[30:])
    bad("critical", png(small, 0, 8, before=chunk(b"ABCD")))
    bad("two-headers", png(small, 0, 8, before=fine[8:33]))
    bad("no-header", fine[:8] + fine[33:])
    bad("no-end", fine[:-12])
    bad("no-pixels", fine[:33] + fine[-12:])
    bad("apart", fine[:-12] + chunk(b"tEXt", b"x\0y") + chunk(b"IDAT") + fine[-12:])
    bad("late-palette", fine[:-12] + chunk(b"PLTE", bytes(3)) + fine[-12:])
    bad("chunk-length", fine[:33] + struct.pack(">I", 2**31 + 5) + fine[37:])
    bad("jpeg", b"\xff\xd8\xff\xe0 and so on")
