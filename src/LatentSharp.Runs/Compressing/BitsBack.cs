namespace LatentSharp;

/// <summary>
/// Lossless compression by a variational autoencoder (Townsend, Bird and Barber 2019, "BB-ANS"): of each sample a code is popped by its
/// distribution, then the sample is pushed by the code's, and the code by the prior. Decoding pushes back what was popped.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="scaling">From the units of the data to those of the model.</param>
/// <param name="values">How values become frequencies.</param>
internal sealed class BitsBack(FittedVariationalAutoencoder model, Scaler scaling, ValueCoder values)
{
    /// <summary>Puts samples on a stack, the last first.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="samples">(N, …), whole numbers below Levels.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    internal void Push(AnsStack stack, Tensor samples, CancellationToken cancellation)
    {
        var size = model.InputShape.Count;
        var buckets = new int[model.LatentSize];
        for (var row = samples.Shape[0] - 1; row >= 0; row--)
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = samples.Rows(row, 1);
            var (mean, deviation) = Distribution(sample);
            for (var unit = 0; unit < buckets.Length; unit++) buckets[unit] = CodeBuckets.Pop(stack, mean[unit], deviation[unit]);
            var output = Decode(buckets);
            var own = sample.AsSpan();
            for (var place = size - 1; place >= 0; place--) values.Push(stack, output[place], place, (int)own[place]);
            for (var unit = buckets.Length - 1; unit >= 0; unit--) CodeBuckets.Push(stack, buckets[unit]);
        }
    }

    /// <summary>Takes samples from a stack, the first first: (count, …).</summary>
    /// <exception cref="InvalidDataException">The stack ends before its time.</exception>
    internal float[] Pop(AnsStack stack, int count, CancellationToken cancellation)
    {
        var size = model.InputShape.Count;
        var (samples, buckets) = (new float[(long)count * size], new int[model.LatentSize]);
        for (var row = 0; row < count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var unit = 0; unit < buckets.Length; unit++) buckets[unit] = CodeBuckets.Pop(stack);
            var output = Decode(buckets);
            var own = samples.AsSpan(row * size, size);
            for (var place = 0; place < size; place++) own[place] = values.Pop(stack, output[place], place);
            var (mean, deviation) = Distribution(Tensor.From(own.ToArray(), model.InputShape.Prepend(1)));
            for (var unit = buckets.Length - 1; unit >= 0; unit--) CodeBuckets.Push(stack, buckets[unit], mean[unit], deviation[unit]);
        }
        return samples;
    }

    private (double[] Mean, double[] Deviation) Distribution(Tensor sample)
    {
        var (mean, logVariance) = model.TransformDistribution(values is BitCoder ? sample : scaling.Apply(sample));
        return (Array.ConvertAll(mean.ToArray(), value => (double)value),
            Array.ConvertAll(logVariance.ToArray(), value => PortableMath.Exp(0.5 * value)));
    }

    private float[] Decode(int[] buckets) =>
        model.DecodeParameters(Tensor.From(Array.ConvertAll(buckets, CodeBuckets.Center), [1, buckets.Length])).ToArray();
}
