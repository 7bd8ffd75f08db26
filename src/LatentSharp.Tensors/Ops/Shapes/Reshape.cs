namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// The same elements under another shape, without a copy. One size may be <see cref="Shape.Any"/>: it follows from the others.
    /// </summary>
    /// <exception cref="BadArgumentException">The shape holds another number of elements.</exception>
    public static Tensor Reshape(Tensor x, Shape shape)
    {
        var target = Complete(x.Shape, shape);
        var y = x.View(target);
        if (Recording.For(x) is { } recording) recording.Record<ReshapeNode>(y, x);
        return y;
    }

    private static Shape Complete(Shape from, Shape to)
    {
        var (known, open) = (1, -1);
        for (var axis = 0; axis < to.Rank; axis++)
        {
            if (to[axis] != Shape.Any) known *= to[axis];
            else if (open < 0) open = axis;
            else throw new BadArgumentException($"reshape: more than one size of {to} is open.");
        }
        var target = open >= 0 && known > 0 ? to.With(open, from.Count / known) : to;
        if (!target.IsKnown || target.Count != from.Count)
            throw new BadArgumentException($"reshape: {from} of {from.Count} elements does not fit {to}.");
        return target;
    }
}

internal sealed class ReshapeNode : Node
{
    internal override void Backward() => BackwardRecorded();

    internal override void BackwardRecorded()
    {
        if (Wants(0)) Give(0, Ops.Reshape(Gradient, Inputs[0].Shape));
    }
}

public readonly partial struct Tensor
{
    /// <inheritdoc cref="Ops.Reshape"/>
    public Tensor Reshape(Shape shape) => Ops.Reshape(this, shape);
}
