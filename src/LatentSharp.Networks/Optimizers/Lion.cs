using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Lion (Chen et al. 2023): w ← w - rate · sign(β₁·m + (1-β₁)·g), then m ← β₂·m + (1-β₂)·g. Every step has the same size, so rates
/// are a third to a tenth of Adam's.
/// </summary>
public sealed class Lion : Optimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public Lion(Schedule? learningRate = null) => LearningRate = learningRate ?? 0.001;

    /// <summary>How much of the momentum counts in the step's direction. Default 0.9; 0 to below 1.</summary>
    public double Beta1 { get; init => field = Require.InRange(value, 0, 1, "Lion: Beta1", highIncluded: false); } = 0.9;

    /// <summary>How much of the momentum stays each step. Default 0.99; 0 to below 1.</summary>
    public double Beta2 { get; init => field = Require.InRange(value, 0, 1, "Lion: Beta2", highIncluded: false); } = 0.99;

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) =>
        Bind(parameters, (rate, _) => new LionStep((float)rate, (float)(1 - Beta1), (float)(1 - Beta2)));
}
