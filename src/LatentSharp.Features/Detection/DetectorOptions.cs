namespace LatentSharp;

/// <summary>The options of what learns to tell abnormal samples without epochs. What it gives is one number a sample.</summary>
public abstract record DetectorOptions : EstimatorOptions
{
    internal override int CodeSize => 1;

    /// <inheritdoc/>
    public override DetectorOptions CompleteFor(Tensor samples)
    {
        base.CompleteFor(samples);
        return samples.Shape[0] >= 2
            ? this
            : throw new BadArgumentException(
                $"{Kind} needs at least 2 samples, to see what is usual; in {samples.Shape} there is {samples.Shape[0]}.");
    }
}
