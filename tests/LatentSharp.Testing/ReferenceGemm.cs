namespace LatentSharp.Testing;

/// <summary>
/// The product of matrices, plainly: C = op(A)·op(B) [+ C] [+ bias] over row-major memory, number by number, in whatever order of summing
/// is asked for.
/// </summary>
public sealed record ReferenceGemm(bool TransposeA, bool TransposeB, int M, int N, int K, int LeadingA, int LeadingB, int LeadingC)
{
    public int LengthOfA => Length(TransposeA ? K : M, TransposeA ? M : K, LeadingA);

    public int LengthOfB => Length(TransposeB ? N : K, TransposeB ? K : N, LeadingB);

    public int LengthOfC => Length(M, N, LeadingC);

    /// <summary>
    /// In float32: fused multiply-adds over each of the equal blocks of at most 800 ks from zero, the blocks added one after another, then
    /// the bias.
    /// </summary>
    public void InFixedOrder(float[] a, float[] b, float[] c, bool accumulate, float[]? bias, Func<float, float>? activation)
    {
        var blocks = Math.Max(1, (K + 799) / 800);
        for (var i = 0; i < M; i++)
        {
            for (var j = 0; j < N; j++)
            {
                var value = accumulate ? c[i * LeadingC + j] : 0;
                for (var block = 0; block < blocks; block++)
                {
                    var sum = 0f;
                    for (var k = (int)((long)K * block / blocks); k < (int)((long)K * (block + 1) / blocks); k++)
                        sum = MathF.FusedMultiplyAdd(A(a, i, k), B(b, k, j), sum);
                    value = block == 0 && !accumulate ? sum : value + sum;
                }

                if (bias is not null) value += bias[j];
                c[i * LeadingC + j] = activation is null ? value : activation(value);
            }
        }
    }

    /// <summary>In float64: the sum of the products of row i and column j, and the sum of their magnitudes.</summary>
    public (double Sum, double Magnitudes) InDouble(float[] a, float[] b, int i, int j)
    {
        var (sum, magnitudes) = (0.0, 0.0);
        for (var k = 0; k < K; k++)
        {
            var product = (double)A(a, i, k) * B(b, k, j);
            sum += product;
            magnitudes += Math.Abs(product);
        }

        return (sum, magnitudes);
    }

    private float A(float[] a, int i, int k) => a[TransposeA ? k * LeadingA + i : i * LeadingA + k];

    private float B(float[] b, int k, int j) => b[TransposeB ? j * LeadingB + k : k * LeadingB + j];

    private static int Length(int rows, int columns, int leading) => rows == 0 || columns == 0 ? 0 : (rows - 1) * leading + columns;
}
