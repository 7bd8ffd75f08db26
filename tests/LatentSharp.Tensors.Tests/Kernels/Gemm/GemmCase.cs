using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A product with its data, and what comes of it by the kernels and by the plain reference.</summary>
internal sealed class GemmCase
{
    private readonly ReferenceGemm reference;
    private readonly float[] a, b, c;
    private readonly float[]? bias;
    private readonly bool accumulate;

    internal GemmCase(ReferenceGemm reference, Func<int, float[]> numbers, bool accumulate = false, bool withBias = false)
    {
        this.reference = reference;
        this.accumulate = accumulate;
        a = numbers(reference.LengthOfA);
        b = numbers(reference.LengthOfB);
        c = numbers(reference.LengthOfC);
        bias = withBias ? numbers(reference.N) : null;
    }

    /// <summary>Sizes without gaps between rows.</summary>
    internal static ReferenceGemm Dense(bool transposeA, bool transposeB, int m, int n, int k) =>
        new(transposeA, transposeB, m, n, k, transposeA ? m : k, transposeB ? k : n, n);

    /// <summary>-8 to 8: sums of products of some thousand of these are exact.</summary>
    internal static Func<int, float[]> SmallIntegers(TestNumbers numbers) => count => numbers.Integers(count, -8, 9);

    internal static Func<int, float[]> Fractions(TestNumbers numbers) => count => numbers.Floats(count);

    /// <summary>All of C, gaps between rows included, by the kernels.</summary>
    internal float[] Run() => Run(default(Identity));

    internal float[] Run<TActivation>(TActivation activation) where TActivation : struct, IMap
    {
        var result = (float[])c.Clone();
        var r = reference;
        Gemm.Multiply(
            r.TransposeA, r.TransposeB, r.M, r.N, r.K, a, r.LeadingA, b, r.LeadingB, result, r.LeadingC, accumulate, bias, activation);
        return result;
    }

    internal float[] Expected(Func<float, float>? activation = null)
    {
        var result = (float[])c.Clone();
        reference.InFixedOrder(a, b, result, accumulate, bias, activation);
        return result;
    }

    /// <summary>The largest error against float64, in units of what is allowed: 2·√k·eps·Σ|a·b|.</summary>
    internal double WorstError(float[] result)
    {
        var worst = 0.0;
        for (var i = 0; i < reference.M; i++)
        {
            for (var j = 0; j < reference.N; j++)
            {
                var (sum, magnitudes) = reference.InDouble(a, b, i, j);
                var allowed = 2 * Math.Sqrt(reference.K) * 1.1920929e-7 * magnitudes;
                worst = Math.Max(worst, Math.Abs(result[i * reference.LeadingC + j] - sum) / allowed);
            }
        }

        return worst;
    }
}
