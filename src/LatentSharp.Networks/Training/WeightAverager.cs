namespace LatentSharp;

/// <summary>
/// Keeps an exponential moving average of a network's weights in a second network of the same form: a ← a + (1 - d)·(w - a). The decay d
/// grows from 0.1 towards its final value as (1 + t) / (10 + t), so that short trainings do not average over their beginning. What is not
/// trained, as the moving averages of normalisation, is averaged too.
/// </summary>
public sealed class WeightAverager
{
    private readonly OptimizerPass pass = new();
    private readonly (string Name, Parameter From, Parameter To)[] pairs;
    private readonly double decay;
    private long step;

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="source">The network in training.</param>
    /// <param name="average">Another of the same form, whose weights are replaced.</param>
    /// <param name="decay">How much of the average stays each step in the end, 0 to below 1.</param>
    /// <exception cref="BadArgumentException">The networks differ in form.</exception>
    public WeightAverager(Layer source, Layer average, double decay)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(average);
        this.decay = Require.InRange(decay, 0, 1, "WeightAverager: decay", highIncluded: false);
        var (from, to) = (source.AllParameters().ToList(), average.AllParameters().ToList());
        if (from.Count != to.Count)
            throw new BadArgumentException(
                $"WeightAverager: the networks have {from.Count} and {to.Count} parameters; they must have the same form.");
        pairs = [.. from.Zip(to, (a, b) => (b.Name, a.Parameter, b.Parameter))];
        foreach (var (_, of, copy) in pairs) copy.Assign(of.Snapshot());
    }

    /// <summary>Takes in the weights after a step.</summary>
    public void Update()
    {
        var stays = Math.Min(decay, (1.0 + step) / (10 + step));
        step++;
        pass.Clear();
        // The rule reads no gradient; the values stand in for it.
        foreach (var (_, from, to) in pairs) pass.Add(from.Memory, from.Memory, to.Memory);
        pass.Run(new AverageStep((float)(1 - stays)));
        foreach (var (_, _, to) in pairs) to.Touch();
    }

    /// <summary>The average and how many steps it has seen, for a training that is to be resumed.</summary>
    public TrainingSnapshot Snapshot()
    {
        var snapshot = new TrainingSnapshot();
        snapshot.Add("step", step);
        foreach (var (name, _, to) in pairs) snapshot.Add(name, to.Value);
        return snapshot;
    }

    /// <summary>Puts back what <see cref="Snapshot"/> gave.</summary>
    /// <exception cref="BadArgumentException">It is of networks of another form; nothing is changed then.</exception>
    public void Restore(TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var seen = snapshot.Count("step");
        var values = Array.ConvertAll(pairs, pair => snapshot.Tensor(pair.Name, pair.To.Shape));
        for (var i = 0; i < pairs.Length; i++) pairs[i].To.Assign(values[i]);
        step = seen;
    }
}
