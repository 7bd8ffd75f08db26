namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Rows of a table by number: (N, …) and indices (k, …) -> (k, …, …). An embedding.</summary>
    /// <param name="table">What rows are taken from.</param>
    /// <param name="indices">Whole numbers from 0 to below N: Int32, Int64 or Float32.</param>
    /// <exception cref="BadArgumentException">An index is not that of a row.</exception>
    public static Tensor Gather(Tensor table, Tensor indices) => Gather(table, indices, "gather: an index");

    /// <summary><see cref="Gather(Tensor, Tensor)"/>, where messages say what the indices are.</summary>
    internal static Tensor Gather(Tensor table, Tensor indices, string what)
    {
        if (table.Rank == 0) throw new BadArgumentException("gather: a single number has no rows; the table is (N, …).");
        indices = ToIndices(indices, 0, table.Shape[0], what);
        Span<int> sizes = stackalloc int[indices.Rank + table.Rank - 1];
        var (of, row) = (indices.Shape, table.Shape[1..]);
        of.AsSpan().CopyTo(sizes);
        row.AsSpan().CopyTo(sizes[of.Rank..]);
        var y = RowGathering.Gather(table, indices.AsSpan<int>()).View(new Shape(sizes));
        if (Recording.For(table) is { } recording) recording.Record<GatherNode>(y, table, indices);
        return y;
    }

    /// <summary>
    /// The reverse of <see cref="Gather(Tensor, Tensor)"/>: each row of values is added to the row of the result that its index names.
    /// </summary>
    internal static Tensor ScatterAdd(Tensor values, Tensor indices, Shape shape)
    {
        var y = Tensor.Zeros(shape);
        ScatterRows.Add(values, indices.AsSpan<int>(), y.Floats, shape[1..].Count);
        if (Recording.For(values) is { } recording) recording.Record<ScatterAddNode>(y, values, indices);
        return y;
    }
}

internal static class ScatterRows
{
    internal static void Add(Tensor values, ReadOnlySpan<int> indices, Span<float> to, int size)
    {
        var from = values.AsSpan();
        for (var i = 0; i < indices.Length && size == 1; i++) to[indices[i]] += from[i];
        for (var i = 0; i < indices.Length && size > 1; i++)
        {
            var row = to.Slice(indices[i] * size, size);
            Elementwise.Zip(default(AddOp), row, from.Slice(i * size, size), row);
        }
    }
}

internal sealed class GatherNode : Node
{
    internal override void Backward()
    {
        if (!Wants(0)) return;
        var destination = Destination(0, out var accumulate);
        if (!accumulate) destination.Clear();
        ScatterRows.Add(Gradient, Inputs[1].AsSpan<int>(), destination, Inputs[0].Shape[1..].Count);
    }

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.ScatterAdd(Gradient, Inputs[1], Inputs[0].Shape));
    }
}

internal sealed class ScatterAddNode : Node
{
    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.Reshape(Ops.Gather(Gradient, Inputs[1]), Inputs[0].Shape));
    }
}
