namespace LatentSharp;

public partial class Model
{
    /// <summary>The loss and the metrics on samples and targets, without training.</summary>
    /// <param name="x">Samples (N, …).</param>
    /// <param name="y">Targets (N, …).</param>
    /// <param name="batchSize">Samples at a time.</param>
    /// <param name="sampleWeight">What each sample's loss, and the weighted metrics, are weighed by.</param>
    public EvaluationResult Evaluate(Tensor x, Tensor y = default, int batchSize = 256, Tensor sampleWeight = default) =>
        Evaluate([x], y.IsDefault ? [] : [y], batchSize, sampleWeight.IsDefault ? null : [sampleWeight]);

    /// <summary>The losses and the metrics of a network of several inputs or outputs.</summary>
    /// <param name="x">Samples (N, …) of each input.</param>
    /// <param name="y">Targets (N, …) of each output.</param>
    /// <param name="batchSize">Samples at a time.</param>
    /// <param name="sampleWeight">Weights of samples for each output, or one for all.</param>
    public EvaluationResult Evaluate(Tensor[] x, Tensor[] y, int batchSize = 256, Tensor[]? sampleWeight = null)
    {
        var data = new Batch(x, Batch.NotNull(y, "Evaluate"), sampleWeight, "Evaluate");
        if (data.Count == 0) throw new BadArgumentException($"Evaluate: there are no samples; {data.X.Shape} has none.");
        using var source = new ArrayBatches(data, Require.Positive(batchSize, "Evaluate: batchSize"));
        return Evaluate(source, null);
    }

    /// <summary>The losses and the metrics on batches that somebody else makes.</summary>
    /// <param name="batches">Enumerated once.</param>
    /// <param name="steps">How many are taken. Default null: all there are.</param>
    public EvaluationResult Evaluate(IEnumerable<Batch> batches, int? steps = null)
    {
        if (batches is null) throw new BadArgumentException("Evaluate: batches are null; give a sequence of them.");
        using var source = new SequenceBatches(batches);
        return Evaluate(source, steps is { } count ? Require.Positive(count, "Evaluate: steps") : null);
    }

    /// <summary>The network's results for samples, computed in batches: (N, …) -> (N, …).</summary>
    /// <param name="x">Samples (N, …).</param>
    /// <param name="batchSize">Samples at a time.</param>
    public Tensor Predict(Tensor x, int batchSize = 512) => One(PredictAll([x], batchSize));

    /// <summary>
    /// <see cref="Predict(Tensor, int)"/> into memory of the caller's, which may be used again for the next call: no memory is taken for
    /// the results.
    /// </summary>
    /// <param name="x">Samples (N, …).</param>
    /// <param name="destination">Where the results go, (N, …) in row-major order: as many numbers as they are.</param>
    /// <param name="batchSize">Samples at a time.</param>
    /// <exception cref="BadArgumentException">The destination has another length, or the network several outputs.</exception>
    public void Predict(Tensor x, Span<float> destination, int batchSize = 512)
    {
        var data = new Batch([x], null, null, "Predict");
        Require.Positive(batchSize, "Predict: batchSize");
        using var use = NetworkUse.ToRead(this, "Predict");
        if (OutputCount != 1)
            throw new BadArgumentException($"Predict: {OutputCount} outputs do not go into one memory; PredictAll gives them all.");
        if (data.Count == 0 && destination.Length > 0)
            throw new BadArgumentException($"Predict: the destination has {destination.Length} numbers; the results are 0.");
        FixedFloats.Use(
            destination, (Network: this, data, batchSize),
            static (memory, state) =>
                Inference.Predict(state.Network, state.data, state.batchSize, new ResultRows(memory, state.data.Count)));
    }

    /// <summary>The result of a network of several inputs.</summary>
    /// <param name="x">Samples (N, …) of each input.</param>
    /// <param name="batchSize">Samples at a time.</param>
    public Tensor Predict(Tensor[] x, int batchSize = 512) => One(PredictAll(x, batchSize));

    /// <summary>The network's results for the inputs of batches that somebody else makes, one after the other.</summary>
    /// <param name="batches">Enumerated once; targets are not looked at.</param>
    /// <param name="steps">How many are taken. Default null: all there are.</param>
    public Tensor Predict(IEnumerable<Batch> batches, int? steps = null) => One(PredictAll(batches, steps));

    /// <summary>All results of a network of several outputs.</summary>
    /// <param name="x">Samples (N, …) of each input.</param>
    /// <param name="batchSize">Samples at a time.</param>
    /// <returns>(N, …) for each output.</returns>
    public Tensor[] PredictAll(Tensor[] x, int batchSize = 512)
    {
        var data = new Batch(x, null, null, "Predict");
        Require.Positive(batchSize, "Predict: batchSize");
        if (data.Count == 0) return Array.ConvertAll(OutputShapes(Array.ConvertAll(x, input => input.Shape)), shape => Tensor.Zeros(shape));
        using var use = NetworkUse.ToRead(this, "Predict");
        var results = new ResultRows(OutputCount, data.Count);
        Inference.Predict(this, data, batchSize, results);
        return results.Finish();
    }

    /// <summary>All results for the inputs of batches that somebody else makes, one after the other.</summary>
    /// <param name="batches">Enumerated once; targets are not looked at.</param>
    /// <param name="steps">How many are taken. Default null: all there are.</param>
    public Tensor[] PredictAll(IEnumerable<Batch> batches, int? steps = null)
    {
        if (batches is null) throw new BadArgumentException("Predict: batches are null; give a sequence of them.");
        using var use = NetworkUse.ToRead(this, "Predict");
        using var source = new SequenceBatches(batches);
        return Inference.Predict(this, source, steps is { } count ? Require.Positive(count, "Predict: steps") : null);
    }

    private EvaluationResult Evaluate(BatchSource source, int? steps)
    {
        using var use = NetworkUse.ToRead(this, "Evaluate");
        var step = Compiled.NewTesting();
        if (Inference.Evaluate(Compiled, step, source, steps) == 0) throw new BadArgumentException("Evaluate: there are no batches.");
        return step.Figures.Result();
    }

    private Tensor One(Tensor[] results) => results.Length == 1
        ? results[0]
        : throw new BadArgumentException($"Predict: {Name ?? Kind} has {results.Length} outputs; PredictAll gives them all.");
}
