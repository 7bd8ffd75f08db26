using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>sin(x + quarter·π/2): x = n·π/2 + r with |r| at most π/4, then a polynomial for the sine or the cosine of r.</summary>
internal static unsafe class Circular
{
    private const float Rounder = 12582912f;
    private const float TwoOverPi = 0.63661975f;

    // π/2 as a sum of three floats.
    private const float High = 1.5707964f, Middle = -4.371139e-08f, Low = -1.7151245e-15f;

    /// <summary>Up to here n times the first part can be subtracted exactly; beyond, see <see cref="FarCircular"/>.</summary>
    private const float Far = 65536;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Of<V>(V x, int quarter) where V : unmanaged, ILanes<V>
    {
        var rounded = V.FusedMultiplyAdd(x, V.Create(TwoOverPi), V.Create(Rounder));
        var n = rounded - V.Create(Rounder);
        var first = V.FusedMultiplyAdd(n, V.Create(-High), x);
        var second = n * V.Create(Middle);
        var r = first - second;
        var rest = first - r - second - V.FusedMultiplyAdd(n, V.Create(Middle), -second);
        rest = V.FusedMultiplyAdd(n, V.Create(-Low), rest);

        var square = r * r;
        var sineTail = Polynomial.Of(square, -0.16666655f, 0.008332192f, -0.00019518791f);
        var sine = r + V.FusedMultiplyAdd(square * r, sineTail, rest);
        var cosineTail = Polynomial.Of(square, 0.041666646f, -0.0013887301f, 2.4430668e-05f);
        var cosine = V.FusedMultiplyAdd(square * square, cosineTail, V.FusedMultiplyAdd(square, V.Create(-0.5f), V.Create(1)));

        // Odd quarters take the cosine, the third and fourth are negative.
        var quadrant = V.AddBits(rounded, V.CreateBits(quarter));
        var odd = V.ShiftRightBitsArithmetic(V.ShiftLeftBits(quadrant, 31), 31);
        var sign = V.And(V.ShiftLeftBits(quadrant, 30), V.CreateBits(int.MinValue));
        var result = V.Xor(V.Select(odd, cosine, sine), sign);
        var far = V.GreaterThan(V.Abs(x), V.Create(Far));
        return V.MaskBits(far) == 0 ? result : WithFar(x, quarter, result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V WithFar<V>(V x, int quarter, V result) where V : unmanaged, ILanes<V>
    {
        var arguments = stackalloc float[V.Count];
        var results = stackalloc float[V.Count];
        V.Store(x, arguments);
        V.Store(result, results);
        for (var i = 0; i < V.Count; i++)
        {
            if (MathF.Abs(arguments[i]) > Far) results[i] = FarCircular.Of(arguments[i], quarter);
        }
        return V.Load(results);
    }
}
