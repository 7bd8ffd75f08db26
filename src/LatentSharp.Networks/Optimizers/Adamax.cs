using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Adamax (Kingma and Ba 2015, section 7.1): Adam by the largest gradient in place of the mean square: m ← m + (1-β₁)(g - m),
/// u ← max(β₂·u, |g|), w ← w - rate/(1-β₁ᵗ) · m / (u + ε).
/// </summary>
public sealed class Adamax : Optimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public Adamax(Schedule? learningRate = null) => LearningRate = learningRate ?? 0.001;

    /// <summary>How much of the mean gradient stays each step. Default 0.9; 0 to below 1.</summary>
    public double Beta1 { get; init => field = Require.InRange(value, 0, 1, "Adamax: Beta1", highIncluded: false); } = 0.9;

    /// <summary>How much of the largest gradient stays each step. Default 0.999; 0 to below 1.</summary>
    public double Beta2 { get; init => field = Require.InRange(value, 0, 1, "Adamax: Beta2", highIncluded: false); } = 0.999;

    /// <summary>Keeps the quotient finite. Default 1e-7; above 0.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "Adamax: Epsilon"); } = 1e-7;

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) =>
        Bind(parameters, (rate, step) => new AdamaxStep((float)(rate / (1 - Math.Pow(Beta1, step))), (float)(1 - Beta1), (float)Beta2, (float)Epsilon));
}
