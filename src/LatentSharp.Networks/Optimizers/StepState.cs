namespace LatentSharp;

/// <summary>
/// What an optimizer with the step <typeparamref name="TStep"/> remembers: flat moments, all parameters' one after the other, and one
/// pass that walks them all.
/// </summary>
internal sealed class StepState<TStep> : OptimizerState where TStep : struct, IOptimizerStep
{
    private readonly OptimizerPass pass = new();
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly Schedule learningRate;
    private readonly Func<double, long, TStep> createStep;
    private readonly Tensor[] moments;

    /// <param name="parameters">What is changed.</param>
    /// <param name="learningRate">The rate of each step.</param>
    /// <param name="createStep">The rule for a rate and the number of the step, from 1.</param>
    internal StepState(IReadOnlyList<Parameter> parameters, Schedule learningRate, Func<double, long, TStep> createStep)
    {
        this.parameters = [.. parameters];
        this.learningRate = learningRate;
        this.createStep = createStep;
        var total = parameters.Sum(parameter => parameter.Shape.Count);
        moments = [.. Enumerable.Range(0, TStep.StateCount).Select(_ => Tensor.Zeros(total).Keep())];
    }

    public override void Apply(ReadOnlySpan<Tensor> gradients)
    {
        if (gradients.Length != parameters.Count)
            throw new BadArgumentException($"Optimizer: {gradients.Length} gradients for {parameters.Count} parameters; there is one for each.");
        var rate = learningRate.At(Step);
        Step++;
        pass.Clear();
        var offset = 0;
        for (var i = 0; i < gradients.Length; i++)
        {
            var count = parameters[i].Shape.Count;
            pass.Add(parameters[i].Memory, gradients[i].AsSpan(), Moment(0, offset, count), Moment(1, offset, count), Moment(2, offset, count));
            offset += count;
        }
        pass.Run(createStep(rate, Step));
        foreach (var gradient in gradients) gradient.KeepAlive();
        for (var i = 0; i < gradients.Length; i++) parameters[i].Touch();
    }

    private Span<float> Moment(int index, int offset, int count) => index < moments.Length ? moments[index].Floats.Slice(offset, count) : default;
}
