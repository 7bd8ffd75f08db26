namespace LatentSharp;

/// <summary>Gives vectors the length 1: x / √(Σ x²) over some axes; a vector of zeros stays one. (N, …) -> the same shape.</summary>
public sealed class UnitNormalization : Layer
{
    /// <summary>The square of the shortest length that is divided by, 1e-12 as in Keras.</summary>
    private const float Least = 1e-24f;

    /// <summary>The axes that make up a vector, counted with the batch axis. Default the last.</summary>
    public IReadOnlyList<Index> Axis { get; init; } = [^1];

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        foreach (var axis in Axis)
        {
            var at = axis.GetOffset(input.Rank);
            if (at <= 0 || at >= input.Rank)
                throw new BadArgumentException($"UnitNormalization: axis {axis} is the batch or does not exist in {input}.");
        }
        return input;
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var sum = Ops.Square(input);
        for (var i = 0; i < Axis.Count; i++) sum = Ops.Sum(sum, Axis[i], keepAxis: true);
        return Divided(input, sum);
    }

    /// <summary>x divided by the root of the sum of its squares.</summary>
    internal static Tensor Divided(Tensor x, Tensor squares) => x / Ops.Sqrt(Ops.Maximum(squares, Least));
}
