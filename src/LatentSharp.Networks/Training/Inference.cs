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

    /// <summary>The one result for the inputs of batches, one after the other in the caller's memory.</summary>
    internal static void PredictInto(Span<float> destination, Layer layer, BatchSource source)
    {
        if (layer.OutputCount != 1)
            throw new BadArgumentException($"Predict: {layer.OutputCount} outputs do not go into one memory; PredictAll gives them all.");
        var outputs = new Tensor[1];
        var place = 0;
        using var scope = InferenceScope.Open();
        source.BeginEpoch(goOn: false);
        while (source.Next() is { } batch)
        {
            layer.CallAll(batch.InputArray, outputs, CallContext.Inference);
            var rows = batch.InputArray[0].Shape[0];
            var samples = source.Samples!.Value;
            var values = outputs[0].AsSpan();
            if (place == 0 && (long)values.Length * samples != (long)destination.Length * rows)
            {
                throw new BadArgumentException(
                    $"Predict: the destination has {destination.Length} numbers; "
                    + $"the results of {samples} samples are {(long)values.Length / rows * samples}.");
            }
            values.CopyTo(destination[place..]);
            place += values.Length;
            scope.Recycle();
        }
        if (place != destination.Length)
            throw new BadArgumentException($"Predict: the destination has {destination.Length} numbers; the results are {place}.");
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
