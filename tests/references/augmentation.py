"""Writes LatentSharp.Tensors.Tests/References/augmentation.json: small pictures that are mirrored, made larger, turned and shifted, by SciPy's map_coordinates
of order 1 at places that NumPy composes of one matrix for each step.

Run: /usr/bin/python3 tests/references/augmentation.py   (python3-numpy, python3-scipy)
"""
import json
import os

import numpy as np
from scipy.ndimage import map_coordinates

FILLS = {"Reflect": "reflect", "Nearest": "nearest", "Wrap": "grid-wrap", "Constant": "grid-constant"}
CONSTANT = 0.25


def moved(picture, upside_down, left_to_right, zoom, turns, down, right, fill):
    height, width, channels = picture.shape
    middle = np.eye(3)
    middle[:2, 2] = (height - 1) / 2, (width - 1) / 2
    mirror = np.diag([-1.0 if upside_down else 1, -1.0 if left_to_right else 1, 1])
    angle = 2 * np.pi * turns
    # Rows go down, so that this turns clockwise: what is to the right (0, 1) comes to lie below (1, 0).
    turn = np.array([[np.cos(angle), np.sin(angle), 0], [-np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    shift = np.eye(3)
    shift[:2, 2] = down, right
    there = shift @ middle @ turn @ np.diag([zoom, zoom, 1]) @ mirror @ np.linalg.inv(middle)
    rows, columns = np.mgrid[:height, :width]
    places = np.linalg.inv(there) @ np.stack([rows.ravel(), columns.ravel(), np.ones(rows.size)])
    # What rounding leaves of whole numbers must not decide on which side of an edge a pixel lies.
    places = np.round(places, 9)
    return np.stack(
        [map_coordinates(picture[..., c], places[:2], order=1, mode=FILLS[fill], cval=CONSTANT).reshape(height, width)
         for c in range(channels)], axis=-1)


random = np.random.default_rng(5)
cases = []
for shape, steps in [
        ((5, 4, 1), (False, True, 1, 0, 0, 0)), ((4, 5, 3), (True, False, 1, 0, 0, 0)), ((6, 6, 1), (False, False, 1, 0.25, 0, 0)),
        ((5, 7, 2), (False, False, 1, 0, 2, -3)), ((5, 7, 1), (False, False, 1, 0, 0.3, -1.7)), ((6, 5, 3), (False, False, 1.3, 0, 0, 0)),
        ((6, 5, 1), (False, False, 0.6, 0, 0, 0)), ((7, 6, 1), (False, False, 1, -0.06, 0, 0)),
        ((7, 6, 3), (True, True, 0.85, 0.11, -1.2, 0.9)), ((3, 4, 1), (False, False, 1, 0, 7.5, -9.25))]:
    for fill in FILLS:
        picture = random.random(shape).round(2)
        cases.append({
            "shape": shape, "upsideDown": steps[0], "leftToRight": steps[1], "zoom": steps[2], "turns": steps[3], "down": steps[4], "right": steps[5],
            "fill": fill, "picture": list(picture.ravel()),
            "moved": [round(float(v), 6) for v in moved(picture, *steps, fill).ravel()]})

path = os.path.join(os.path.dirname(__file__), "../LatentSharp.Tensors.Tests/References/augmentation.json")
with open(path, "w") as file:
    json.dump({"constant": CONSTANT, "cases": cases}, file)
    file.write("\n")
