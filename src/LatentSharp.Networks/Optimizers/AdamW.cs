using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019): first w ← w - rate · decay · w, then the step of <see cref="Adam"/>.
/// </summary>
public sealed class AdamW : MomentOptimizer
{
    /// <summary>Creates it, with a <see cref="Optimizer.WeightDecay"/> of 0.004.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public AdamW(Schedule? learningRate = null)
        : base(learningRate) => WeightDecay = 0.004;

    /// <summary>Whether the largest second moment so far is used in place of the present one (Reddi et al. 2018). Default false.</summary>
    public bool AmsGrad { get; init; }

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters) => BindAdam(parameters, AmsGrad);
}
