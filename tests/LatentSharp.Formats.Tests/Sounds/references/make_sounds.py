"""Recordings in every format that is read, with their numbers, and bad ones: sounds.zip.

WAV by Python's struct, to the bit; MP3 by LAME and Ogg Vorbis by oggenc, with the numbers that mpg123 and oggdec decode.

    apt-get install lame vorbis-tools mpg123 python3-numpy
    /usr/bin/python3 make_sounds.py sounds.zip
"""
import io
import os
import struct
import subprocess
import sys
import tempfile
import zipfile

import numpy as np

GUID = bytes([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71])
files = {}


def chunk(name, content):
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def format_chunk(kind, channels, rate, bits, extensible=False):
    size = channels * bits // 8
    head = struct.pack("<HHIIHH", 0xFFFE if extensible else kind, channels, rate, rate * size, size, bits)
    if extensible:
        head += struct.pack("<HHIH", 22, bits, 0, kind) + GUID
    return chunk(b"fmt ", head)


def wav(*chunks):
    body = b"WAVE" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def good(name, content, rate, values):
    files["good/" + name] = content
    values = np.asarray(values, np.float32)
    files["good/" + name + ".bin"] = struct.pack("<iii", rate, values.shape[1], values.shape[0]) + values.tobytes()


def pcm(bits, channels=1, extensible=False, count=30, before=b"", after=b"", odd=0):
    random = np.random.default_rng(bits + channels)
    if bits == 8:
        raw = random.integers(0, 256, (count, channels))
        data, values = raw.astype(np.uint8).tobytes(), (raw - 128) / 128
    else:
        raw = random.integers(-2 ** (bits - 1), 2 ** (bits - 1), (count, channels))
        raw[0], raw[1] = -2 ** (bits - 1), 2 ** (bits - 1) - 1
        data = b"".join(int(v).to_bytes(bits // 8, "little", signed=True) for v in raw.ravel())
        values = raw / 2 ** (bits - 1)
    return wav(format_chunk(1, channels, 8000, bits, extensible), before, chunk(b"data", data), after), values


def floats(bits, channels=1, extensible=False):
    values = np.random.default_rng(bits).normal(size=(20, channels))
    data = values.astype("<f%d" % (bits // 8)).tobytes()
    return wav(format_chunk(3, channels, 44100, bits, extensible), chunk(b"fact", struct.pack("<I", 20)), chunk(b"data", data)), values


for bits in (8, 16, 24, 32):
    good(f"pcm{bits}.wav", *[pcm(bits)[0], 8000, pcm(bits)[1]])
    content, values = pcm(bits, 2, True)
    good(f"pcm{bits}-stereo-extensible.wav", content, 8000, values)
content, values = pcm(16, 6, True)
good("pcm16-six.wav", content, 8000, values)
content, values = pcm(8, 1, count=31, before=chunk(b"LIST", b"INFOx"), after=chunk(b"bext", b"abc"))
good("pcm8-odd-chunks.wav", content, 8000, values)
for bits in (32, 64):
    content, values = floats(bits, 2)
    good(f"float{bits}.wav", content, 44100, values)
    content, values = floats(bits, 1, True)
    good(f"float{bits}-extensible.wav", content, 44100, values)

plain = pcm(16)[0]
data = plain.index(b"data")
bad = {
    "cut.wav": plain[:-7], "rf64.wav": b"RF64" + plain[4:], "rifx.wav": b"RIFX" + plain[4:],
    "no-data.wav": wav(format_chunk(1, 1, 8000, 16)), "no-format.wav": wav(chunk(b"data", b"abcd")),
    "adpcm.wav": wav(format_chunk(2, 1, 8000, 16), chunk(b"data", b"abcd")),
    "bits.wav": wav(format_chunk(1, 1, 8000, 12 * 2 - 4), chunk(b"data", b"abcd")),
    "float16.wav": wav(format_chunk(3, 1, 8000, 16), chunk(b"data", b"abcd")),
    "align.wav": wav(chunk(b"fmt ", struct.pack("<HHIIHH", 1, 2, 8000, 16000, 2, 16)), chunk(b"data", b"abcd")),
    "channels.wav": wav(chunk(b"fmt ", struct.pack("<HHIIHH", 1, 0, 8000, 16000, 0, 16)), chunk(b"data", b"abcd")),
    "rate.wav": wav(format_chunk(1, 1, 0, 16), chunk(b"data", b"abcd")),
    "odd.wav": wav(format_chunk(1, 1, 8000, 16), chunk(b"data", b"abc")),
    "two.wav": wav(format_chunk(1, 1, 8000, 16), chunk(b"data", b"ab"), chunk(b"data", b"ab")),
    "nan.wav": wav(format_chunk(3, 2, 8000, 32), chunk(b"data", struct.pack("<ffff", 1, 2, 3, float("nan")))),
    "large.wav": wav(format_chunk(3, 1, 8000, 64), chunk(b"data", struct.pack("<d", 1e300))),
    "streamed.wav": plain[:data + 4] + b"\xff\xff\xff\xff" + plain[data + 8:],
    "guid.wav": wav(format_chunk(1, 1, 8000, 16, True).replace(b"\x38\x9b\x71", b"\x38\x9b\x72"), chunk(b"data", b"abcd")),
    "short-format.wav": wav(chunk(b"fmt ", b"\1\0\1\0"), chunk(b"data", b"abcd")),
    "header.wav": plain[:10],
}


def run(*command, stdin=None):
    return subprocess.run(command, input=stdin, check=True, capture_output=True).stdout


def sound(rate, channels, seconds):
    t = np.arange(int(rate * seconds)) / rate
    waves = [0.3 * np.sin(2 * np.pi * (330 + 110 * c) * t) + 0.1 * np.sin(2 * np.pi * 1500 * t) for c in range(channels)]
    raw = np.round(np.stack(waves, 1) * 32767).astype("<i2")
    return wav(format_chunk(1, channels, rate, 16), chunk(b"data", raw.tobytes()))


def decoded(path, command):
    content = run(*command)
    start = content.index(b"data") + 8
    rate, channels = struct.unpack("<I", content[24:28])[0], struct.unpack("<H", content[22:24])[0]
    return rate, np.frombuffer(content[start:len(content) - (len(content) - start) % 2], "<i2").reshape(-1, channels) / 32768


with tempfile.TemporaryDirectory() as folder:
    source, target = os.path.join(folder, "a.wav"), os.path.join(folder, "a.out")
    for name, rate, channels, options in [
        ("cbr.mp3", 44100, 2, ["-b", "64", "-t"]), ("vbr.mp3", 22050, 1, ["-V", "6"]), ("mono11.mp3", 11025, 1, ["-b", "32"]), ("eight.mp3", 8000, 1, ["-b", "16"]),
        ("joint.mp3", 48000, 2, ["-m", "j", "-b", "96"]), ("tagged.mp3", 16000, 1, ["-b", "24", "--tt", "title", "--add-id3v2"]),
    ]:
        open(source, "wb").write(sound(rate, channels, 0.15))
        run("lame", "--quiet", *options, source, target)
        content = open(target, "rb").read()
        got, values = decoded(target, ["mpg123", "-q", "-w", "-", target])
        good(name, content, got, values)
    for name, rate, channels, quality in [("stereo.ogg", 44100, 2, 2), ("mono.ogg", 8000, 1, 0), ("wide.ogg", 22050, 1, 6)]:
        open(source, "wb").write(sound(rate, channels, 0.2))
        run("oggenc", "-Q", "--serial", "7", "-q", str(quality), "-o", target, source)
        content = open(target, "rb").read()
        got, values = decoded(target, ["oggdec", "-Q", "-b", "16", "-o", "-", target])
        good(name, content, got, values)
    whole = files["good/cbr.mp3"]
    bad["eight.mp3"] = files.pop("good/eight.mp3")
    del files["good/eight.mp3.bin"]
    bad |= {"cut.mp3": whole[:-40], "hole.mp3": whole[:400] + b"\0" * 300 + whole[700:], "not.mp3": b"ID3 nothing"}
    vorbis = files["good/mono.ogg"]
    flipped = bytearray(vorbis)
    flipped[-20] ^= 4
    last = vorbis.rindex(b"OggS")
    bad |= {"cut.ogg": vorbis[:-9], "pages.ogg": vorbis[:last], "sum.ogg": bytes(flipped), "twice.ogg": vorbis + vorbis}
for name, content in bad.items():
    files["bad/" + name] = content
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
    for name in sorted(files):
        archive.writestr(zipfile.ZipInfo(name, (2026, 11, 28, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
