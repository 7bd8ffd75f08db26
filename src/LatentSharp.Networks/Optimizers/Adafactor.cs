using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Adafactor (Shazeer and Stern 2018) in Keras's form, which remembers of a matrix a number for each row and column only. With ρ =
/// min(rate, 1/√t), α = max(ε₂, rms w)·ρ, β = 1 - t^decay and s = g² + ε₁: r ← β·r + (1-β)·mean s of rows, c the same of columns, v =
/// r/mean r · c (of vectors v ← β·v + (1-β)·s), u = g/√v, w ← w - α · u / max(1, rms u / threshold). More axes than two are matrices of the
/// last two.
/// </summary>
public sealed class Adafactor : Optimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001; 1/√t where that is smaller.</param>
    [SetsRequiredMembers]
    public Adafactor(Schedule? learningRate = null) => LearningRate = learningRate ?? 0.001;

    /// <summary>The exponent of the step's number in β. Default -0.8; below 0.</summary>
    public double Beta2Decay { get; init => field = Require.InRange(value, -100, 0, "Adafactor: Beta2Decay", highIncluded: false); } = -0.8;

    /// <summary>What is added to squared gradients, ε₁. Default 1e-30; above 0.</summary>
    public double Epsilon1 { get; init => field = Require.Positive(value, "Adafactor: Epsilon1"); } = 1e-30;

    /// <summary>The least that a parameter's size counts, ε₂. Default 0.001; above 0.</summary>
    public double Epsilon2 { get; init => field = Require.Positive(value, "Adafactor: Epsilon2"); } = 1e-3;

    /// <summary>The root of the mean square of the direction that is not passed. Default 1; above 0.</summary>
    public double ClipThreshold { get; init => field = Require.Positive(value, "Adafactor: ClipThreshold"); } = 1;

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters)
    {
        Check(parameters);
        return new AdafactorState(parameters, this);
    }
}
