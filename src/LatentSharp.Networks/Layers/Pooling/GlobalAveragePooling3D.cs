namespace LatentSharp;

/// <summary>The mean over all places of volumes, channel by channel: (N, D, H, W, C) -> (N, C).</summary>
public sealed class GlobalAveragePooling3D() : GlobalPoolingLayer(3)
{
    private protected override Tensor Pool(Tensor places, Tensor mask) => Ops.Mean(places, 1);
}
