using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>What <see cref="Adam"/> and its kin have in common: they follow the mean of gradients and of their squares.</summary>
public abstract class MomentOptimizer : Optimizer
{
    [SetsRequiredMembers]
    private protected MomentOptimizer(Schedule? learningRate) => LearningRate = learningRate ?? 0.001;

    /// <summary>How much of the mean gradient stays each step. Default 0.9; 0 to below 1.</summary>
    public double Beta1
    {
        get;
        init => field = Require.InRange(value, 0, 1, $"{GetType().Name}: Beta1", highIncluded: false);
    } = 0.9;

    /// <summary>
    /// How much of the mean squared gradient, of <see cref="Adamax"/> the largest gradient, stays each step. Default 0.999; 0 to below 1.
    /// </summary>
    public double Beta2
    {
        get;
        init => field = Require.InRange(value, 0, 1, $"{GetType().Name}: Beta2", highIncluded: false);
    } = 0.999;

    /// <summary>Keeps the quotient finite. Default 1e-7; above 0.</summary>
    public double Epsilon { get; init => field = Require.Positive(value, $"{GetType().Name}: Epsilon"); } = 1e-7;

    /// <summary>The state of Adam's rule.</summary>
    private protected OptimizerState BindAdam(IReadOnlyList<Parameter> parameters, bool amsGrad)
    {
        return amsGrad ? Bind(parameters, (rate, step) => new AmsGradStep(Adam(rate, step))) : Bind(parameters, Adam);

        AdamStep Adam(double rate, long step) => new(rate, step, Beta1, Beta2, Epsilon);
    }
}
