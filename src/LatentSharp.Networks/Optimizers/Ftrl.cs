using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Follow the regularized leader (McMahan et al. 2013) in Keras's form, for sparse weights: n' = n + g², z ← z + g + 2·shrinkage·w - (n'^p
/// - n^p)/rate · w, w ← (clip(z, ±L1) - z) / (n'^p/rate + 2·L2 + β/rate), with p = -<see cref="LearningRatePower"/>. Weights of small
/// gradients become 0 exactly.
/// </summary>
public sealed class Ftrl : Optimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule, above 0 at every step: the rule divides by it. Default 0.001.</param>
    [SetsRequiredMembers]
    public Ftrl(Schedule? learningRate = null) => LearningRate = learningRate ?? 0.001;

    /// <summary>How steps shrink as squared gradients add up, -p. Default -0.5; 0 for not at all, and below.</summary>
    public double LearningRatePower { get; init => field = Require.InRange(value, double.MinValue, 0, "Ftrl: LearningRatePower"); } = -0.5;

    /// <summary>What n begins with. Default 0.1; 0 or more.</summary>
    public double InitialAccumulator { get; init => field = Require.InRange(value, 0, double.MaxValue, "Ftrl: InitialAccumulator"); } = 0.1;

    /// <summary>The weight of Σ |w|, which makes weights 0. Default 0; 0 or more.</summary>
    public double L1 { get; init => field = Require.InRange(value, 0, double.MaxValue, "Ftrl: L1"); }

    /// <summary>The weight of Σ w², as a regularization of the sum of all steps. Default 0; 0 or more.</summary>
    public double L2 { get; init => field = Require.InRange(value, 0, double.MaxValue, "Ftrl: L2"); }

    /// <summary>The weight of Σ w² as a part of each gradient. Default 0; 0 or more.</summary>
    public double L2Shrinkage { get; init => field = Require.InRange(value, 0, double.MaxValue, "Ftrl: L2Shrinkage"); }

    /// <summary>The paper's β, which makes the first steps smaller. Default 0; 0 or more.</summary>
    public double Beta { get; init => field = Require.InRange(value, 0, double.MaxValue, "Ftrl: Beta"); }

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) =>
        Bind(
            parameters, (rate, _) => Step(Require.Positive(rate, "Ftrl: the learning rate, by which the rule divides,")),
            (float)InitialAccumulator);

    private FtrlStep Step(double rate) => new(rate, -LearningRatePower, L1, (2 * L2) + (Beta / rate), 2 * L2Shrinkage);
}
