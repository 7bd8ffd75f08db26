using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Adam (Kingma and Ba 2015) in Keras's form: m ← m + (1-β₁)(g - m), v ← v + (1-β₂)(g² - v),
/// w ← w - rate · √(1-β₂ᵗ)/(1-β₁ᵗ) · m / (√v + ε).
/// </summary>
public sealed class Adam : Optimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public Adam(Schedule? learningRate = null) => LearningRate = learningRate ?? 0.001;

    /// <summary>How much of the mean gradient stays each step. Default 0.9; 0 to below 1.</summary>
    public double Beta1 { get; init => field = Require.InRange(value, 0, 1, "Adam: Beta1", highIncluded: false); } = 0.9;

    /// <summary>How much of the mean squared gradient stays each step. Default 0.999; 0 to below 1.</summary>
    public double Beta2 { get; init => field = Require.InRange(value, 0, 1, "Adam: Beta2", highIncluded: false); } = 0.999;

    /// <summary>Keeps the quotient finite. Default 1e-7; above 0.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "Adam: Epsilon"); } = 1e-7;

    /// <summary>Whether the largest second moment so far is used in place of the present one (Reddi et al. 2018). Default false.</summary>
    public bool AmsGrad { get; init; }

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) => AmsGrad
        ? Bind(parameters, (rate, step) => new AmsGradStep(rate, step, Beta1, Beta2, Epsilon))
        : Bind(parameters, (rate, step) => new AdamStep(rate, step, Beta1, Beta2, Epsilon));
}
