using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Follow the regularized leader (McMahan et al. 2013): n' = n + g², z ← z + g + s·w - (n'^p - n^p)/rate·w, w ← (clip(z, ±l1) -
/// z)/(n'^p/rate + l2). The state is n, then z.
/// </summary>
internal readonly struct FtrlStep(double rate, double power, double l1, double l2, double shrinkage) : IOptimizerStep
{
    private readonly float perRate = (float)(1 / rate), power = (float)power, l1 = (float)l1, l2 = (float)l2, shrinkage = (float)shrinkage;

    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(ref V w, V g, ref V s0, ref V s1, ref V s2) where V : unmanaged, ILanes<V>
    {
        var (square, before) = (g * g, s0);
        s0 = before + square;
        var (now, grown) = Powers(before, s0, square);
        s1 += V.FusedMultiplyAdd(V.Create(shrinkage), w, g) - (grown * V.Create(perRate) * w);
        var clipped = V.Min(V.Max(s1, V.Create(-l1)), V.Create(l1));
        // Before any gradient both may be 0, and so is the weight.
        w = (clipped - s1) / V.Max(V.FusedMultiplyAdd(now, V.Create(perRate), V.Create(l2)), V.Create(1e-30f));
    }

    /// <summary>n'^p and n'^p - n^p, the latter of roots without losing what is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (V Now, V Grown) Powers<V>(V before, V after, V square) where V : unmanaged, ILanes<V>
    {
        if (power == 0) return (V.Create(1), V.Create(0));
        if (power == 0.5f)
        {
            var (root, old) = (V.Sqrt(after), V.Sqrt(before));
            // Where nothing was added yet both roots are 0.
            return (root, square / V.Max(root + old, V.Create(1e-30f)));
        }
        var now = ExpFunction.Of(V.Create(power) * LogFunction.Of(after));
        return (now, now - ExpFunction.Of(V.Create(power) * LogFunction.Of(before)));
    }
}
