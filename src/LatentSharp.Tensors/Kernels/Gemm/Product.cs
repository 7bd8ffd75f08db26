namespace LatentSharp;

/// <summary>
/// C (m, n) = f(op(A) (m, k) · op(B) (k, n) [+ C] + bias): what is to be computed, over memory that stays where it is. Any block of its
/// rows or columns is a product again. With a transposed C, C is stored as (n, m) and the bias belongs to its rows.
/// </summary>
internal unsafe struct Product
{
    internal bool TransposeA, TransposeB, TransposeC, Accumulate, Rectify;
    internal int M, N, K;
    internal float* A, B, C, Bias;
    internal nint StrideA, StrideB, StrideC;

    /// <summary>Applies a function that does not fit the micro-kernels to a finished block of C: address, stride, rows, columns.</summary>
    internal delegate*<void*, float*, nint, int, int, void> Finish;
    internal void* FinishState;

    internal readonly Product Block(Interval rows, Interval columns)
    {
        var block = this;
        block.M = rows.Length;
        block.N = columns.Length;
        block.A += TransposeA ? rows.Start : rows.Start * StrideA;
        block.B += TransposeB ? columns.Start * StrideB : columns.Start;
        block.C += TransposeC ? columns.Start * StrideC + rows.Start : rows.Start * StrideC + columns.Start;
        if (Bias != null) block.Bias += TransposeC ? rows.Start : columns.Start;
        return block;
    }

    /// <summary>
    /// The same as Cᵀ = op(B)ᵀ · op(A)ᵀ: what was to be packed is then read in place, and the sums are the same to the bit.
    /// </summary>
    internal readonly Product Swapped()
    {
        var swapped = this;
        (swapped.M, swapped.N) = (N, M);
        swapped.A = B;
        swapped.B = A;
        (swapped.StrideA, swapped.StrideB) = (StrideB, StrideA);
        (swapped.TransposeA, swapped.TransposeB, swapped.TransposeC) = (!TransposeB, !TransposeA, !TransposeC);
        return swapped;
    }
}
