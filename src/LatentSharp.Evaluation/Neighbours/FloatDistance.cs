using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LatentSharp;

/// <summary>Squared Euclidean distances of single rows, in one order of summing whatever the processor.</summary>
internal static class FloatDistance
{
    /// <summary>Σ (a - b)² in single precision, in eight sums side by side.</summary>
    internal static float Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        var sums = Vector256<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var difference = Vector256.LoadUnsafe(ref x, (nuint)i) - Vector256.LoadUnsafe(ref y, (nuint)i);
            sums += difference * difference;
        }
        var sum = 0f;
        for (var lane = 0; lane < Vector256<float>.Count; lane++) sum += sums[lane];
        for (; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    /// <summary>Σ (a - b)² in double precision, in order.</summary>
    internal static double Exact(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector256<double>.Zero;
        var i = 0;
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        for (; i <= a.Length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            var (p, q) = (Vector128.LoadUnsafe(ref x, (nuint)i), Vector128.LoadUnsafe(ref y, (nuint)i));
            var (lower, upper) = (
                Vector128.WidenLower(p) - Vector128.WidenLower(q), Vector128.WidenUpper(p) - Vector128.WidenUpper(q));
            var difference = Vector256.Create(lower, upper);
            sums += difference * difference;
        }
        var sum = 0.0;
        for (var lane = 0; lane < Vector256<double>.Count; lane++) sum += sums[lane];
        for (; i < a.Length; i++) sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return sum;
    }
}
