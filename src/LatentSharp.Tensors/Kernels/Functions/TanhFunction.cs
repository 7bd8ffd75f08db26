using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>tanh x</summary>
internal readonly struct TanhFunction : IMap
{
    public static int Cost => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        var sign = V.And(x, V.CreateBits(int.MinValue));
        var a = ExpParts.AtMost(V.Abs(x), 10);
        // Near zero a polynomial, beyond 1 - 2 / (e²ᵃ + 1).
        var square = a * a;
        var p = Polynomial.Of(square, -0.33333284f, 0.13331485f, -0.053743005f, 0.020649107f, -0.005715509f);
        var near = V.FusedMultiplyAdd(a * square, p, a);
        var n = ExpParts.Split(a + a, out var one, out var more);
        var far = V.Create(1) - (V.Create(2) / V.FusedMultiplyAdd(one + more, ExpParts.PowerOfTwo(n), V.Create(1)));
        return V.Or(V.Select(V.LessThan(a, V.Create(0.625f)), near, far), sign);
    }
}
