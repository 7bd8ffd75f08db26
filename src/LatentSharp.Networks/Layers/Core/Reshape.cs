namespace LatentSharp;

/// <summary>Gives each sample another shape: (N, …) -> (N, <paramref name="target"/>).</summary>
/// <param name="target">
/// The shape of one sample, without the batch axis; one size may be <see cref="Shape.Any"/> and follows from the others.
/// </param>
public sealed class Reshape(Shape target) : Layer
{
    /// <summary>The shape of one sample.</summary>
    public Shape Target { get; } = target;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var count = input[1..].Count;
        var sizes = Target;
        var known = 1;
        var open = -1;
        for (var axis = 0; axis < sizes.Rank; axis++)
        {
            if (sizes[axis] == Shape.Any && open < 0) open = axis;
            else known *= sizes[axis];
        }
        if (open >= 0 && known > 0 && count % known == 0) sizes = sizes.With(open, count / known);
        if (!sizes.IsKnown || sizes.Count != count)
            throw new BadArgumentException($"Reshape: a sample of shape {input[1..]} with {count} elements does not fit {Target}.");
        return sizes.Prepend(input[0]);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context) => input.Reshape(OutputShape(input.Shape));
}
