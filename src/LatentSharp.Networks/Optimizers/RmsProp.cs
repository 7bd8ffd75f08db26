using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// RMSprop (Hinton 2012) in Keras's form: v ← ρ·v + (1-ρ)·g², w ← w - rate · g / √(v + ε); with momentum μ the steps are
/// gathered, b ← μ·b + step, w ← w - b; centred, v - ḡ² stands in place of v.
/// </summary>
public sealed class RmsProp : Optimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public RmsProp(Schedule? learningRate = null) => LearningRate = learningRate ?? 0.001;

    /// <summary>How much of the mean squared gradient stays each step, ρ. Default 0.9; 0 to below 1.</summary>
    public double Rho { get; init => field = Require.InRange(value, 0, 1, "RmsProp: Rho", highIncluded: false); } = 0.9;

    /// <summary>How much of the last step is kept, μ. Default 0; 0 to 1.</summary>
    public double Momentum { get; init => field = Require.InRange(value, 0, 1, "RmsProp: Momentum"); }

    /// <summary>Keeps the quotient finite; within the root. Default 1e-7; above 0.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, "RmsProp: Epsilon"); } = 1e-7;

    /// <summary>Whether the gradient's variance is used in place of its mean square (Graves 2013). Default false.</summary>
    public bool Centered { get; init; }

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) => Momentum > 0 || Centered
        ? Bind(parameters, (rate, _) => new RmsPropMomentumStep((float)rate, (float)(1 - Rho), (float)Momentum, Centered, (float)Epsilon))
        : Bind(parameters, (rate, _) => new RmsPropStep((float)rate, (float)(1 - Rho), (float)Epsilon));
}
