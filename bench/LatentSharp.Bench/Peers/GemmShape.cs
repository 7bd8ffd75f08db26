namespace LatentSharp.Bench;

/// <summary>A product of matrices and its numbers, the same for everyone.</summary>
internal sealed record GemmShape(bool TransposeA, bool TransposeB, int M, int N, int K)
{
    internal int LeadingA => TransposeA ? M : K;

    internal int LeadingB => TransposeB ? K : N;

    internal float[] A => Numbers(M * K);

    internal float[] B => Numbers(K * N);

    internal double Operations => 2.0 * M * N * K;

    private static float[] Numbers(int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++) numbers[i] = (i * 7919 % 2003 - 1001) / 1001f;
        return numbers;
    }
}
