namespace LatentSharp;

/// <summary>
/// C (m, n) = f(op(A) (m, k) · op(B) (k, n) [+ C] + bias): what is to be computed, over memory that stays where it is. Any block of its rows or
/// columns is a product again.
/// </summary>
internal unsafe struct Product
{
    internal bool TransposeA, TransposeB, Accumulate, Rectify;
    internal int M, N, K;
    internal float* A, B, C, Bias;
    internal nint StrideA, StrideB, StrideC;

    /// <summary>Applies a function that does not fit the micro-kernels to a finished block of C: address, stride, rows, columns.</summary>
    internal delegate*<void*, float*, nint, int, int, void> Finish;
    internal void* FinishState;

    internal readonly Product Block(int firstRow, int rows, int firstColumn, int columns)
    {
        var block = this;
        block.M = rows;
        block.N = columns;
        block.A += TransposeA ? firstRow : firstRow * StrideA;
        block.B += TransposeB ? firstColumn * StrideB : firstColumn;
        block.C += firstRow * StrideC + firstColumn;
        if (Bias != null) block.Bias += firstColumn;
        return block;
    }
}
