namespace LatentSharp;

/// <summary>
/// What all optimizers do with gradients: gather them where several make one change, clip, let weights decay, change the parameters by
/// their own rule, and average.
/// </summary>
internal abstract class SteppedState : OptimizerState
{
    private readonly Tensor gathered;
    private readonly WeightAverage? average;

    private protected SteppedState(IReadOnlyList<Parameter> parameters, Optimizer optimizer)
    {
        Parameters = [.. parameters];
        Optimizer = optimizer;
        Excluded = [.. Parameters.Select(optimizer.IsExcluded)];
        if (optimizer.GradientAccumulationSteps > 1) gathered = Tensor.Zeros(parameters.Sum(parameter => parameter.Shape.Count)).Keep();
        if (optimizer.UseEma) average = new WeightAverage(Parameters, optimizer.EmaMomentum);
    }

    public override double LearningRate => LearningRateOverride ?? Optimizer.LearningRate.At(Step);

    private protected Parameter[] Parameters { get; }

    private protected Optimizer Optimizer { get; }

    /// <summary>Which parameters do not decay.</summary>
    private protected bool[] Excluded { get; }

    private protected override int GatheredAtMost => Optimizer.GradientAccumulationSteps ?? 1;

    /// <summary>The pass over all parameters, used again for each step.</summary>
    private protected OptimizerPass Pass { get; } = new();

    public override void Apply(ReadOnlySpan<Tensor> gradients)
    {
        if (gradients.Length != Parameters.Length)
            throw new BadArgumentException(
                $"Optimizer: {gradients.Length} gradients for {Parameters.Length} parameters; there is one for each.");
        if (!gathered.IsDefault && !Gather(gradients)) return;
        var rate = LearningRate;
        Step++;
        var length = 0.0;
        if (Optimizer.GlobalClipNorm is not null)
        {
            for (var (i, offset) = (0, 0); i < gradients.Length; offset += Parameters[i].Shape.Count, i++)
                length += GradientClipping.SquaredLength(GradientOf(gradients, i, offset));
        }
        Change(gradients, GradientClipping.GlobalScale(length, Optimizer.GlobalClipNorm), rate);
        foreach (var gradient in gradients) gradient.KeepAlive();
        foreach (var parameter in Parameters) parameter.Touch();
        average?.Update(Step);
        if (Optimizer.EmaOverwriteFrequency is { } frequency && Step % frequency == 0) average?.Overwrite();
    }

    public override void Finish() => average?.Overwrite();

    protected internal override IEnumerable<(string Name, Tensor Value)> Memory
    {
        get
        {
            foreach (var own in Moments) yield return own;
            if (!gathered.IsDefault) yield return ("gathered", gathered);
            if (average is not null) yield return ("average", average.Values);
        }
    }

    /// <summary>What the rule itself remembers.</summary>
    private protected abstract IEnumerable<(string Name, Tensor Value)> Moments { get; }

    /// <summary>Changes all parameters by the rule.</summary>
    /// <param name="gradients">One for each parameter, to be read by <see cref="GradientOf"/>.</param>
    /// <param name="scale">What all gradients are multiplied by.</param>
    /// <param name="rate">The learning rate.</param>
    private protected abstract void Change(ReadOnlySpan<Tensor> gradients, float scale, double rate);

    /// <summary>The gradient of a parameter whose values begin at an offset among those of all.</summary>
    private protected ReadOnlySpan<float> GradientOf(ReadOnlySpan<Tensor> gradients, int index, int offset) =>
        gathered.IsDefault ? gradients[index].AsSpan() : gathered.AsSpan().Slice(offset, Parameters[index].Shape.Count);

    /// <summary>Adds to the mean of the gradients; true when there are enough of them.</summary>
    private bool Gather(ReadOnlySpan<Tensor> gradients)
    {
        if (Gathered == 0) gathered.Floats.Clear();
        Pass.Clear();
        for (var (i, offset) = (0, 0); i < gradients.Length; i++)
        {
            var count = Parameters[i].Shape.Count;
            Pass.Add(gathered.Floats.Slice(offset, count), gradients[i].AsSpan(), scale: 1f / GatheredAtMost);
            offset += count;
        }
        Pass.Run(new SgdStep(-1));
        foreach (var gradient in gradients) gradient.KeepAlive();
        Gathered = (Gathered + 1) % GatheredAtMost;
        return Gathered == 0;
    }
}
