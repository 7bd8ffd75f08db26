namespace LatentSharp;

/// <summary>
/// How parameters follow their gradients. An optimizer is a setting: what it remembers of past gradients belongs to the
/// compiled model that uses it. The order within a step is Keras's: gradients are clipped, weights decay, then the rule is applied, then
/// averages are taken.
/// </summary>
public abstract class Optimizer
{
    /// <summary>The learning rate of each step.</summary>
    public required Schedule LearningRate { get; init; }

    /// <summary>
    /// Each step takes this share of the weights, times the learning rate, off them (Loshchilov and Hutter 2019). Default 0.
    /// </summary>
    public double WeightDecay { get; init => field = Require.InRange(value, 0, double.MaxValue, "Optimizer: WeightDecay"); }

    /// <summary>
    /// Parameters that <see cref="WeightDecay"/> leaves alone: those whose path in the network, as <c>encoder/dense_1/bias</c>, contains
    /// one of these texts. Default none.
    /// </summary>
    public IReadOnlyList<string> ExcludeFromWeightDecay
    {
        get;
        init => field = value is not null && value.All(part => !string.IsNullOrEmpty(part)) ? [.. value]
            : throw new BadArgumentException(
                "Optimizer: ExcludeFromWeightDecay has an empty text, which every path contains; texts such as 'bias' would fit.");
    } = [];

    /// <summary>
    /// Gradients of so many steps are averaged for one change of the weights, as if their batches were one. Schedules and
    /// <see cref="OptimizerState.Step"/> count the changes. Default null: every step changes them.
    /// </summary>
    public int? GradientAccumulationSteps
    {
        get;
        init => field = value is { } steps ? Require.Positive(steps, "Optimizer: GradientAccumulationSteps") : null;
    }

    /// <summary>Each number of a gradient is clipped to ± this. Default null: not. One kind of clipping at a time.</summary>
    public double? ClipValue { get; init => field = Above(value, nameof(ClipValue)); }

    /// <summary>Each parameter's gradient is scaled to at most this length. Default null: not.</summary>
    public double? ClipNorm { get; init => field = Above(value, nameof(ClipNorm)); }

    /// <summary>All gradients together are scaled to at most this length. Default null: not.</summary>
    public double? GlobalClipNorm { get; init => field = Above(value, nameof(GlobalClipNorm)); }

    /// <summary>
    /// Whether an exponential moving average of the weights is kept and replaces them at the end of a training (Polyak and Juditsky 1992).
    /// Default false.
    /// </summary>
    public bool UseEma { get; init; }

    /// <summary>How much of the average stays each step; the first step sets it to the weights. Default 0.99; 0 to 1.</summary>
    public double EmaMomentum { get; init => field = Require.InRange(value, 0, 1, "Optimizer: EmaMomentum"); } = 0.99;

    /// <summary>After every so many steps the weights are replaced by their average. Default null: only at the end of a training.</summary>
    public int? EmaOverwriteFrequency
    {
        get;
        init => field = value is { } steps ? Require.Positive(steps, "Optimizer: EmaOverwriteFrequency") : null;
    }

    /// <summary>Creates what the optimizer remembers about these parameters.</summary>
    /// <exception cref="BadArgumentException">Settings contradict each other.</exception>
    public abstract OptimizerState Bind(IReadOnlyList<Parameter> parameters);

    /// <summary>The state of a rule of one struct.</summary>
    /// <param name="parameters">What is changed.</param>
    /// <param name="createStep">The rule for a rate and the number of the step, from 1.</param>
    /// <param name="initialState">What the first state begins with; the others begin with 0.</param>
    private protected OptimizerState Bind<TStep>(
        IReadOnlyList<Parameter> parameters, Func<double, long, TStep> createStep, float initialState = 0)
        where TStep : struct, IOptimizerStep
    {
        Check(parameters);
        return new StepState<TStep>(parameters, this, createStep, initialState);
    }

    /// <exception cref="BadArgumentException">Settings contradict each other.</exception>
    private protected void Check(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if ((ClipValue is null ? 0 : 1) + (ClipNorm is null ? 0 : 1) + (GlobalClipNorm is null ? 0 : 1) > 1)
            throw new BadArgumentException("Optimizer: more than one of ClipValue, ClipNorm and GlobalClipNorm is set; choose one.");
        if (EmaOverwriteFrequency is not null && !UseEma)
            throw new BadArgumentException("Optimizer: EmaOverwriteFrequency is set without UseEma; there is no average to take over.");
        if (ExcludeFromWeightDecay.Count > 0 && parameters.Count > 0 && !parameters.Any(IsExcluded))
            throw new BadArgumentException(
                $"Optimizer: ExcludeFromWeightDecay is {string.Join(", ", ExcludeFromWeightDecay)}, which no parameter's path contains; "
                + $"there are {string.Join(", ", parameters.Take(20).Select(parameter => parameter.Path))}.");
    }

    /// <summary>Whether <see cref="WeightDecay"/> leaves a parameter alone.</summary>
    internal bool IsExcluded(Parameter parameter)
    {
        foreach (var part in ExcludeFromWeightDecay)
        {
            if (parameter.Path.Contains(part, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static double? Above(double? value, string name) => value is { } limit ? Require.Positive(limit, $"Optimizer: {name}") : null;
}

/// <summary>An optimizer at work on a list of parameters: the moments, and the number of steps done.</summary>
public abstract class OptimizerState
{
    /// <summary>Changes of the parameters done so far.</summary>
    public long Step { get; protected set; }

    /// <summary>
    /// Gradients that were gathered since the last change, where several make one (<see cref="Optimizer.GradientAccumulationSteps"/>).
    /// </summary>
    public int Gathered { get; private protected set; }

    /// <summary>A rate that is used in place of the optimizer's own from now on; null for its own.</summary>
    public double? LearningRateOverride
    {
        get;
        set => field = value is { } rate ? Require.InRange(rate, 0, double.MaxValue, "Optimizer: LearningRateOverride") : null;
    }

    /// <summary>The rate that the next step will have.</summary>
    public abstract double LearningRate { get; }

    /// <summary>Changes all parameters, in one pass, by their gradients.</summary>
    /// <param name="gradients">One for each parameter, in the order of binding.</param>
    public abstract void Apply(ReadOnlySpan<Tensor> gradients);

    /// <summary>Ends a training: where an average of the weights is kept, it replaces them.</summary>
    public virtual void Finish()
    {
    }

    /// <summary>
    /// All that the optimizer remembers: <c>step</c>, <c>gathered</c> where gradients wait for others, <c>learning_rate</c> where it was
    /// overridden, and the <see cref="Memory"/>.
    /// </summary>
    public TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("step", Step);
        if (LearningRateOverride is { } rate) snapshot.Add("learning_rate", rate);
        if (Gathered > 0) snapshot.Add("gathered", Gathered);
        foreach (var (name, tensor) in Memory) snapshot.Add(name, tensor);
        return snapshot;
    }

    /// <summary>Puts back what <see cref="Snapshot"/> gave for the same optimizer on parameters of the same shapes.</summary>
    /// <exception cref="BadArgumentException">It belongs to another optimizer or to other parameters; nothing is changed then.</exception>
    public void Restore(TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var step = snapshot.Count("step");
        var gathered = snapshot.Numbers.ContainsKey("gathered") ? snapshot.Count("gathered") : 0;
        if (gathered > 0 && gathered >= GatheredAtMost)
            throw new BadArgumentException(
                $"The snapshot has gathered {gathered} gradients; this optimizer makes a change of {GatheredAtMost}.");
        var values = Memory.Select(part => snapshot.Tensor(part.Name, part.Value.Shape)).ToList();
        if (snapshot.Tensors.Keys.Except(Memory.Select(part => part.Name), StringComparer.Ordinal).FirstOrDefault() is { } extra)
            throw new BadArgumentException(
                $"The snapshot's '{extra}' belongs to another optimizer; this one remembers "
                + $"{string.Join(", ", Memory.Select(part => part.Name).DefaultIfEmpty("nothing"))}.");
        LearningRateOverride = snapshot.Numbers.TryGetValue("learning_rate", out var rate) ? rate : null;
        (Step, Gathered) = (step, (int)gathered);
        foreach (var ((_, place), value) in Memory.Zip(values)) value.AsSpan().CopyTo(place.Floats);
    }

    /// <summary>How many gradients make one change.</summary>
    private protected virtual int GatheredAtMost => 1;

    /// <summary>The tensors behind the optimizer's memory, by name: moments and averages, all parameters' one after the other.</summary>
    protected internal virtual IEnumerable<(string Name, Tensor Value)> Memory => [];
}

/// <summary>Gradients applied in a loop of one's own.</summary>
public static class OptimizerExtensions
{
    /// <summary>Computes the gradients of a loss and applies them.</summary>
    public static void Minimize(this GradientTape tape, Tensor loss, OptimizerState optimizer, IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Apply(tape.Gradient(loss, parameters));
    }
}
