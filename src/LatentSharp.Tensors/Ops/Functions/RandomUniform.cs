namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Numbers evenly spread over [0, 1); a constant without a gradient.</summary>
    /// <param name="shape">Known in all axes.</param>
    /// <param name="random">Decides which; the same stream gives the same numbers.</param>
    public static Tensor RandomUniform(Shape shape, RandomStream random)
    {
        var y = Tensor.Allocate(shape);
        random.Uniform(y.Floats);
        return y;
    }
}
