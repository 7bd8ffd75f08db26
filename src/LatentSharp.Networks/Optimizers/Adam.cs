using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Adam (Kingma and Ba 2015) in Keras's form: m ← m + (1-β₁)(g - m), v ← v + (1-β₂)(g² - v),
/// w ← w - rate · √(1-β₂ᵗ)/(1-β₁ᵗ) · m / (√v + ε).
/// </summary>
public sealed class Adam : MomentOptimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public Adam(Schedule? learningRate = null)
        : base(learningRate)
    {
    }

    /// <summary>Whether the largest second moment so far is used in place of the present one (Reddi et al. 2018). Default false.</summary>
    public bool AmsGrad { get; init; }

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) => BindAdam(parameters, AmsGrad);
}
