using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Adagrad (Duchi et al. 2011): a ← a + g², w ← w - rate · g / √(a + ε): what changed often changes less.
/// </summary>
public sealed class Adagrad : Optimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public Adagrad(Schedule? learningRate = null) => LearningRate = learningRate ?? 0.001;

    /// <summary>What a begins with. Default 0.1; 0 or more.</summary>
    public double InitialAccumulator
    {
        get;
        init => field = Require.InRange(value, 0, double.MaxValue, "Adagrad: InitialAccumulator");
    } = 0.1;

    /// <summary>Keeps the quotient finite; within the root. Default 1e-7; above 0.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "Adagrad: Epsilon"); } = 1e-7;

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) =>
        Bind(parameters, (rate, _) => new AdagradStep((float)rate, (float)Epsilon), (float)InitialAccumulator);
}
