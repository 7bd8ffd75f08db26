namespace LatentSharp;

public static partial class Ops
{
    internal static Tensor Add(Tensor a, Tensor b) => throw new InvalidOperationException();
}
