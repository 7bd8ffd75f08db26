using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>The error function, 2/√π times the integral of e^(-t²) from 0 to x.</summary>
internal readonly struct ErfFunction : IMap
{
    public static int Cost => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V x) where V : unmanaged, ILanes<V> => Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x) where V : unmanaged, ILanes<V>
    {
        var sign = V.And(x, V.CreateBits(int.MinValue));
        var a = ExpParts.AtMost(V.Abs(x), 4);
        // Near zero x + x·p(x²), beyond 1 - e^(-x·p(x)).
        var p = Polynomial.Of(a * a, 0.12837917f, -0.3761263f, 0.11283626f, -0.02685574f, 0.0051924605f, -0.0008050804f, 8.002775e-05f);
        var near = V.FusedMultiplyAdd(a, p, a);
        var q = Polynomial.Of(a, 1.1286371f, 0.63519806f, 0.106158964f, -0.023694444f, 0.0036102587f, -0.00031483083f, 1.0429695e-05f);
        var n = ExpParts.Split(-(a * q), out var one, out var more);
        var far = V.FusedMultiplyAdd(-(one + more), ExpParts.PowerOfTwo(n), V.Create(1));
        return V.Or(V.Select(V.LessThan(a, V.Create(0.95f)), near, far), sign);
    }
}
