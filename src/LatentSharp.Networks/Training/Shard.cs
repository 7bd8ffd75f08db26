namespace LatentSharp;

/// <summary>
/// A part of a step: some samples of its batch, which take the whole step on a tape of their own. What it finds is kept until all parts are
/// done, so that several threads can have a part each.
/// </summary>
internal sealed class Shard : IDisposable
{
    private readonly Compilation compilation;
    private readonly GradientTape tape;
    private readonly ModelStep step;
    private readonly List<(string Name, double Value)> reports = [];
    private readonly Tensor[] ofLosses, ofMetrics;
    private Batch? batch;
    private Tensor[] leaves = [], gradients = [];
    private float share;
    private bool hasLosses, hasMetrics;

    /// <param name="compilation">What the model is trained for.</param>
    /// <param name="number">Its place among the shards, from 1.</param>
    internal Shard(Compilation compilation, int number)
    {
        this.compilation = compilation;
        tape = GradientTape.OfShard(number);
        step = new ModelStep(compilation, compilation.Training, this);
        (ofLosses, ofMetrics) = (new Tensor[compilation.Outputs.Length], new Tensor[compilation.Outputs.Length]);
    }

    /// <summary>What the gradients are of; null where the step made nothing smaller.</summary>
    internal Minimizer? Minimizer { get; private set; }

    /// <summary>The gradients of its share of the loss, by parameter; until the next step.</summary>
    internal ReadOnlySpan<Tensor> Gradients => gradients.AsSpan(0, Minimizer?.Count ?? 0);

    /// <summary>Takes up some samples of a step's batch.</summary>
    internal void Begin(Batch whole, int start, int count, RandomStream random)
    {
        batch = whole.RowsInto(batch ?? new Batch(whole.InputArray.Length, whole.TargetArray.Length), start, count);
        (share, Minimizer, hasLosses, hasMetrics) = ((float)count / whole.Count, null, false, false);
        reports.Clear();
        step.Begin(batch, tape, random, compilation.Epoch);
    }

    /// <summary>Takes the step, on any thread.</summary>
    internal void Run()
    {
        tape.StepIn();
        try
        {
            compilation.Model.TrainStep(step);
        }
        finally
        {
            tape.StepOut();
        }
    }

    /// <summary>Hands over what was reported and predicted.</summary>
    internal void Tell(Figures figures)
    {
        foreach (var (name, value) in reports) figures.Report(name, value, batch!.Count);
        if (hasLosses) figures.Watch(compilation.Outputs, batch!, ofLosses);
        if (hasMetrics) figures.Metrics.Update(batch!, ofMetrics);
    }

    /// <exception cref="BadArgumentException">The step makes several losses smaller, one after the other.</exception>
    internal void Differentiate(GradientTape open, Tensor loss, Layer part, Optimizer optimizer)
    {
        if (Minimizer is not null)
            throw new BadArgumentException(
                "Fit: ShardSize does not fit a step that makes several losses smaller, one after the other, as that of two adversaries; "
                + "leave it out.");
        lock (compilation.Minimizers) Minimizer = compilation.Minimizers.Of(part, optimizer);
        if (gradients.Length < Minimizer.Count) (leaves, gradients) = (new Tensor[Minimizer.Count], new Tensor[Minimizer.Count]);
        var along = share == 1 ? default : Tensor.Full(loss.Shape, share);
        Minimizer.Differentiate(open, loss, along, leaves.AsSpan(0, Minimizer.Count), gradients.AsSpan(0, Minimizer.Count));
    }

    internal void Keep(string name, double value) => reports.Add((name, value));

    internal void KeepForLosses(ReadOnlySpan<Tensor> results)
    {
        results.CopyTo(ofLosses);
        hasLosses = true;
    }

    internal void KeepForMetrics(ReadOnlySpan<Tensor> results)
    {
        results.CopyTo(ofMetrics);
        hasMetrics = true;
    }

    public void Dispose() => tape.Dispose();
}
