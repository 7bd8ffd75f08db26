namespace LatentSharp;

/// <summary>The mean over all places, channel by channel: (N, H, W, C) -> (N, C).</summary>
public sealed class GlobalAveragePooling2D() : GlobalPoolingLayer(2)
{
    private protected override Tensor Pool(Tensor places, Tensor mask) => Ops.Mean(places, 1);
}
