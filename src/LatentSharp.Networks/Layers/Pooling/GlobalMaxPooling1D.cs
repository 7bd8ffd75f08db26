namespace LatentSharp;

/// <summary>The largest number over all steps, channel by channel: (N, T, C) -> (N, C).</summary>
public sealed class GlobalMaxPooling1D() : GlobalPoolingLayer(1)
{
    private protected override Tensor Pool(Tensor places, Tensor mask) => Ops.Max(places, 1);
}
