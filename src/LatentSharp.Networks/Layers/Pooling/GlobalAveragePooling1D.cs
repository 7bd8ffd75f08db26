namespace LatentSharp;

/// <summary>
/// The mean over all steps, channel by channel: (N, T, C) -> (N, C). Steps that a mask says are padding do not count; of nothing but
/// padding it is 0.
/// </summary>
public sealed class GlobalAveragePooling1D() : GlobalPoolingLayer(1)
{
    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <summary>None: the steps are gone.</summary>
    protected internal override Tensor OutputMask(ReadOnlySpan<Tensor> inputs) => default;

    private protected override Tensor Pool(Tensor places, Tensor mask)
    {
        if (mask.IsDefault) return Ops.Mean(places, 1);
        var weights = Ops.Reshape(mask, [places.Shape[0], places.Shape[1], 1]);
        return Ops.Sum(places * weights, 1) / Ops.Maximum(Ops.Sum(weights, 1), 1);
    }
}
