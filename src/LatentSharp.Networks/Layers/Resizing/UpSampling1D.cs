namespace LatentSharp;

/// <summary>Repeats each step: (N, T, C) -> (N, T·size, C).</summary>
/// <param name="size">How often, 1 or more. Default 2.</param>
public sealed class UpSampling1D(int size = 2) : Layer
{
    /// <summary>How often each step is repeated.</summary>
    public int Size { get; } = Require.Positive(size, "UpSampling1D: size");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, 1, nameof(UpSampling1D));
        return input[1] == Shape.Any ? input : input.With(1, checked(input[1] * Size));
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Ops.UpSample(input, new Size2D(1, Size));
    }
}
