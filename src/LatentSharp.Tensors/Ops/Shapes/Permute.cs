using System.Runtime.InteropServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The axes in another order: axis i of the result is axis <c>axes[i]</c> of <paramref name="x"/>, copied; elements of any type.
    /// </summary>
    /// <exception cref="BadArgumentException">Not every axis is named once.</exception>
    public static Tensor Permute(Tensor x, params ReadOnlySpan<int> axes)
    {
        var from = x.Shape;
        var rank = from.Rank;
        Span<int> strides = stackalloc int[Shape.MaxRank];
        Span<int> sizes = stackalloc int[Shape.MaxRank];
        Span<int> order = stackalloc int[Shape.MaxRank];
        var (seen, identity) = (0, true);
        for (var i = 0; i < axes.Length && axes.Length == rank; i++)
        {
            if ((uint)axes[i] < (uint)rank) seen |= 1 << axes[i];
            identity &= axes[i] == i;
        }
        if (axes.Length != rank || seen != (1 << rank) - 1)
            throw new BadArgumentException(
                $"permute: axes {string.Join(", ", axes.ToArray())} do not name each of the {rank} axes of {from} once.");
        if (identity) return x;
        for (var i = 0; i < rank; i++)
        {
            sizes[i] = from[axes[i]];
            strides[i] = 1;
            for (var inner = axes[i] + 1; inner < rank; inner++) strides[i] *= from[inner];
            order[i] = axes[i];
        }
        var y = Tensor.Allocate(new Shape(sizes[..rank]), x.DType);
        switch (x.DType.Size())
        {
            case 4: Run<float>(x, sizes[..rank], strides[..rank], y); break;
            case 8: Run<ulong>(x, sizes[..rank], strides[..rank], y); break;
            case 2: Run<ushort>(x, sizes[..rank], strides[..rank], y); break;
            default: Run<byte>(x, sizes[..rank], strides[..rank], y); break;
        }
        if (Recording.For(x) is { } recording) recording.Record<PermuteNode>(y, x).Set(order[..rank]);
        return y;
    }

    private static void Run<T>(Tensor x, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, Tensor y) where T : unmanaged =>
        Permutation.Run(MemoryMarshal.Cast<byte, T>(x.Bytes), sizes, strides, MemoryMarshal.Cast<byte, T>(y.Bytes));

    /// <summary>One axis in another place, the others in their order.</summary>
    internal static Tensor MoveAxis(Tensor x, int from, int to)
    {
        if (from == to) return x;
        Span<int> order = stackalloc int[x.Rank];
        for (var (i, next) = (0, 0); i < order.Length; i++)
        {
            if (i == to)
            {
                order[i] = from;
                continue;
            }
            if (next == from) next++;
            order[i] = next++;
        }
        return Permute(x, order);
    }
}

internal sealed class PermuteNode : Node
{
    private readonly int[] back = new int[Shape.MaxRank];
    private int rank;

    internal void Set(ReadOnlySpan<int> axes)
    {
        rank = axes.Length;
        for (var i = 0; i < rank; i++) back[axes[i]] = i;
    }

    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.Permute(Gradient, back.AsSpan(0, rank)));
    }
}
