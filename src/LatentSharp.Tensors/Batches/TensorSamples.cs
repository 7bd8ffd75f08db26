namespace LatentSharp;

/// <summary>The samples of a tensor as a stream.</summary>
internal sealed class TensorSamples : SampleStream
{
    private readonly Tensor samples;

    internal TensorSamples(Tensor samples)
    {
        if (samples.IsDefault || samples.Rank < 2 || samples.DType != DType.Float32)
            throw new BadArgumentException("SampleStream: samples are Float32 of shape (N, …).");
        this.samples = samples;
    }

    public override int Count => samples.Shape[0];

    public override Shape SampleShape => samples.Shape[1..];

    public override void Read(int first, Span<float> into) => samples.AsSpan().Slice(first * Width, into.Length).CopyTo(into);
}
