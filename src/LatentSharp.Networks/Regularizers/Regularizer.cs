namespace LatentSharp;

/// <summary>A penalty on weights or activities, added to the loss.</summary>
public abstract class Regularizer
{
    /// <summary>How a catalog made it, for saving.</summary>
    internal Recipe? Recipe { get; init; }

    /// <summary>The penalty, as a tensor of rank 0; gradients flow.</summary>
    public abstract Tensor Compute(Tensor x);
}

/// <summary>The regularizers by their Keras names.</summary>
public static class Regularizers
{
    /// <summary>factor · Σ |x|: drives numbers to 0.</summary>
    public static Regularizer L1(double factor = 0.01) => new NormRegularizer(factor, 0) { Recipe = Recipe.Of([(nameof(factor), factor)]) };

    /// <summary>factor · Σ x².</summary>
    public static Regularizer L2(double factor = 0.01) => new NormRegularizer(0, factor) { Recipe = Recipe.Of([(nameof(factor), factor)]) };

    /// <summary>l1 · Σ |x| + l2 · Σ x².</summary>
    public static Regularizer L1L2(double l1 = 0.01, double l2 = 0.01) =>
        new NormRegularizer(l1, l2) { Recipe = Recipe.Of([(nameof(l1), l1), (nameof(l2), l2)]) };

    /// <summary>factor times the mean |cosine| of all pairs of rows, or of columns: drives them to stand at right angles.</summary>
    /// <param name="factor">0 or more. Default 0.01.</param>
    /// <param name="columns">Whether columns are compared in place of rows. Default false.</param>
    public static Regularizer Orthogonal(double factor = 0.01, bool columns = false) =>
        new OrthogonalRegularizer(factor, columns) { Recipe = Recipe.Of([(nameof(factor), factor), (nameof(columns), columns)]) };
}

internal sealed class NormRegularizer(double l1, double l2) : Regularizer
{
    private readonly float l1 = (float)Require.InRange(l1, 0, float.MaxValue, "Regularizer: the factor of L1");
    private readonly float l2 = (float)Require.InRange(l2, 0, float.MaxValue, "Regularizer: the factor of L2");

    public override Tensor Compute(Tensor x)
    {
        Tensor sum = l1 > 0 ? l1 * Ops.Sum(Ops.Abs(x)) : 0f;
        return l2 > 0 ? sum + (l2 * Ops.Sum(Ops.Square(x))) : sum;
    }
}
