#!/usr/bin/env python3
"""Draws docs/performance.svg from a file that bench/run --json wrote: one bar a row, the best peer's time over ours.

Run: python3 bench/picture.py bench/results/FILE.json docs/performance.svg
"""
import json
import math
import sys

rows = [row for row in json.load(open(sys.argv[1])) if row["ratio"]]
LEFT, WIDTH, STEP, TOP = 190, 720, 26, 34
highest = max(max(row["ratio"] for row in rows), 2)


def x(ratio):
    """Logarithmic from a half."""
    return LEFT + (WIDTH - LEFT - 70) * math.log(max(ratio, 0.5) / 0.5) / math.log(highest / 0.5)


out = [
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {TOP + STEP * len(rows) + 30}" font-family="system-ui, sans-serif" font-size="13">',
    "<style>text { fill: #1d2126 } .quiet { fill: #666f7a } .bar { fill: #2f6fdb } .line { stroke: #666f7a } .goal { stroke: #d9480f; stroke-width: 2 }"
    " @media (prefers-color-scheme: dark) { text { fill: #e8eaed } .quiet { fill: #9aa4b0 } .bar { fill: #6ea0f5 } .line { stroke: #9aa4b0 } }</style>",
    f'<text x="{LEFT}" y="16" class="quiet">times as fast as the best peer (line: as fast; mark: the goal)</text>',
    f'<line class="line" x1="{x(1):.1f}" x2="{x(1):.1f}" y1="{TOP - 8}" y2="{TOP + STEP * len(rows)}" stroke-dasharray="3 3"/>',
]
for i, row in enumerate(rows):
    y = TOP + STEP * i
    out.append(f'<text x="{LEFT - 10}" y="{y + 13}" text-anchor="end">{row["name"]}</text>')
    out.append(f'<rect class="bar" x="{LEFT}" y="{y}" width="{max(1, x(row["ratio"]) - LEFT):.1f}" height="16" rx="3"/>')
    if row["goal"]:
        out.append(f'<line class="goal" x1="{x(row["goal"]):.1f}" x2="{x(row["goal"]):.1f}" y1="{y - 2}" y2="{y + 18}"/>')
    out.append(f'<text x="{x(row["ratio"]) + 6:.1f}" y="{y + 13}">{row["ratio"]:.2f}</text>')
out.append("</svg>")
open(sys.argv[2], "w").write("\n".join(out) + "\n")
