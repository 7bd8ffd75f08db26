namespace LatentSharp;

/// <summary>A classifier that has learned: samples to classes, and to the features of its last hidden layer.</summary>
public sealed class FittedClassifier : FittedModel, IClassifier
{
    private readonly Sequential network;

    internal FittedClassifier(ClassifierOptions options, Shape inputShape, Sequential network, History history)
        : base(options, inputShape, network, history)
    {
        this.network = network;
        ClassCount = network.OutputShape(inputShape.Prepend(1))[^1];
    }

    /// <inheritdoc/>
    public override ClassifierOptions Options => (ClassifierOptions)base.Options;

    /// <summary>The number of classes that it tells apart.</summary>
    public int ClassCount { get; }

    /// <summary>The last hidden layer's values: (N, InputShape…) -> (N, LatentSize).</summary>
    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return ((Sequential)network.Layers[0]).Predict(samples);
    }

    /// <summary>The probability of each class: (N, InputShape…) -> (N, ClassCount).</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than <see cref="FittedModel.InputShape"/>.</exception>
    public Tensor PredictProbabilities(Tensor samples)
    {
        CheckSamples(samples);
        return Ops.Softmax(network.Predict(samples));
    }

    /// <summary>The most probable class of each sample: (N, InputShape…) -> (N), Int32.</summary>
    /// <exception cref="BadArgumentException">The samples have another shape than <see cref="FittedModel.InputShape"/>.</exception>
    public Tensor Predict(Tensor samples)
    {
        CheckSamples(samples);
        return Ops.ArgMax(network.Predict(samples));
    }

    internal override Tensor? Record(Tensor samples) => network.Layers[0].Call(samples, CallContext.Inference);

    /// <summary>The logit of each class, recorded on the open tapes of the thread.</summary>
    internal Tensor RecordLogits(Tensor samples) => network.Call(samples, CallContext.Inference);

    /// <summary>The loss of training on other samples.</summary>
    /// <inheritdoc/>
    public override ModelReport Measure(Tensor samples, Tensor? labels = null) => new() { Loss = Loss(samples, labels) };

    /// <summary>
    /// What training makes small, on other samples; those of classes that the model has never met do not count. NaN without samples.
    /// </summary>
    internal double Loss(Tensor samples, Tensor? labels)
    {
        CheckSamples(samples);
        if (labels is not { } truth) return double.NaN;
        var classes = Ops.ToIndices(truth, 0, int.MaxValue, "A label").ToArray<int>();
        var known = Enumerable.Range(0, classes.Length).Where(row => classes[row] < ClassCount).ToArray();
        if (known.Length == 0) return double.NaN;
        if (known.Length < classes.Length) (truth, samples) = (truth.Take(known), samples.Take(known));
        return Options.CreateLoss(ClassCount).Compute(truth, network.Predict(samples)).Item();
    }

    /// <summary>The share of samples that are classified right; NaN without samples.</summary>
    /// <param name="samples">(N, InputShape…).</param>
    /// <param name="labels">(N), the true classes.</param>
    /// <exception cref="BadArgumentException">The shapes do not fit.</exception>
    public double Score(Tensor samples, Tensor labels) =>
        Classification.Accuracy(Ops.ToIndices(labels, 0, int.MaxValue, "Score: a label"), Predict(samples));
}
