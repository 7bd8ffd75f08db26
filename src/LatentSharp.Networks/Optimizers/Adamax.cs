using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Adamax (Kingma and Ba 2015, section 7.1): Adam by the largest gradient in place of the mean square: m ← m + (1-β₁)(g - m),
/// u ← max(β₂·u, |g|), w ← w - rate/(1-β₁ᵗ) · m / (u + ε).
/// </summary>
public sealed class Adamax : MomentOptimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public Adamax(Schedule? learningRate = null)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) =>
        Bind(
            parameters,
            (rate, step) => new AdamaxStep((float)(rate / (1 - Math.Pow(Beta1, step))), (float)(1 - Beta1), (float)Beta2, (float)Epsilon));
}
