namespace LatentSharp;

/// <summary>Finds axes of a layer's input.</summary>
internal static class Axes
{
    /// <summary>The place of an axis that is not the batch's and whose size is known.</summary>
    internal static int Place(Index axis, Shape input, string layer)
    {
        var at = axis.GetOffset(input.Rank);
        if (at <= 0 || at >= input.Rank) throw new BadArgumentException($"{layer}: axis {axis} is the batch or does not exist in {input}.");
        return input[at] != Shape.Any ? at : throw new BadArgumentException($"{layer}: the size of axis {axis} of {input} must be known.");
    }

    /// <summary>The places of several, each named once.</summary>
    internal static int[] Places(IReadOnlyList<Index> axes, Shape input, string layer)
    {
        int[] places = [.. axes.Select(axis => Place(axis, input, layer)).Order()];
        if (places.Length == 0 || places.Distinct().Count() != places.Length)
            throw new BadArgumentException($"{layer}: axes {string.Join(", ", axes)} name no axis, or one twice.");
        return places;
    }

    /// <summary>Puts some axes behind all others, in their order; returns how to undo it.</summary>
    internal static Tensor ToEnd(Tensor x, ReadOnlySpan<int> axes)
    {
        Span<int> order = stackalloc int[x.Rank];
        Order(axes, order);
        return Ops.Permute(x, order);
    }

    /// <summary>The reverse of <see cref="ToEnd"/>.</summary>
    internal static Tensor Back(Tensor x, ReadOnlySpan<int> axes)
    {
        Span<int> order = stackalloc int[x.Rank];
        Span<int> back = stackalloc int[x.Rank];
        Order(axes, order);
        for (var i = 0; i < order.Length; i++) back[order[i]] = i;
        return Ops.Permute(x, back);
    }

    private static void Order(ReadOnlySpan<int> axes, Span<int> order)
    {
        var next = 0;
        for (var axis = 0; axis < order.Length; axis++)
        {
            if (!axes.Contains(axis)) order[next++] = axis;
        }
        axes.CopyTo(order[next..]);
    }
}
