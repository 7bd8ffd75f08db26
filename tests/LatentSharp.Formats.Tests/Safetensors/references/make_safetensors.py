"""Writes reference.safetensors after the format's description, with json, struct and NumPy alone, laid out as the format's own library does:
tensors by falling size of their elements, then by name, the header in that order. Run in this folder."""
import json
import struct

import numpy as np

n = np.arange(6)
bf16 = (np.array([1.0, -2.5, 3.140625, 0.0, np.inf, 1e30], dtype="<f4").view("<u4") >> 16).astype("<u2")
tensors = [
    ("long", "I64", (2, 3), (n * 10**12 - 7).astype("<i8")),
    ("weight/ä", "F32", (3, 2), (n / 8 - 0.25).astype("<f4")),
    ("whole", "I32", (6,), (n - 3).astype("<i4")),
    ("brain", "BF16", (6,), bf16),
    ("half", "F16", (1, 6), (n / 4).astype("<f2")),
    ("mask", "BOOL", (6,), (n % 3 == 0)),
    ("nothing", "BOOL", (0, 4), np.zeros(0, dtype=bool)),
    ("single", "BOOL", (), np.array(True)),
]
header, data = {"__metadata__": {"format": "np", "note": "tab\t, quote \" and é"}}, b""
for name, kind, shape, array in tensors:
    header[name] = {"dtype": kind, "shape": list(shape), "data_offsets": [len(data), len(data) + array.nbytes]}
    data += array.tobytes()
text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
with open("reference.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)
