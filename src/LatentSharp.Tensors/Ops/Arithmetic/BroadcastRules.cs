using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>NumPy's rule: shapes are aligned at their last axes, and an axis of size 1 repeats.</summary>
internal static class BroadcastRules
{
    internal static Shape Common(string operation, Shape a, Shape b)
    {
        if (a == b) return a;
        var rank = Math.Max(a.Rank, b.Rank);
        Span<int> sizes = stackalloc int[rank];
        for (var i = 1; i <= rank; i++)
        {
            var x = i <= a.Rank ? a[^i] : 1;
            var y = i <= b.Rank ? b[^i] : 1;
            if (x != y && x != 1 && y != 1)
                throw new BadArgumentException($"{operation}: shapes {a} and {b} do not fit; sizes {x} and {y} differ and neither is 1.");
            sizes[rank - i] = x == 1 ? y : x;
        }
        return new Shape(sizes);
    }

    /// <summary>Applies an operation of two operands whose common shape is that of y.</summary>
    internal static void Zip<TOp>(TOp op, Tensor a, Tensor b, Tensor y) where TOp : struct, IZip
    {
        var shape = y.Shape;
        if (a.Shape == shape && b.Count == 1) Elementwise.Zip(op, a.AsSpan(), b.AsSpan()[0], y.Floats);
        else if (b.Shape == shape && a.Count == 1) Elementwise.Zip(op, a.AsSpan()[0], b.AsSpan(), y.Floats);
        else if (a.Shape == shape && IsRow(b.Shape, shape))
            Broadcasting.ZipRows(op, a.AsSpan(), b.AsSpan(), y.Floats, shape.Count / Math.Max(b.Count, 1));
        else Elementwise.Zip(op, Ops.BroadcastTo(a, shape).AsSpan(), Ops.BroadcastTo(b, shape).AsSpan(), y.Floats);
    }

    /// <summary>Whether a shape repeats only along leading axes, those of its own included that have size 1.</summary>
    internal static bool IsRow(Shape row, Shape shape)
    {
        if (row.Rank > shape.Rank) return false;
        var first = 0;
        while (first < row.Rank && row[first] == 1) first++;
        return row[first..] == shape[(shape.Rank - row.Rank + first)..];
    }

    /// <summary>Copies x into y, of the same type, repeating the axes of size 1.</summary>
    internal static void Repeat(Tensor x, Tensor y)
    {
        switch (x.DType.Size())
        {
            case 4: Repeat<uint>(x, y); break;
            case 8: Repeat<ulong>(x, y); break;
            case 2: Repeat<ushort>(x, y); break;
            default: Repeat<byte>(x, y); break;
        }
    }

    private static void Repeat<T>(Tensor x, Tensor y) where T : unmanaged
    {
        var from = MemoryMarshal.Cast<byte, T>(x.Bytes);
        var rows = MemoryMarshal.Cast<byte, T>(y.Bytes);
        if (x.Count == 1)
        {
            rows.Fill(from[0]);
            return;
        }
        var target = y.Shape;
        Span<int> steps = stackalloc int[target.Rank];
        var step = 1;
        for (var i = 1; i <= x.Rank; i++)
        {
            steps[target.Rank - i] = x.Shape[^i] == 1 ? 0 : step;
            step *= x.Shape[^i];
        }
        if (y.Count == 0) return;
        var inner = target.Rank == 0 ? 1 : target[^1];
        Span<int> index = stackalloc int[target.Rank];
        index.Clear();
        for (var done = 0; done < rows.Length; done += inner)
        {
            var source = 0;
            for (var axis = 0; axis < target.Rank; axis++) source += index[axis] * steps[axis];
            var row = rows.Slice(done, inner);
            if (target.Rank > 0 && steps[^1] == 0 || inner == 1) row.Fill(from[source]);
            else from.Slice(source, inner).CopyTo(row);
            for (var axis = target.Rank - 2; axis >= 0 && ++index[axis] == target[axis]; axis--) index[axis] = 0;
        }
    }
}
