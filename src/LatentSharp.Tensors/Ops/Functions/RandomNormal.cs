namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Numbers of the normal distribution with mean 0 and deviation 1; a constant without a gradient.</summary>
    /// <param name="shape">Known in all axes.</param>
    /// <param name="random">Decides which; the same stream gives the same numbers.</param>
    public static Tensor RandomNormal(Shape shape, RandomStream random)
    {
        var y = Tensor.Allocate(shape);
        random.Normal(y.Floats);
        return y;
    }
}
