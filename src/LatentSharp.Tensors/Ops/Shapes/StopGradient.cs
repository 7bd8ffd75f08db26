namespace LatentSharp;

public static partial class Ops
{
    /// <summary>The same values as a constant: gradients do not flow through.</summary>
    public static Tensor StopGradient(Tensor x) => x.View(x.Shape);
}
