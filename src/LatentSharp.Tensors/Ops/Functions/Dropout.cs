using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>Sets each element to 0 with probability <paramref name="rate"/> and scales the others by 1 / (1 - rate).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="rate">0 to below 1.</param>
    /// <param name="random">Decides which; the same stream drops the same elements.</param>
    public static Tensor Dropout(Tensor x, float rate, RandomStream random) => x * DropoutMask(x.Shape, rate, 1 / (1 - rate), random);

    /// <summary>0 with probability <paramref name="rate"/>, otherwise <paramref name="scale"/>.</summary>
    internal static Tensor DropoutMask(Shape shape, float rate, float scale, RandomStream random)
    {
        var mask = Tensor.Allocate(shape);
        random.Uniform(mask.Floats);
        Elementwise.Map(new Dropping { Rate = rate, Scale = scale }, mask.AsSpan(), mask.Floats);
        return mask;
    }

    private struct Dropping : IMap
    {
        internal float Rate;
        internal float Scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V uniform) where V : unmanaged, ILanes<V> =>
            V.AndNot(V.Create(Scale), V.LessThan(uniform, V.Create(Rate)));
    }
}
