"""Writes LatentSharp.Data.Tests/Text/references/tokenizers.json: vocabularies and ids of some texts, by the rules of docs/text.md written
again in the plainest way, with nothing kept from step to step.

Run: python3 tests/references/tokenizers.py
"""
import json
import os
import unicodedata
from collections import Counter

TEXTS = [
    "The cat sat on the mat; the cat's mat wasn't the dog's.",
    "the  dog   sat where the cat sat,\n\tand the dog didn't care:\n\n  'why should I?' asked the dog.",
    "Wo der Bär sitzt, sitzt der Bär. Größe: 3,5 m² (über 300 kg!)",
    "naïve café — naïve cafés… 100% of 1.000 cafés",
    "東京 東京都 東京タワー 👍👍 👍🏽 e\u0301te\u0301",
    "",
    " ",
    "aaaaaaa aaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "snake_case and CamelCase; a 'quoted' word, rock'n'roll, o\u2019clock, ends' and 'begins",
]
OTHERS = ["a mat for the zebra's café, 東京!", "\r\nNew\tlines \n and   blanks  ", "dogcat sat300 über-Bär 🐈", "The THE tHe"]


def category(c):
    return unicodedata.category(c)


def is_blank(c):
    return c.isspace() or category(c) == "Cc"


def words(text):
    inside = lambda c: category(c)[0] in "LMN" or c == "_"
    found, i = [], 0
    while i < len(text):
        if is_blank(text[i]):
            i += 1
            continue
        start = i
        while i < len(text) and inside(text[i]):
            i += 1
        while i > start and i + 1 < len(text) and text[i] in "'\u2019" and inside(text[i + 1]):
            i += 1
            while i < len(text) and inside(text[i]):
                i += 1
        if i == start:
            i += 1
        found.append(text[start:i])
    return found


def kind(c):
    if c.isspace():
        return "blank"
    if category(c)[0] in "LM":
        return "letter"
    return "digit" if category(c)[0] == "N" else "sign"


def pieces(text):
    found = []
    while text:
        start = 1 if text[0] == " " and len(text) > 1 and kind(text[1]) != "blank" else 0
        end = start + 1
        units = lambda part: len(part.encode("utf-16-le")) // 2
        while end < len(text) and units(text[start:end]) < 60 and kind(text[end]) == kind(text[start]):
            end += 1
        if kind(text[start]) == "blank" and end > 1 and end < len(text) and text[end - 1] == " " and kind(text[end]) != "blank":
            end -= 1
        found.append(text[:end])
        text = text[end:]
    return found


def vocabulary(counts, minimum, most):
    # Ordinal order is that of UTF-16.
    known = sorted((t for t, n in counts.items() if n >= minimum), key=lambda t: (-counts[t], t.encode("utf-16-be")))
    return known[:most]


def joined(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if tuple(ids[i:i + 2]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn_merges(texts, most, minimum):
    parts = [[4 + b for b in piece.encode()] for text in texts for piece in pieces(text)]
    merges = []
    while len(merges) < most:
        counts = Counter(pair for ids in parts for pair in zip(ids, ids[1:]))
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        if counts[best] < minimum:
            break
        parts = [joined(ids, best, 260 + len(merges)) for ids in parts]
        merges.append(best)
    return merges


def encode_merges(text, merges):
    out = []
    for piece in pieces(text):
        ids = [4 + b for b in piece.encode()]
        while True:
            there = [merges.index(pair) for pair in zip(ids, ids[1:]) if pair in merges]
            if not there:
                break
            # From the left, one at a time, is the same as all of the earliest join at once.
            ids = joined(ids, merges[min(there)], 260 + min(there))
        out += ids
    return out


def listed(tokens, vocab):
    return [4 + vocab.index(t) if t in vocab else 1 for t in tokens]


cases = {}
low = [t.lower() for t in TEXTS]
vocab = vocabulary(Counter(w for t in low for w in words(t)), 2, 20000 - 4)
cases["words"] = {"tokens": vocab, "ids": [listed(words(t.lower()), vocab) for t in TEXTS + OTHERS]}
vocab = vocabulary(Counter(w for t in TEXTS for w in words(t)), 1, 20 - 4)
cases["words, 20 with capitals"] = {"tokens": vocab, "ids": [listed(words(t), vocab) for t in TEXTS + OTHERS]}
vocab = vocabulary(Counter(c for t in TEXTS for c in t), 1, 10000 - 4)
cases["characters"] = {"tokens": vocab, "ids": [listed(t, vocab) for t in TEXTS + OTHERS]}
merges = learn_merges(TEXTS, 400 - 260, 2)
cases["byte-pairs"] = {"tokens": [f"{a} {b}" for a, b in merges], "ids": [encode_merges(t, merges) for t in TEXTS + OTHERS]}

path = os.path.join(os.path.dirname(__file__), "..", "LatentSharp.Data.Tests", "Text", "references", "tokenizers.json")
os.makedirs(os.path.dirname(path), exist_ok=True)
with open(path, "w") as file:
    json.dump({"texts": TEXTS, "others": OTHERS, "cases": cases}, file, ensure_ascii=True, separators=(",", ":"))
    file.write("\n")
