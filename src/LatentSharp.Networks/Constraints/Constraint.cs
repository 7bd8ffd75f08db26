namespace LatentSharp;

/// <summary>What holds for weights after every step of <c>Fit</c>.</summary>
public abstract class Constraint
{
    /// <summary>How a catalog made it, for saving.</summary>
    internal Recipe? Recipe { get; init; }

    /// <summary>Changes weights so that it holds.</summary>
    /// <param name="values">The weights in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    public abstract void Apply(Span<float> values, Shape shape);
}

/// <summary>
/// The constraints by their Keras names. Lengths are along an axis: with the default 0, of the weights coming into each unit of a dense
/// layer.
/// </summary>
public static class Constraints
{
    /// <summary>Weights of a length above <paramref name="most"/> are scaled to it (Srivastava et al. 2014).</summary>
    public static Constraint MaxNorm(double most = 2, int axis = 0) =>
        new NormConstraint(0, Require.Positive(most, "MaxNorm: the length"), 1, axis)
        {
            Recipe = Recipe.Of([(nameof(most), most), (nameof(axis), axis)]),
        };

    /// <summary>Lengths are brought into a range, by a share <paramref name="rate"/> of the way each step.</summary>
    /// <param name="least">The smallest length, 0 or more.</param>
    /// <param name="most">The largest length.</param>
    /// <param name="rate">0 to 1. Default 1: all the way.</param>
    /// <param name="axis">The axis along which lengths are taken. Default 0.</param>
    public static Constraint MinMaxNorm(double least = 0, double most = 1, double rate = 1, int axis = 0) => new NormConstraint(
        Require.InRange(least, 0, most, "MinMaxNorm: the least length"), Require.Positive(most, "MinMaxNorm: the largest length"),
        Require.InRange(rate, 0, 1, "MinMaxNorm: rate"),
        axis) { Recipe = Recipe.Of([(nameof(least), least), (nameof(most), most), (nameof(rate), rate), (nameof(axis), axis)]) };

    /// <summary>Lengths are 1.</summary>
    public static Constraint UnitNorm(int axis = 0) => new NormConstraint(1, 1, 1, axis) { Recipe = Recipe.Of([(nameof(axis), axis)]) };

    /// <summary>Weights below 0 become 0.</summary>
    public static Constraint NonNegative { get; } = new NonNegativeConstraint();
}

internal sealed class NonNegativeConstraint : Constraint
{
    public override void Apply(Span<float> values, Shape shape) => Elementwise.Map(default(ReluOp), values, values);
}
