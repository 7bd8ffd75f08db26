#!/usr/bin/env python3
"""Writes the micro-kernels of the matrix product, one method for each shape of tile.

    python3 eng/gemm_tiles.py           writes Tiles.g.cs
    python3 eng/gemm_tiles.py --check   exits with 1 if the checked-in Tiles.g.cs is not what would be written

A tile is 1 to 12 rows by 1 or 2 vectors of C, or one row by 4 or 8, held in registers, which C# keeps there only while each has a name of its own:
hence a generator. Each shape comes with A read from a packed panel or from its rows in place, and with the last vector whole
or partial. The ks come in segments, between which A and B jump: one for a matrix, one for each row of an image that a convolution reads.
Where there are few ks, a line of tiles is one call, which finds A by a table of offsets.
"""
import pathlib
import sys

TARGET = pathlib.Path(__file__).parent.parent / "src/LatentSharp.Tensors/Kernels/Gemm/Tiles.g.cs"
ROWS = range(1, 13)
# Steps of k in one turn of the loop, for the rows that processors with 16 registers have: there the counter and the branch cost a
# fifth of the time. Taller tiles have enough to do in one step, and unrolled they lose registers between the two loops.
UNROLLED, UNROLLED_ROWS = 4, 6
# Vectors of one row by itself: a sum waits for its last term, so two sums would leave the units for fused multiply-adds idle.
WIDE = (4, 8)
# The same for lines, whose ks are mostly 9 or 27.
UNROLLED_LINE = 3
LINES = [(rows, vectors) for rows in range(4, 13) for vectors in (1, 2)]
SHAPES = [(rows, vectors, partial, strided) for strided in (False, True) for rows in ROWS for vectors in (1, 2) for partial in (False, True)]


def name(rows, vectors, partial, strided):
    return f"{'Rows' if strided else 'Panel'}{rows}x{vectors}{'Partial' if partial else ''}"


def accumulators(rows, vectors):
    return [[f"c{r}{'abcdefgh'[v]}" for v in range(vectors)] for r in range(rows)]


def at_vector(address, vector):
    return address if vector == 0 else f"{address} + V.Count" if vector == 1 else f"{address} + {vector} * V.Count"


def statements(parts, indent):
    """Two to a line."""
    return [indent + " ".join(parts[i:i + 2]) for i in range(0, len(parts), 2)]


def load(address, vector, vectors, partial):
    at = at_vector(address, vector)
    return f"V.LoadPart({at}, part)" if partial and vector == vectors - 1 else f"V.Load({at})"


def store(value, vector, vectors, partial):
    at = at_vector("c", vector)
    return f"V.StorePart({value}, {at}, part);" if partial and vector == vectors - 1 else f"V.Store({value}, {at});"


def multiply(lines, c, vectors, partial, strided, step):
    """One k: B's vectors, and for each row its number of A times them. Names differ from step to step of an unrolled loop."""
    add = lines.append
    mark = f"_{step}"
    for v in range(vectors):
        add(f"                var b{v}{mark} = {load('b', v, vectors, partial)};")
    for r, row in enumerate(c):
        offset = f" + {step}" if step else ""
        at = f"a{r // 3}[{(str(step), 'strideA' + offset, 'twiceA' + offset)[r % 3]}]" if strided else f"a[{r}]"
        add(f"                var x{r}{mark} = V.Create({at});")
        for v in range(vectors):
            add(f"                {row[v]} = V.FusedMultiplyAdd(x{r}{mark}, b{v}{mark}, {row[v]});")
    if not strided:
        add("                a += strideA;")
    add("                b += strideB;")


def finish(c, vectors, partial, whose, indent):
    """What is done to the sums: a bias, a rectifier."""
    lines = [f"{indent}if ({whose}->Bias != null)", f"{indent}{{"]
    for v in range(vectors):
        lines.append(f"{indent}    var bias{v} = {load(f'{whose}->Bias', v, vectors, partial)};")
    for row in c:
        lines += statements([f"{x} += bias{v};" for v, x in enumerate(row)], indent + "    ")
    lines += [f"{indent}}}", f"{indent}if ({whose}->Rectifies)", f"{indent}{{"]
    for row in c:
        lines += statements([f"{x} = V.Rectify({x});" for x in row], indent + "    ")
    return lines + [f"{indent}}}"]


def write(c, vectors, partial, indent):
    """The sums to C, row by row."""
    lines = []
    for r, row in enumerate(c):
        lines += statements([store(row[v], v, vectors, partial) for v in range(vectors)], indent)
        if r < len(c) - 1:
            lines.append(f"{indent}c += strideC;")
    return lines


def kernel(rows, vectors, partial, strided):
    c = accumulators(rows, vectors)
    lines = []
    add = lines.append
    add("    [MethodImpl(MethodImplOptions.AggressiveOptimization)]")
    add(f"    private static void {name(rows, vectors, partial, strided)}<V>(Tile* tile) where V : unmanaged, ILanes<V>")
    add("    {")
    for row in c:
        add(f"        V {', '.join(f'{x} = default' for x in row)};")
    add("        nint strideA = tile->StrideA, strideB = tile->StrideB, strideC = tile->StrideC;")
    add("        var b = tile->B;")
    if strided:
        # Three rows to a pointer: 12 pointers would not fit the registers.
        add("        var a0 = tile->A;")
        for group in range(1, (rows + 2) // 3):
            add(f"        var a{group} = a{group - 1} + 3 * strideA;")
        if rows > 2:
            add("        var twiceA = 2 * strideA;")
    else:
        add("        var a = tile->A;")
    if partial:
        add("        var part = tile->LastColumns;")
    add(f"        if (tile->Adds) Prefetch<V>(tile->C, strideC, {rows}, {vectors});")
    add("        var jump = tile->Jumps;")
    add("        for (var segment = tile->Segments; ; jump++)")
    add("        {")
    pointers = [f"a{group}" for group in range((rows + 2) // 3)] if strided else ["a"]
    add("            var k = tile->K;")
    if rows <= UNROLLED_ROWS:
        add(f"            for (; k >= {UNROLLED}; k -= {UNROLLED})")
        add("            {")
        for step in range(UNROLLED):
            multiply(lines, c, vectors, partial, strided, step)
        if strided:
            add("                " + " ".join(f"{a} += {UNROLLED};" for a in pointers))
        add("            }")
    add("            for (; k > 0; k--)")
    add("            {")
    multiply(lines, c, vectors, partial, strided, 0)
    if strided:
        add("                " + " ".join(f"{a}++;" for a in pointers))
    add("            }")
    add("            if (--segment == 0) break;")
    add("            " + " ".join(f"{a} += jump->A;" for a in pointers))
    add("            b += jump->B;")
    add("        }")
    add("        var c = tile->C;")
    add("        if (tile->Adds)")
    add("        {")
    for r in range(rows):
        lines += statements([f"{c[r][v]} = {load('c', v, vectors, partial)} + {c[r][v]};" for v in range(vectors)], " " * 12)
        if r < rows - 1:
            add("            c += strideC;")
    add("            c = tile->C;")
    add("        }")
    lines += finish(c, vectors, partial, "tile", " " * 8)
    lines += write(c, vectors, partial, " " * 8)
    add("    }")
    return "\n".join(lines)


def line(rows, vectors):
    c = accumulators(rows, vectors)
    lines = []
    add = lines.append
    add("    [MethodImpl(MethodImplOptions.AggressiveOptimization)]")
    add(f"    private static void Line{rows}x{vectors}<V>(ShortLine* line) where V : unmanaged, ILanes<V>")
    add("    {")
    add("        nint strideA = line->StrideA, twiceA = 2 * strideA, strideB = line->StrideB, strideC = line->StrideC;")
    add("        for (nint i = 0; ; )")
    add("        {")
    for row in c:
        add(f"            V {', '.join(f'{x} = default' for x in row)};")
    add("            var from = line->A + i * strideA;")
    add("            var b = line->B;")
    add("            var offset = line->Offsets;")
    add("            var k = line->K;")
    steps = [UNROLLED_LINE, 1] if rows <= UNROLLED_ROWS else [1]
    for unrolled in steps:
        add(f"            for (; k >= {unrolled}; k -= {unrolled})")
        add("            {")
        for step in range(unrolled):
            mark = f"_{step}"
            add(f"                var a0{mark} = from + offset[{step}];")
            for group in range(1, (rows + 2) // 3):
                add(f"                var a{group}{mark} = a{group - 1}{mark} + (strideA + twiceA);")
            for v in range(vectors):
                add(f"                var b{v}{mark} = {load('b', v, vectors, False)};")
            for r, row in enumerate(c):
                add(f"                var x{r}{mark} = V.Create(a{r // 3}{mark}[{('0', 'strideA', 'twiceA')[r % 3]}]);")
                for v in range(vectors):
                    add(f"                {row[v]} = V.FusedMultiplyAdd(x{r}{mark}, b{v}{mark}, {row[v]});")
            add("                b += strideB;")
        add(f"                offset += {unrolled};")
        add("            }")
    lines += finish(c, vectors, False, "line", " " * 12)
    add("            var c = line->C + i * strideC;")
    lines += write(c, vectors, False, " " * 12)
    add("            if (i == line->Last) break;")
    add(f"            i = Math.Min(i + {rows}, line->Last);")
    add("        }")
    add("    }")
    return "\n".join(lines)


def find():
    lines = [
        "    /// <summary>The kernel for a shape; it is compiled when it is first called.</summary>",
        "    internal static delegate*<Tile*, void> Find<V>(int rows, int vectors, bool partial, bool strided) where V : unmanaged, ILanes<V> =>",
        "        (rows * 8 + (vectors - 1) * 4 + (partial ? 2 : 0) + (strided ? 1 : 0)) switch",
        "        {",
    ]
    for rows, vectors, partial, strided in sorted(SHAPES):
        key = rows * 8 + (vectors - 1) * 4 + 2 * partial + strided
        lines.append(f"            {key} => &{name(rows, vectors, partial, strided)}<V>,")
    lines += ["            _ => null,", "        };", ""]
    lines += [
        "    /// <summary>The kernel for a line of tiles of so many rows and vectors; null where there is none.</summary>",
        "    internal static delegate*<ShortLine*, void> FindLine<V>(int rows, int vectors) where V : unmanaged, ILanes<V> =>",
        "        (rows * 2 + vectors - 1) switch",
        "        {",
    ]
    for rows, vectors in LINES:
        lines.append(f"            {rows * 2 + vectors - 1} => &Line{rows}x{vectors}<V>,")
    lines += ["            _ => null,", "        };"]
    lines += [
        "",
        "    /// <summary>The widest kernel for one row in place and whole vectors, at most so many; null where they are few.</summary>",
        "    internal static delegate*<Tile*, void> FindWide<V>(int vectors, out int taken) where V : unmanaged, ILanes<V>",
        "    {",
        f"        taken = {' : '.join(f'vectors >= {v} ? {v}' for v in sorted(WIDE, reverse=True))} : 0;",
        "        return taken switch",
        "        {",
        *(f"            {v} => &{name(1, v, False, True)}<V>," for v in WIDE),
        "            _ => null,",
        "        };",
        "    }",
    ]
    return "\n".join(lines)


def text():
    head = """// <auto-generated>
// Written by eng/gemm_tiles.py: change that and run it, not this file.
// </auto-generated>
#nullable enable
using System.Runtime.CompilerServices;

namespace LatentSharp;

internal static unsafe partial class Tiles
{
"""
    kernels = [kernel(*shape) for shape in SHAPES + [(1, v, False, True) for v in WIDE]] + [line(*shape) for shape in LINES]
    return head + "\n\n".join([find()] + kernels) + "\n}\n"


def main():
    if "--check" in sys.argv[1:]:
        if TARGET.read_text(encoding="utf-8") != text():
            sys.exit(f"{TARGET.name} is not what eng/gemm_tiles.py writes: run it.")
    else:
        TARGET.write_text(text(), encoding="utf-8", newline="\n")


main()
