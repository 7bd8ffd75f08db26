namespace LatentSharp;

/// <summary>
/// A classifier while it learns that small changes of samples change no class: each step takes some samples with labels for the loss of the
/// labels, and the whole batch, with labels or without, for virtual adversarial training.
/// </summary>
/// <param name="classifier">From samples to a logit for each class.</param>
/// <param name="options">Complete.</param>
/// <param name="loss">Of labels and logits.</param>
/// <param name="known">The samples with labels, when there are others; null when all have one.</param>
/// <param name="labels">Those of the samples that have one: how frequent classes are.</param>
/// <param name="classWeights">(K): what each class weighs in the loss of the labels; null for each sample the same.</param>
internal sealed class ConsistentNetwork(
    Sequential classifier, ConsistencyOptions options, Loss loss, LearningSet? known, Tensor labels, Tensor? classWeights) : Model
{
    private const int MostKnown = 64;

    private readonly Tensor? logShares = options.Consistency == ConsistencyKind.VatAligned ? LogShares(labels) : null;

    private readonly int[] rows = new int[Math.Min(MostKnown, known?.Count ?? 0)];

    public override IReadOnlyList<Layer> Layers => [classifier];

    public override Shape OutputShape(Shape input) => classifier.OutputShape(input);

    protected override void BuildParameters(Shape input, Builder builder) => builder.Build(classifier, "classifier", input);

    protected override Tensor Forward(Tensor input, in CallContext context) => classifier.Call(input, context);

    protected override void TrainStep(ModelStep step)
    {
        var (x, truth) = (step.Batch.X, step.Batch.Y);
        if (known is { } labelled)
        {
            step.Context.Random.Derive("known").Integers(rows, 0, labelled.Count);
            (x, truth) = (labelled.Samples.Take(rows), labelled.Labels!.Value.Take(rows));
        }
        var logits = classifier.Call(x, step.Context);
        var weights = classWeights is { } each ? Ops.Gather(each, truth) : default;
        var ofLabels = loss.Compute(truth, logits, weights);
        var (change, entropy, shares) = Consistency(step.Tape, step.Batch.X, step.Context.Random.Derive("direction"));
        var total = ofLabels + (change * (float)options.ConsistencyWeight);
        if (options.Consistency != ConsistencyKind.Vat) total += entropy * (float)options.ConsistencyWeight;
        if (logShares is not null) total += Misalignment(shares) * (float)options.ConsistencyWeight;
        total = step.AddPenalties(total);
        step.Minimize(total);
        step.Report("loss", total);
        step.Report("labels", ofLabels);
        step.Report("change", change);
        step.Report("accuracy", Ops.Mean(Ops.Equal(Ops.ArgMax(Ops.StopGradient(logits)), truth)));
    }

    protected override void TestStep(ModelStep step)
    {
        var logits = classifier.Call(step.Batch.X, CallContext.Inference);
        step.Report("loss", loss.Compute(step.Batch.Y, logits));
        step.Report("accuracy", Ops.Mean(Ops.Equal(Ops.ArgMax(logits), step.Batch.Y)));
    }

    /// <summary>
    /// How much the classes of samples change under the change r of length ε that changes them most: the mean of KL(p(x) ‖ p(x + r)), where
    /// r is the gradient of the same at a short random step (one round of power iteration), and 0 where a sequence is padded; the mean
    /// entropy of p(x); and p(x), (N, K).
    /// </summary>
    internal (Tensor Change, Tensor Entropy, Tensor Shares) Consistency(GradientTape tape, Tensor x, RandomStream random)
    {
        var log = Ops.LogSoftmax(classifier.Call(x, CallContext.Inference));
        var shares = Ops.Exp(log);
        var entropy = -Ops.Mean(Ops.Sum(shares * log, ^1));
        var real = options.HasPadding ? Ops.Reshape(AutoencoderNetwork.Mask(x), [.. x.Shape[..2].AsSpan(), 1]) : default;
        var (fixedLog, fixedShares) = (Ops.StopGradient(log), Ops.StopGradient(shares));

        var step = tape.Watch(Ops.StopGradient(OfLength(Real(Ops.RandomNormal(x.Shape, random)), options.ConsistencyXi)));
        var direction = tape.Gradient(Divergence(x + step), step);
        var change = Ops.StopGradient(OfLength(Real(direction), options.ConsistencyEpsilon!.Value));
        return (Divergence(x + change), entropy, shares);

        Tensor Real(Tensor changes) => real.IsDefault ? changes : changes * real;

        Tensor Divergence(Tensor changed) =>
            Ops.Mean(Ops.Sum(fixedShares * (fixedLog - Ops.LogSoftmax(classifier.Call(changed, CallContext.Inference))), ^1));
    }

    /// <summary>KL(shares of labels ‖ mean of p(x)), of (N, K).</summary>
    internal Tensor Misalignment(Tensor shares) =>
        Ops.Sum(Ops.Exp(logShares!.Value) * (logShares.Value - Ops.Log(Ops.Mean(shares, 0) + 1e-7f)));

    /// <summary>(K): the logarithms of the shares of classes; each class that there is has a label.</summary>
    private static Tensor LogShares(Tensor labels)
    {
        var truth = Ops.ToIndices(labels, LearningSet.Unknown, int.MaxValue, "A label").ToArray<int>().Where(label => label >= 0).ToArray();
        var counts = new float[truth.Max() + 1];
        foreach (var label in truth) counts[label]++;
        return Tensor.From([.. counts.Select(count => MathF.Log(Math.Max(count, 0.5f) / truth.Length))], counts.Length).Keep();
    }

    /// <summary>Samples scaled to a length each; those of length 0 stay.</summary>
    private static Tensor OfLength(Tensor samples, double length)
    {
        var flat = Ops.Reshape(samples, [samples.Shape[0], samples.Shape[1..].Count]);
        // Gradients of classes that are nearly certain are tiny: they are made larger first, so that their squares are numbers.
        flat /= Ops.Max(Ops.Abs(flat), 1, true) + 1e-30f;
        var norms = Ops.Sqrt(Ops.Sum(Ops.Square(flat), 1, true)) + 1e-12f;
        return Ops.Reshape(flat / norms * (float)length, samples.Shape);
    }
}
