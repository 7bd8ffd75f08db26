using System.Runtime.CompilerServices;

namespace LatentSharp;

public static partial class Ops
{
    /// <summary>exp x - 1, accurate near zero, element by element.</summary>
    public static Tensor Expm1(Tensor x) => Unary.Apply<Expm1Op>(x);
}

internal readonly struct Expm1Op : IUnary
{
    public static int Cost => 4;

    public static bool ByResult => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Expm1Function.Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V x, V y) where V : unmanaged, ILanes<V> => y + V.Create(1);

    public Tensor Derivative(Tensor x, Tensor y) => y + 1;
}
