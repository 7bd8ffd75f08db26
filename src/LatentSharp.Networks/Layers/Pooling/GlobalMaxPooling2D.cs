namespace LatentSharp;

/// <summary>The largest number over all places, channel by channel: (N, H, W, C) -> (N, C).</summary>
public sealed class GlobalMaxPooling2D() : GlobalPoolingLayer(2)
{
    private protected override Tensor Pool(Tensor places, Tensor mask) => Ops.Max(places, 1);
}
