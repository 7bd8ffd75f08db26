namespace LatentSharp;

/// <summary>Runs a network without training, batch by batch, in memory that is used again.</summary>
internal static class Inference
{
    /// <summary>All results for the inputs of batches, one after the other.</summary>
    internal static Tensor[] Predict(Layer layer, BatchSource source, int? steps)
    {
        var results = new ResultRows(layer.OutputCount, source.Samples);
        var outputs = new Tensor[layer.OutputCount];
        using var scope = InferenceScope.Open();
        source.BeginEpoch(goOn: false);
        for (var step = 0; step != steps; step++)
        {
            scope.Recycle();
            if (source.Next() is not { } batch) break;
            layer.CallAll(batch.InputArray, outputs, CallContext.Inference);
            results.Add(outputs);
        }
        return results.Finish();
    }

    /// <summary>The loss and the metrics over all batches, into the figures of the step; returns how many batches there were.</summary>
    internal static int Evaluate(Compilation compilation, ModelStep step, BatchSource source, int? steps)
    {
        using var scope = InferenceScope.Open();
        source.BeginEpoch(goOn: false);
        for (var done = 0; ; done++)
        {
            scope.Recycle();
            if (done == steps || source.Next() is not { } batch) return done;
            compilation.Test(step, batch);
        }
    }
}
