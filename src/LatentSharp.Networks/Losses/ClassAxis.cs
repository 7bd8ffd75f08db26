namespace LatentSharp;

/// <summary>The axis of the classes, for losses that have one.</summary>
internal static class ClassAxis
{
    /// <summary>The tensor with this axis as the last.</summary>
    /// <exception cref="BadArgumentException">It has no such axis, or that is the samples'.</exception>
    internal static Tensor Last(string name, Tensor x, int axis)
    {
        var place = axis < 0 ? x.Rank + axis : axis;
        if (place < 0 || place >= x.Rank)
            throw new BadArgumentException(FormattableString.Invariant($"{name}: Axis is {axis}, which {x.Shape} does not have."));
        if (place == 0 && x.Rank > 1)
            throw new BadArgumentException(
                FormattableString.Invariant(
                    $"{name}: Axis is {axis}, which counts the samples of {x.Shape}; classes are along one of the others."));
        return place == x.Rank - 1 ? x : Ops.MoveAxis(x, place, x.Rank - 1);
    }
}
