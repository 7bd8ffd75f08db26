namespace LatentSharp;

/// <summary>Runs a network without training, batch by batch, in memory that is used again.</summary>
internal static class Inference
{
    internal static Tensor Predict(Layer layer, Tensor x, int batchSize)
    {
        if (x.Rank == 0) throw new BadArgumentException("Predict: a single number is not a batch of samples; the input is (N, …).");
        var shape = layer.OutputShape(x.Shape);
        var result = Tensor.Kept(shape.IsKnown ? shape : throw new BadArgumentException($"Predict: the result's shape {shape} is not known before it is computed."));
        var rowSize = shape[1..].Count;
        using var scope = InferenceScope.Open();
        for (var start = 0; start < x.Shape[0]; start += batchSize)
        {
            scope.Recycle();
            var y = layer.Call(x.Rows(start, Math.Min(batchSize, x.Shape[0] - start)), CallContext.Inference);
            y.AsSpan().CopyTo(result.Floats[(start * rowSize)..]);
        }
        return result;
    }

    /// <summary>The loss and the metrics over all samples.</summary>
    internal static EvaluationResult Evaluate(Layer layer, Compilation compilation, Tensor x, Tensor y, int batchSize)
    {
        double sum = 0;
        var penalties = new Penalties();
        var metrics = compilation.Metrics.Fresh();
        using var scope = InferenceScope.Open();
        for (var start = 0; start < x.Shape[0]; start += batchSize)
        {
            scope.Recycle();
            var count = Math.Min(batchSize, x.Shape[0] - start);
            var target = y.Rows(start, count);
            var prediction = layer.Call(x.Rows(start, count), penalties.Collect(CallContext.Inference));
            sum += penalties.AddTo(compilation.Loss.Compute(target, prediction), layer).Item() * (double)count;
            metrics.Update(target, prediction);
        }
        return metrics.Result(sum / x.Shape[0]);
    }
}
