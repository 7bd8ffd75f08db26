namespace LatentSharp.Testing;

/// <summary>An operation beside its plain reference in double precision.</summary>
/// <param name="Name">Shown in the test's name.</param>
/// <param name="Shapes">The shapes of the inputs.</param>
/// <param name="Operation">The operation under test.</param>
/// <param name="Reference">The same on plain arrays, written independently.</param>
public sealed record OpCase(string Name, Shape[] Shapes, Func<Tensor[], Tensor> Operation, Func<double[][], double[]> Reference)
{
    /// <summary>The range of random inputs; chosen where the operation is smooth.</summary>
    public (double Low, double High) Range { get; init; } = (-1, 1);

    /// <summary>The inputs that receive a gradient; all by default.</summary>
    public int[]? Differentiable { get; init; }

    /// <summary>Whether the gradient can be differentiated again.</summary>
    public bool SecondOrder { get; init; } = true;

    public override string ToString() => Name;
}
