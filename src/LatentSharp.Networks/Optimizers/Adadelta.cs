using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Adadelta (Zeiler 2012): steps in the units of the weights: a ← ρ·a + (1-ρ)·g², δ = -√(d + ε)/√(a + ε)·g,
/// d ← ρ·d + (1-ρ)·δ², w ← w + rate·δ. The paper's rate is 1.
/// </summary>
public sealed class Adadelta : Optimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public Adadelta(Schedule? learningRate = null) => LearningRate = learningRate ?? 0.001;

    /// <summary>How much of the means stays each step, ρ. Default 0.95; 0 to below 1.</summary>
    public double Rho { get; init => field = Require.InRange(value, 0, 1, "Adadelta: Rho", highIncluded: false); } = 0.95;

    /// <summary>Keeps the quotient finite; within the roots. Default 1e-7; above 0.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "Adadelta: Epsilon"); } = 1e-7;

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) =>
        Bind(parameters, (rate, _) => new AdadeltaStep((float)rate, (float)(1 - Rho), (float)Epsilon));
}
