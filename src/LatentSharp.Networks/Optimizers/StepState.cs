using System.Globalization;

namespace LatentSharp;

/// <summary>
/// What an optimizer with the step <typeparamref name="TStep"/> remembers: flat moments, all parameters' one after the other, and one
/// pass that walks them all, or two where some do not decay.
/// </summary>
internal class StepState<TStep> : SteppedState where TStep : struct, IOptimizerStep
{
    private readonly OptimizerPass excluded = new();
    private readonly Func<double, long, TStep> createStep;
    private readonly Tensor[] moments;

    internal StepState(IReadOnlyList<Parameter> parameters, Optimizer optimizer, Func<double, long, TStep> createStep, float initialState)
        : base(parameters, optimizer)
    {
        this.createStep = createStep;
        var total = parameters.Sum(parameter => parameter.Shape.Count);
        moments = [.. Enumerable.Range(0, TStep.StateCount).Select(i => Tensor.Full(total, i == 0 ? initialState : 0).Keep())];
    }

    /// <summary>How many of the states are to be remembered.</summary>
    private protected virtual int Remembered => TStep.StateCount;

    private protected override IEnumerable<(string Name, Tensor Value)> Moments =>
        Enumerable.Range(0, Remembered).Select(i => (string.Create(CultureInfo.InvariantCulture, $"moment_{i}"), moments[i]));

    private protected override void Change(ReadOnlySpan<Tensor> gradients, float scale, double rate)
    {
        Pass.Clear();
        excluded.Clear();
        var offset = 0;
        for (var i = 0; i < gradients.Length; i++)
        {
            var count = Parameters[i].Shape.Count;
            var gradient = GradientOf(gradients, i, offset);
            (Excluded[i] ? excluded : Pass).Add(
                Parameters[i].Memory, gradient, Moment(0, offset, count), Moment(1, offset, count), Moment(2, offset, count),
                scale * GradientClipping.Scale(gradient, Optimizer.ClipNorm));
            offset += count;
        }
        var step = createStep(rate, Step);
        Run(Pass, step, (float)(Optimizer.WeightDecay * rate));
        Run(excluded, step, 0);
    }

    /// <summary>A part of a state.</summary>
    private protected Span<float> Moment(int index, int offset, int count) =>
        index < moments.Length ? moments[index].Floats.Slice(offset, count) : default;

    private void Run(OptimizerPass pass, TStep step, float decay)
    {
        if (decay == 0 && Optimizer.ClipValue is null) pass.Run(step);
        else pass.Run(new RegulatedStep<TStep>(step, decay, (float)(Optimizer.ClipValue ?? double.PositiveInfinity)));
    }
}
