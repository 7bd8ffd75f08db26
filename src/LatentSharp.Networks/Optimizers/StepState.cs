using System.Globalization;

namespace LatentSharp;

/// <summary>
/// What an optimizer with the step <typeparamref name="TStep"/> remembers: flat moments, all parameters' one after the other, and one
/// pass that walks them all.
/// </summary>
internal sealed class StepState<TStep> : OptimizerState where TStep : struct, IOptimizerStep
{
    private readonly OptimizerPass pass = new();
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly Optimizer optimizer;
    private readonly Func<double, long, TStep> createStep;
    private readonly Tensor[] moments;
    private readonly WeightAverage? average;

    internal StepState(IReadOnlyList<Parameter> parameters, Optimizer optimizer, Func<double, long, TStep> createStep, float initialState)
    {
        this.parameters = [.. parameters];
        this.optimizer = optimizer;
        this.createStep = createStep;
        var total = parameters.Sum(parameter => parameter.Shape.Count);
        moments = [.. Enumerable.Range(0, TStep.StateCount).Select(_ => Tensor.Full(total, initialState).Keep())];
        if (optimizer.UseEma) average = new WeightAverage(this.parameters, optimizer.EmaMomentum);
    }

    public override double LearningRate => LearningRateOverride ?? optimizer.LearningRate.At(Step);

    public override void Apply(ReadOnlySpan<Tensor> gradients)
    {
        if (gradients.Length != parameters.Count)
            throw new BadArgumentException($"Optimizer: {gradients.Length} gradients for {parameters.Count} parameters; there is one for each.");
        var rate = LearningRate;
        Step++;
        pass.Clear();
        var global = GradientClipping.GlobalScale(gradients, optimizer.GlobalClipNorm);
        var offset = 0;
        for (var i = 0; i < gradients.Length; i++)
        {
            var count = parameters[i].Shape.Count;
            var scale = global * GradientClipping.Scale(gradients[i], optimizer.ClipNorm);
            pass.Add(parameters[i].Memory, gradients[i].AsSpan(), Moment(0, offset, count), Moment(1, offset, count), Moment(2, offset, count), scale);
            offset += count;
        }
        Run(createStep(rate, Step), rate);
        foreach (var gradient in gradients) gradient.KeepAlive();
        for (var i = 0; i < gradients.Length; i++) parameters[i].Touch();
        average?.Update(Step);
        if (optimizer.EmaOverwriteFrequency is { } frequency && Step % frequency == 0) average?.Overwrite();
    }

    public override void Finish() => average?.Overwrite();

    protected internal override IEnumerable<(string Name, Tensor Value)> Memory
    {
        get
        {
            for (var i = 0; i < moments.Length; i++) yield return (string.Create(CultureInfo.InvariantCulture, $"moment_{i}"), moments[i]);
            if (average is not null) yield return ("average", average.Values);
        }
    }

    private void Run(TStep step, double rate)
    {
        if (optimizer is { WeightDecay: 0, ClipValue: null }) pass.Run(step);
        else pass.Run(new RegulatedStep<TStep>(step, (float)(optimizer.WeightDecay * rate), (float)(optimizer.ClipValue ?? double.PositiveInfinity)));
    }

    private Span<float> Moment(int index, int offset, int count) => index < moments.Length ? moments[index].Floats.Slice(offset, count) : default;
}
