namespace LatentSharp;

/// <summary>Runs a network without training, batch by batch, in memory that is used again.</summary>
internal static class Inference
{
    /// <summary>Fewer samples for each thread than this are not worth it: their operations are divided instead.</summary>
    private const int LeastRows = 32;

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

    /// <summary>
    /// All results for samples that are at hand. With enough of them each thread takes some through the whole network: no result depends on
    /// which samples it is computed with, so neither do the bits.
    /// </summary>
    /// <param name="layer">Built.</param>
    /// <param name="samples">(N, …) for each input.</param>
    /// <param name="atOnce">Samples of all threads at a time.</param>
    /// <param name="results">Where they go.</param>
    internal static void Predict(Model layer, Batch samples, int atOnce, ResultRows results)
    {
        var threads = Array.Exists(layer.Parts, part => part.ChangesInPrediction) ? 1 : Engine.Threads;
        var whole = new SomeRows(layer, samples, 0, atOnce, results);
        if (threads == 1 || samples.Count < threads * LeastRows)
        {
            whole.Run(0, samples.Count);
            return;
        }
        // The first samples by themselves: what the network refuses it refuses here, and the results' shapes are known then.
        whole.Run(0, LeastRows);
        var others = new SomeRows(layer, samples, LeastRows, Math.Max(LeastRows, atOnce / threads), results);
        Parallel.For(samples.Count - LeastRows, 1, ref others);
    }

    /// <summary>Rows from a first one on, so many at a time.</summary>
    private readonly struct SomeRows(Layer layer, Batch samples, int first, int atOnce, ResultRows results) : IParallelBody
    {
        public void Run(int start, int end)
        {
            (start, end) = (first + start, first + end);
            using var scope = InferenceScope.Open();
            var batch = new Batch(samples.InputArray.Length, 0);
            var outputs = new Tensor[layer.OutputCount];
            for (; start < end; start += atOnce)
            {
                samples.RowsInto(batch, start, Math.Min(atOnce, end - start));
                layer.CallAll(batch.InputArray, outputs, CallContext.Inference);
                results.Put(outputs, start);
                scope.Recycle();
            }
        }
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
