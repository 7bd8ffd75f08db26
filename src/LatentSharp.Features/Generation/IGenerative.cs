namespace LatentSharp;

/// <summary>A fitted model that makes samples from latent points.</summary>
public interface IGenerative
{
    /// <summary>The size of a latent point.</summary>
    int LatentSize { get; }

    /// <summary>The shape of one sample.</summary>
    Shape InputShape { get; }

    /// <summary>The samples of latent points: (N, LatentSize) -> (N, InputShape…).</summary>
    /// <exception cref="BadArgumentException">The points have another size.</exception>
    Tensor Generate(Tensor latents);
}

/// <summary>What can be done with any model that makes samples.</summary>
public static class Generation
{
    /// <summary>New samples from latent points of the standard normal distribution: (count, InputShape…).</summary>
    /// <param name="model">What makes them.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="seed">Which: the same seed gives the same samples. The first ones do not depend on the count.</param>
    /// <exception cref="BadArgumentException">The count is below 1.</exception>
    public static Tensor Sample(this IGenerative model, int count, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Generate(Latents(model, count, seed));
    }

    /// <summary>The latent points that <see cref="Sample"/> starts from: (count, LatentSize).</summary>
    /// <inheritdoc cref="Sample"/>
    public static Tensor Latents(this IGenerative model, int count, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Ops.RandomNormal([Require.Positive(count, "Sample: count"), model.LatentSize], new RandomStream(seed).Derive("sample"));
    }

    /// <summary>The samples on the way from one latent point to another, both included: (steps, InputShape…).</summary>
    /// <param name="model">What makes them.</param>
    /// <param name="from">(LatentSize) or (1, LatentSize).</param>
    /// <param name="to">(LatentSize) or (1, LatentSize).</param>
    /// <param name="steps">How many samples, 2 or more. Default 10.</param>
    /// <param name="path">Along an arc or a line. Default an arc.</param>
    /// <exception cref="BadArgumentException">A point has another size, or there are fewer than 2 steps.</exception>
    public static Tensor Interpolate(this IGenerative model, Tensor from, Tensor to, int steps = 11, LatentPath path = LatentPath.Spherical)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Generate(LatentPaths.Between(Point(model, "Interpolate", from), Point(model, "Interpolate", to), steps, path));
    }

    /// <summary>The samples while one latent unit goes from -range to range and the others stay: (steps, InputShape…).</summary>
    /// <param name="model">What makes them.</param>
    /// <param name="unit">Which unit, from 0.</param>
    /// <param name="steps">How many samples, 2 or more. Default 11.</param>
    /// <param name="range">How far, above 0. Default 3: three deviations of the prior.</param>
    /// <param name="around">Where the other units stay, (LatentSize) or (1, LatentSize). Default at 0.</param>
    /// <exception cref="BadArgumentException">
    /// There is no such unit, the point has another size, or a number is out of its range.
    /// </exception>
    public static Tensor Traverse(this IGenerative model, int unit, int steps = 11, double range = 3, Tensor around = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (unit < 0 || unit >= model.LatentSize)
            throw new BadArgumentException($"Traverse: there is no unit {unit}; the model has 0 to {model.LatentSize - 1}.");
        var center = around.IsDefault ? new float[model.LatentSize] : Point(model, "Traverse", around);
        return model.Generate(LatentPaths.Along(center, unit, steps, range));
    }

    private static ReadOnlySpan<float> Point(IGenerative model, string operation, Tensor point) =>
        point.Count == model.LatentSize && (point.Rank == 1 || (point.Rank == 2 && point.Shape[0] == 1))
            ? point.AsSpan()
            : throw new BadArgumentException(
                $"{operation}: a point of shape {point.Shape} does not fit; it is ({model.LatentSize}) or (1, {model.LatentSize}).");
}
