"""Writes pictures.zip: small JPEG, BMP and GIF files of every kind that is read, by Pillow, libjpeg's jpegtran and the encoders below, with the pixels that
Pillow reads from them. Run with Pillow 9.4, NumPy 1.24 and libjpeg-turbo-progs in this folder.

For every good file NAME there is NAME.bin: four little-endian int32 (height, width, channels, depth 8) and the values as little-endian uint16, Exif's
orientation applied.
"""
import io
import struct
import subprocess
import tempfile
import zipfile

import numpy as np
from PIL import Image, ImageOps

random = np.random.RandomState(5)
H, W = 18, 27
y, x = np.mgrid[0:H, 0:W]
smooth = np.stack([128 + 90 * np.sin(x / 5 + y / 9), 128 + 90 * np.cos(x / 7 - y / 4), 6.0 * x + 2 * y], 2)
PHOTO = Image.fromarray(np.clip(smooth + random.normal(0, 4, smooth.shape), 0, 255).astype("uint8"))
GREY = PHOTO.convert("L")
files = {}


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def pixels(file, mode):
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(file))).convert(mode)
    values = np.asarray(image)
    return values.reshape(values.shape[0], values.shape[1], -1)


def good(name, file, mode="RGB", values=None):
    values = pixels(file, mode) if values is None else values
    files["good/" + name] = file
    files["good/" + name + ".bin"] = struct.pack("<4i", *values.shape, 8) + values.astype("<u2").tobytes()


def jpegtran(file, *options):
    return subprocess.run(["jpegtran", *options], input=file, stdout=subprocess.PIPE, check=True).stdout


def with_scans(file, script):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as scans:
        scans.write(script)
        scans.flush()
        return jpegtran(file, "-scans", scans.name)


def at_marker(file, marker):
    """Where the marker is, by the lengths of the segments before it."""
    at = 2
    while file[at + 1] != marker:
        at += 2 + struct.unpack(">H", file[at + 2:at + 4])[0]
    return at


def changed(file, marker, offset, value):
    at = at_marker(file, marker) + offset
    return file[:at] + bytes([value]) + file[at + 1:]


for subsampling, name in ((0, "444"), (1, "422"), (2, "420")):
    for progressive in (False, True):
        good(f"{name}{'-progressive' if progressive else ''}.jpg",
             saved(PHOTO, "JPEG", quality=80, subsampling=subsampling, progressive=progressive, optimize=True))
whole = saved(PHOTO, "JPEG", quality=75, subsampling=2)
good("grey.jpg", saved(GREY, "JPEG", quality=80), "L")
good("grey-progressive.jpg", saved(GREY, "JPEG", quality=80, progressive=True), "L")
good("grey-2x2.jpg", changed(saved(GREY, "JPEG", quality=80), 0xC0, 11, 0x22), "L")
good("restarts.jpg", jpegtran(whole, "-restart", "2B"))
good("apart.jpg", with_scans(saved(PHOTO, "JPEG", quality=80, subsampling=0), "0;\n1;\n2;\n"))
SCANS = ("0: 0-0, 0, 1;\n1: 0-0, 0, 0;\n2: 0-0, 0, 0;\n0: 1-63, 0, 0;\n2: 1-63, 0, 0;\n1: 1-63, 0, 0;\n0: 0-0, 1, 0;\n")
good("apart-progressive.jpg", with_scans(saved(PHOTO, "JPEG", quality=80, subsampling=0), SCANS))
good("apart-progressive-420.jpg", with_scans(saved(PHOTO.crop((0, 0, 19, 18)), "JPEG", quality=80), SCANS))
good("440.jpg", saved(PHOTO.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=80, subsampling=1))
files["good/440.jpg"] = jpegtran(files["good/440.jpg"], "-rotate", "270", "-trim")
good("440.jpg", files["good/440.jpg"])
good("rgb.jpg", subprocess.run(["cjpeg", "-rgb", "-quality", "85"], input=saved(PHOTO, "PPM"), stdout=subprocess.PIPE, check=True).stdout)
good("one.jpg", saved(PHOTO.crop((0, 0, 1, 1)), "JPEG", quality=90))
good("behind.jpg", whole + b"what a camera puts behind the picture")
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    good(f"turned-{orientation}.jpg", saved(PHOTO.crop((0, 0, 19, 10)), "JPEG", quality=90, exif=exif.tobytes()))
big = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
small = saved(PHOTO.crop((0, 0, 19, 10)), "JPEG", quality=90)
good("turned-big-endian.jpg", small[:2] + b"\xff\xe1" + struct.pack(">H", len(big) + 2) + big + small[2:])
strange = big.replace(b"\0\x06\0\0\0\0", b"\0\x09\0\0\0\0")
good("turned-never.jpg", small[:2] + b"\xff\xe1" + struct.pack(">H", len(strange) + 2) + strange + small[2:])

bad = {
    "cmyk.jpg": saved(PHOTO.convert("CMYK"), "JPEG"),
    "lossless.jpg": changed(whole, 0xC0, 1, 0xC3),
    "arithmetic.jpg": jpegtran(whole, "-arithmetic"),
    "twelve.jpg": changed(whole, 0xC0, 4, 12),
    "wide.jpg": changed(changed(whole, 0xC0, 5, 0xFF), 0xC0, 7, 0xFF),
    "no-height.jpg": changed(changed(whole, 0xC0, 5, 0), 0xC0, 6, 0),
    "apart.jpg": with_scans(whole, "0;\n1;\n2;\n"),
    "two.jpg": changed(whole, 0xC0, 9, 2),
    "sampling.jpg": changed(changed(whole, 0xC0, 11, 0x32), 0xC0, 14, 0x21),
    "no-table.jpg": changed(whole, 0xC0, 12, 3),
    "no-codes.jpg": changed(whole, 0xDA, 6, 0x33),
    "twice.jpg": changed(whole, 0xDA, 7, 1),
    "no-end.jpg": whole[:-2],
    "hole.jpg": whole[:at_marker(whole, 0xDA) + 60] + whole[at_marker(whole, 0xDA) + 100:],
    "ends-early.jpg": whole[:-60] + b"\xff\xd9",
    "scans.jpg": whole[:-2] + whole[at_marker(whole, 0xDA):],
}

good("24.bmp", saved(PHOTO, "BMP"))
good("grey.bmp", saved(GREY, "BMP"), "L")
good("palette.bmp", saved(PHOTO.quantize(200), "BMP"))
good("bits.bmp", saved(GREY.convert("1"), "BMP"), "L")


def bmp(bits, compression=0, masks=b"", rows=None, palette=b"", height=H, head=40, colours=0):
    """Rows as they are stored."""
    row = (W * bits + 31) // 32 * 4
    body = b"".join(line.ljust(row, b"\0") for line in rows)
    start = 14 + head + (len(masks) if head == 40 else 0) + len(palette)
    header = struct.pack("<IiiHHIIiiII", head, W, height, 1, bits, compression, len(body), 0, 0, colours, 0)
    header = (header + masks).ljust(head, b"\0") if head > 40 else header + masks
    return b"BM" + struct.pack("<IHHI", start + len(body), 0, 0, start) + header + palette + body


rgb = np.asarray(PHOTO).astype(int)
down = rgb[::-1]
five = rgb * 31 // 255
words = (five[..., 0] << 10 | five[..., 1] << 5 | five[..., 2]).astype("<u2")
spread = (five * 255 + 15) // 31
good("16.bmp", bmp(16, rows=[r.tobytes() for r in words[::-1]]), values=spread)
green = rgb[..., 1] * 63 // 255
words = (five[..., 0] << 11 | green << 5 | five[..., 2]).astype("<u2")
spread = np.stack([spread[..., 0], (green * 255 + 31) // 63, spread[..., 2]], 2)
good("565.bmp", bmp(16, 3, struct.pack("<III", 0xF800, 0x7E0, 0x1F), [r.tobytes() for r in words[::-1]]), values=spread)
alpha = (x * 7 % 256)[..., None]
rgba = np.concatenate([rgb, alpha], 2)
argb = (rgba[..., 3].astype("<u4") << 24 | rgba[..., 0].astype("<u4") << 16 | rgba[..., 1].astype("<u4") << 8 | rgba[..., 2].astype("<u4")).astype("<u4")
masks = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
good("alpha.bmp", bmp(32, 3, masks, [r.tobytes() for r in argb[::-1]], head=108), values=rgba)
good("top.bmp", bmp(24, rows=[r[:, ::-1].astype("u1").tobytes() for r in rgb], height=-H), values=rgb)
good("32.bmp", bmp(32, rows=[r.tobytes() for r in argb[::-1]]), values=rgb)
four = (x + y) % 11
colours = bytes(v for i in range(11) for v in (i * 20, 255 - i * 20, i * 7, 0))
nibbles = [bytes(int(a) << 4 | int(b) for a, b in zip(r[::2], list(r[1::2]) + [0])) for r in four[::-1]]
good("four.bmp", bmp(4, rows=nibbles, palette=colours, colours=11), values=np.array([[i * 7, 255 - i * 20, i * 20] for i in range(11)])[four])
plain = saved(PHOTO, "BMP")
bad |= {
    "runs.bmp": plain[:30] + b"\1" + plain[31:],
    "cut.bmp": plain[:-1],
    "wide.bmp": plain[:18] + struct.pack("<i", 2**31 - 1) + plain[22:],
    "bits.bmp": plain[:28] + b"\7" + plain[29:],
    "none.bmp": plain[:18] + struct.pack("<i", 0) + plain[22:],
    "index.bmp": bmp(4, rows=nibbles, palette=colours[:40], colours=10),
}

quantized = PHOTO.quantize(60)
good("colours.gif", saved(quantized, "GIF", interlace=0))
good("interlaced.gif", saved(quantized, "GIF", interlace=1))
good("grey.gif", saved(GREY, "GIF"), "L")
good("transparent.gif", saved(quantized, "GIF", transparency=3), "RGBA")
transparent = files["good/transparent.gif.bin"]
values = np.frombuffer(transparent[16:], "<u2").reshape(H, W, 4).copy()
values[values[..., 3] == 0] = 0
good("transparent.gif", files["good/transparent.gif"], values=values)
good("moving.gif", saved(quantized, "GIF", save_all=True, append_images=[quantized.rotate(180)], optimize=False))
noise = Image.fromarray(random.randint(0, 256, (60, 75)).astype("uint8")).convert("P")
good("long.gif", saved(noise, "GIF"), "L")


def codes(numbers):
    """Clear codes before each pair of pixels, so that codes stay short."""
    bits, out = "", b""
    for code in numbers:
        bits = format(code, "03b") + bits
    bits = bits.zfill(-(-len(bits) // 8) * 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "little")
    return b"\2" + bytes([len(data)]) + data + b"\0"


head = b"GIF89a" + struct.pack("<HHBBB", 3, 2, 0x81, 0, 0) + bytes([9, 9, 9, 200, 0, 0, 0, 100, 0, 0, 0, 50])
part = b"," + struct.pack("<HHHHB", 1, 1, 2, 1, 0) + codes([4, 1, 2, 5]) + b";"
good("part.gif", head + part, values=np.array([[[0] * 4] * 3, [[0] * 4, [200, 0, 0, 255], [0, 100, 0, 255]]]))
bad |= {
    "cut.gif": files["good/colours.gif"][:-1],
    "few.gif": head + b"," + struct.pack("<HHHHB", 1, 1, 2, 1, 0) + codes([4, 1, 5]) + b";",
    "many.gif": head + b"," + struct.pack("<HHHHB", 1, 1, 2, 1, 0) + codes([4, 1, 2, 4, 3, 5]) + b";",
    "unknown.gif": head + b"," + struct.pack("<HHHHB", 1, 1, 2, 1, 0) + codes([4, 1, 7]) + b";",
    "outside.gif": head + b"," + struct.pack("<HHHHB", 2, 1, 2, 1, 0) + codes([4, 1, 2, 5]) + b";",
    "no-palette.gif": b"GIF89a" + struct.pack("<HHBBB", 3, 2, 0, 0, 0) + part,
    "index.gif": b"GIF89a" + struct.pack("<HHBBB", 3, 2, 0x80, 0, 0) + bytes(6) + b"," + struct.pack("<HHHHB", 1, 1, 2, 1, 0) + codes([4, 1, 2, 5]) + b";",
    "empty.gif": head + b";",
    "large.gif": b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x81, 0, 0) + head[13:] + part,
}
for name, file in bad.items():
    files["bad/" + name] = file

with zipfile.ZipFile("pictures.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for name in sorted(files):
        archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
