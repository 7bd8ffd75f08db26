#!/usr/bin/env python3
"""Draws docs/performance.svg from files that bench/run --json wrote: for each row and width of vectors the best peer's time over ours.

Run: python3 bench/picture.py [--clock processor|wall] [--threads N] FILE [FILE ...] docs/performance.svg

By the processors' time and of one thread, unless said otherwise. Rows that are raced once, as whole programs are, are drawn whatever their
threads. Where files have the same row, width and threads, the last counts.
"""
import argparse
import json
import math

LEFT, WIDTH, BAR, GAP, TOP = 190, 720, 14, 10, 52

parser = argparse.ArgumentParser()
parser.add_argument("--clock", choices=["processor", "wall"], default="processor")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("files", nargs="+", metavar="FILE")
parser.add_argument("picture")
options = parser.parse_args()

results = [result for file in options.files for result in json.load(open(file))["rows"] if result["ratio"]]
threads_of = {}
for result in results:
    threads_of.setdefault(result["name"], set()).add(result["threads"])
rows = {}
for result in results:
    name = result["name"]
    if result["threads"] == options.threads or len(threads_of[name]) == 1:
        rows.setdefault(name, {})[result["bits"]] = (result["ratio"][options.clock], result["goal"])
widths = sorted({bits for bars in rows.values() for bits in bars}, reverse=True)
highest = max([2] + [number or 2 for bars in rows.values() for bar in bars.values() for number in bar])


def x(ratio):
    """Logarithmic from a half."""
    return LEFT + (WIDTH - LEFT - 70) * math.log(max(ratio, 0.5) / 0.5) / math.log(highest / 0.5)


body, y = [], TOP
for name, bars in rows.items():
    height = BAR * len(bars)
    body.append(f'<text x="{LEFT - 10}" y="{y + height / 2 + 5:.0f}" text-anchor="end">{name}</text>')
    for i, bits in enumerate(bits for bits in widths if bits in bars):
        ratio, goal = bars[bits]
        top = y + BAR * i
        body.append(f'<rect class="w{bits}" x="{LEFT}" y="{top}" width="{max(1, x(ratio) - LEFT):.1f}" height="{BAR - 1}" rx="3"/>')
        body.append(f'<text x="{x(ratio) + 6:.1f}" y="{top + 11}" font-size="11">{ratio:.2f}</text>')
    if goal:
        body.append(f'<line class="goal" x1="{x(goal):.1f}" x2="{x(goal):.1f}" y1="{y - 2}" y2="{y + height + 1}"/>')
    y += height + GAP

clock = {"processor": "the processors' time", "wall": "the clock"}[options.clock]
legend = "".join(f'<tspan class="w{bits}">■</tspan> {bits} bits  ' for bits in widths)
style = (
    "text { fill: #1d2126 } .quiet { fill: #666f7a } .line { stroke: #666f7a } .goal { stroke: #d9480f; stroke-width: 2 }"
    " .w512 { fill: #2f6fdb } .w256 { fill: #7b54c9 } .w128 { fill: #1f8a70 }"
    " @media (prefers-color-scheme: dark) { text { fill: #e8eaed } .quiet { fill: #9aa4b0 } .line { stroke: #9aa4b0 }"
    " .w512 { fill: #6ea0f5 } .w256 { fill: #b49af0 } .w128 { fill: #5cc8a8 } }")
out = [
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 10}" font-family="system-ui, sans-serif" font-size="13">',
    f"<style>{style}</style>",
    f'<text x="{LEFT}" y="16" class="quiet">times as fast as the best peer by {clock} (line: as fast; mark: the goal)</text>',
    f'<text x="{LEFT}" y="36" class="quiet">{legend}{options.threads} thread{"s" if options.threads > 1 else ""}</text>',
    f'<line class="line" x1="{x(1):.1f}" x2="{x(1):.1f}" y1="{TOP - 8}" y2="{y}" stroke-dasharray="3 3"/>',
    *body,
    "</svg>",
]
open(options.picture, "w").write("\n".join(out) + "\n")
