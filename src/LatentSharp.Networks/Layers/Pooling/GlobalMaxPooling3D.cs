namespace LatentSharp;

/// <summary>The largest number over all places of volumes, channel by channel: (N, D, H, W, C) -> (N, C).</summary>
public sealed class GlobalMaxPooling3D() : GlobalPoolingLayer(3)
{
    private protected override Tensor Pool(Tensor places, Tensor mask) => Ops.Max(places, 1);
}
