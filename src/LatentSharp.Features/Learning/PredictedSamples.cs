namespace LatentSharp;

/// <summary>What a network that does not change makes of a stream, as it is read.</summary>
/// <param name="samples">What goes in.</param>
/// <param name="network">It has predicted already, so that its shapes are known.</param>
internal sealed class PredictedSamples(SampleStream samples, Model network) : SampleStream
{
    public override int Count => samples.Count;

    public override Shape SampleShape { get; } = network.OutputShape(samples.SampleShape.Prepend(1))[1..];

    public override bool IsForwardOnly => samples.IsForwardOnly;

    public override void Read(int first, Span<float> into)
    {
        // Where all are asked for at once, what goes in may be many times what comes out.
        var most = Math.Max(1, (1 << 20) / samples.Width);
        for (var done = 0; done < into.Length;)
        {
            var rows = Math.Min(most, (into.Length - done) / Width);
            var taken = new float[rows * samples.Width];
            samples.Read(first + (done / Width), taken);
            network.Predict(Tensor.From(taken, samples.SampleShape.Prepend(rows))).AsSpan().CopyTo(into[done..]);
            done += rows * Width;
        }
    }
}
