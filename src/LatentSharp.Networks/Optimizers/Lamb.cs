using System.Diagnostics.CodeAnalysis;

namespace LatentSharp;

/// <summary>
/// Lamb (You et al. 2020) in Keras's form: the direction of Adam with both moments corrected, r = m/(1-β₁ᵗ) / (√(v/(1-β₂ᵗ)) + ε), and for
/// each parameter a step in proportion to its length, w ← w - rate · |w|/|r| · r (by 1 where one of them is 0): for large batches.
/// </summary>
public sealed class Lamb : MomentOptimizer
{
    /// <summary>Creates it.</summary>
    /// <param name="learningRate">A number or a schedule. Default 0.001.</param>
    [SetsRequiredMembers]
    public Lamb(Schedule? learningRate = null)
        : base(learningRate)
    {
    }

    /// <inheritdoc/>
    public override OptimizerState Bind(IReadOnlyList<Parameter> parameters)
    {
        Check(parameters);
        return new LambState(parameters, this);
    }
}

/// <summary>The state of <see cref="Lamb"/>: the moments, and a third for the directions of the step, which is not remembered.</summary>
internal sealed class LambState(IReadOnlyList<Parameter> parameters, Lamb lamb) : StepState<LambStep>(
    parameters, lamb, (_, step) => new LambStep(step, lamb.Beta1, lamb.Beta2, lamb.Epsilon), 0)
{
    private const int Direction = 2;

    private protected override int Remembered => Direction;

    private protected override void Change(ReadOnlySpan<Tensor> gradients, float scale, double rate)
    {
        base.Change(gradients, scale, rate);
        Pass.Clear();
        var offset = 0;
        foreach (var parameter in Parameters)
        {
            var direction = Moment(Direction, offset, parameter.Shape.Count);
            var (weight, length) = (
                Math.Sqrt(GradientClipping.SquaredLength(parameter.Memory)), Math.Sqrt(GradientClipping.SquaredLength(direction)));
            Pass.Add(parameter.Memory, direction, scale: (float)(rate * (weight > 0 && length > 0 ? weight / length : 1)));
            offset += parameter.Shape.Count;
        }
        Pass.Run(new SgdStep(1));
    }
}
