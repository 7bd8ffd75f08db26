namespace LatentSharp;

public static partial class Ops
{
    /// <summary>
    /// a · sigmoid b for the halves a and b of the last axis, a gated linear unit (Dauphin et al. 2017): (…, 2C) -> (…, C).
    /// </summary>
    /// <exception cref="BadArgumentException">The last axis does not divide in two.</exception>
    public static Tensor Glu(Tensor x)
    {
        var size = LastAxis("glu", x.Shape);
        if (size % 2 != 0) throw new BadArgumentException($"glu: the last axis of {x.Shape} does not divide in two.");
        return Slice(x, ^1, 0, size / 2) * Sigmoid(Slice(x, ^1, size / 2, size / 2));
    }
}
