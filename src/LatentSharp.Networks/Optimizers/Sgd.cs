using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Stochastic gradient descent, w ← w - rate · g, or with momentum μ: u ← μ·u - rate·g, w ← w + u (Nesterov: w ← w + μ·u - rate·g).
/// </summary>
public sealed class Sgd : Optimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.01.</param>
    [SetsRequiredMembers]
    public Sgd(Schedule? learningRate = null) => LearningRate = learningRate ?? 0.01;

    /// <summary>How much of the last step is kept. Default 0; 0 to 1.</summary>
    public double Momentum { get; init => field = Require.InRange(value, 0, 1, "Sgd: Momentum"); }

    /// <summary>Whether the gradient counts as taken after the momentum's step (Nesterov 1983). Default false.</summary>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) => Momentum > 0
        ? Bind(parameters, (rate, _) => new MomentumStep((float)rate, (float)Momentum, Nesterov))
        : Bind(parameters, (rate, _) => new SgdStep((float)rate));
}
