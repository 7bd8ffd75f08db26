"""Prints what SeriesFileTests expects of the sets of the UCR/UEA archive. Run with NumPy 1.24: series.py FOLDER, which holds NAME/NAME_TRAIN.ts and NAME/NAME_TEST.ts."""
import sys

import numpy as np


def parse(path):
    body = open(path).read().split("@data\n", 1)[1]
    cases = [line.rsplit(":", 1) for line in body.splitlines() if line]
    return [np.array([[float(v) for v in channel.split(",")] for channel in values.split(":")]).T for values, _ in cases], [label for _, label in cases]


for name in ["GunPoint", "Coffee", "ItalyPowerDemand", "JapaneseVowels", "BasicMotions", "UnitTest"]:
    (train, labels), (test, test_labels) = (parse(f"{sys.argv[1]}/{name}/{name}_{part}.ts") for part in ["TRAIN", "TEST"])
    steps, lengths = np.concatenate(train), [len(s) for s in train + test]
    channel = steps[:, -1]
    print(f'[InlineData("{name}", {len(train)}, {len(test)}, {min(lengths)}, {max(lengths)}, {steps.shape[1]}, {len(set(labels))}, '
          f'"{labels[0]}", "{test_labels[-1]}", {channel.mean()!r}, {channel.std()!r}, {test[-1][-1, -1]!r})]')
