namespace LatentSharp;

/// <summary>A stream whose samples are brought to another range as they are read.</summary>
/// <param name="samples">In the units of the file.</param>
/// <param name="scaling">What is done to them.</param>
internal sealed class ScaledSamples(SampleStream samples, Scaler scaling) : SampleStream
{
    public override int Count => samples.Count;

    public override Shape SampleShape => samples.SampleShape;

    public override bool IsForwardOnly => samples.IsForwardOnly;

    public override void Read(int first, Span<float> into)
    {
        samples.Read(first, into);
        scaling.Apply(into);
    }
}
