namespace LatentSharp;

/// <summary>
/// Products of matrices of floats. Each number of the result is summed in one order: with fused multiply-adds over the ks of a block from
/// zero, then block to block in increasing k (<see cref="Blocking"/>), so that it has the same bits at every width and on any number of
/// threads.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>C = op(A)·op(B), or C += with <paramref name="accumulate"/>; see the other overload.</summary>
    internal static void Multiply(bool transposeA, bool transposeB, int m, int n, int k,
        ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, Span<float> c, int ldc, bool accumulate = false) =>
        Multiply(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate, default, default(Identity));

    /// <summary>
    /// C = f(op(A)·op(B) + bias), or f(C + op(A)·op(B) + bias) with <paramref name="accumulate"/>. op(A) is (m, k) and op(B) is (k, n),
    /// row-major; transposed means stored as (k, m) and (n, k). Leading dimensions count floats from one stored row to the next. The bias
    /// has n numbers, or none. C overlaps neither A nor B nor the bias. With k = 0 the product is zero.
    /// </summary>
    internal static void Multiply<TActivation>(bool transposeA, bool transposeB, int m, int n, int k,
        ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, Span<float> c, int ldc,
        bool accumulate, ReadOnlySpan<float> bias, TActivation activation) where TActivation : struct, IMap
    {
        if (m < 0 || n < 0 || k < 0) throw new BadArgumentException($"matrix product: sizes {m}, {n} and {k}; none can be negative.");
        CheckFits("A", transposeA ? k : m, transposeA ? m : k, a.Length, lda);
        CheckFits("B", transposeB ? n : k, transposeB ? k : n, b.Length, ldb);
        CheckFits("C", m, n, c.Length, ldc);
        if (!bias.IsEmpty && bias.Length != n) throw new BadArgumentException($"matrix product: {bias.Length} biases for {n} columns.");
        if (m == 0 || n == 0) return;

        fixed (float* pa = a, pb = b, pc = c, pBias = bias)
        {
            var kernel = new GemmKernel<TActivation>
            {
                Activation = activation,
                Product = new Product
                {
                    TransposeA = transposeA,
                    TransposeB = transposeB,
                    Accumulate = accumulate,
                    M = m,
                    N = n,
                    K = k,
                    A = pa,
                    B = pb,
                    C = pc,
                    Bias = pBias,
                    StrideA = lda,
                    StrideB = ldb,
                    StrideC = ldc,
                },
            };
            Dispatch.Run(ref kernel);
        }
    }

    private static void CheckFits(string name, int rows, int columns, int length, int leading)
    {
        if (rows == 0 || columns == 0) return;
        if (leading < columns)
            throw new BadArgumentException($"matrix product: {name} has {columns} columns, but its rows begin {leading} apart.");
        if ((rows - 1L) * leading + columns > length)
            throw new BadArgumentException(
                $"matrix product: {name} ({rows}, {columns}) with rows {leading} apart does not fit {length} floats.");
    }
}
