namespace LatentSharp;

public partial class Model
{
    /// <summary>One step of training, as cheap as one of <c>Fit</c>: for loops of one's own.</summary>
    /// <param name="x">Samples (N, …).</param>
    /// <param name="y">Targets (N, …).</param>
    /// <param name="sampleWeight">What each sample's loss is multiplied by.</param>
    /// <param name="classWeight">What the losses of each class are multiplied by.</param>
    /// <param name="resetMetrics">
    /// Whether the figures are those of this batch alone. Default true; otherwise of all since <see cref="ResetMetrics"/>.
    /// </param>
    /// <returns>The loss and the metrics, as they were before the weights changed.</returns>
    public EvaluationResult TrainOnBatch(
        Tensor x, Tensor y = default, Tensor sampleWeight = default, IReadOnlyDictionary<int, double>? classWeight = null,
        bool resetMetrics = true)
    {
        using var use = NetworkUse.ToChange(this, "TrainOnBatch");
        return TrainOnBatch(Compiled.Fill(x, y, sampleWeight, "TrainOnBatch"), classWeight, resetMetrics);
    }

    /// <summary>One step of training a network of several inputs or outputs.</summary>
    /// <param name="batch">The samples, with targets and weights.</param>
    /// <param name="classWeight">What the losses of each class are multiplied by.</param>
    /// <param name="resetMetrics">Whether the figures are those of this batch alone.</param>
    /// <returns>The losses and the metrics, as they were before the weights changed.</returns>
    public EvaluationResult TrainOnBatch(Batch batch, IReadOnlyDictionary<int, double>? classWeight = null, bool resetMetrics = true)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var use = NetworkUse.ToChange(this, "TrainOnBatch");
        var compiled = Compiled;
        if (resetMetrics) compiled.Training.Reset();
        batch = batch.Weighted(classWeight);
        using var tape = compiled.OpenTape();
        compiled.Train(tape, batch);
        return compiled.Training.Result();
    }

    /// <summary>The loss and the metrics of one batch, without training.</summary>
    /// <param name="x">Samples (N, …).</param>
    /// <param name="y">Targets (N, …).</param>
    /// <param name="sampleWeight">What each sample's loss is multiplied by.</param>
    /// <param name="resetMetrics">
    /// Whether the figures are those of this batch alone; otherwise of all since <see cref="ResetMetrics"/>.
    /// </param>
    public EvaluationResult TestOnBatch(Tensor x, Tensor y = default, Tensor sampleWeight = default, bool resetMetrics = true)
    {
        using var use = NetworkUse.ToChange(this, "TestOnBatch");
        return TestOnBatch(Compiled.Fill(x, y, sampleWeight, "TestOnBatch"), resetMetrics);
    }

    /// <summary>The losses and the metrics of one batch of a network of several inputs or outputs.</summary>
    /// <param name="batch">The samples, with targets and weights.</param>
    /// <param name="resetMetrics">Whether the figures are those of this batch alone.</param>
    public EvaluationResult TestOnBatch(Batch batch, bool resetMetrics = true)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var use = NetworkUse.ToChange(this, "TestOnBatch");
        var compiled = Compiled;
        if (resetMetrics) compiled.Testing.Reset();
        using var scope = InferenceScope.Open();
        compiled.Test(batch);
        return compiled.Testing.Result();
    }

    /// <summary>The result for one batch, in one piece: (N, …) -> (N, …).</summary>
    public Tensor PredictOnBatch(Tensor x) => Predict(x, Math.Max(1, x.Rank == 0 ? 1 : x.Shape[0]));

    /// <summary>All results for one batch of a network of several inputs or outputs, in one piece.</summary>
    public Tensor[] PredictOnBatch(Tensor[] x)
    {
        return PredictAll(x, Math.Max(1, new Batch(x, null, null, "PredictOnBatch").Count));
    }

    /// <summary>Forgets the figures that the batch methods gathered.</summary>
    public void ResetMetrics()
    {
        Compiled.Training.Reset();
        Compiled.Testing.Reset();
    }
}
