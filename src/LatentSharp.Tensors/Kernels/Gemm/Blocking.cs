namespace LatentSharp;

/// <summary>
/// How a product is cut. The blocks of k decide the order in which each sum is made, and so depend on k alone: never on the width of the
/// vectors, the number of threads or what is packed. All else here is only for speed.
/// </summary>
internal static class Blocking
{
    /// <summary>A panel of A this long (12 rows, 18 KiB) stays in the first-level cache.</summary>
    private const int TargetK = 384;

    /// <summary>Rows of C that are worked on before the next; A's packed block of them, 2.3 MiB, stays in the last-level cache.</summary>
    internal const int MostRows = 1536;

    /// <summary>The number of blocks of k, as equal as can be: no short last one.</summary>
    internal static int BlocksOfK(int k) => k <= TargetK + TargetK / 2 ? 1 : (k + TargetK - 1) / TargetK;

    /// <summary>Where part <paramref name="i"/> of <paramref name="count"/> begins when <paramref name="length"/> is cut evenly.</summary>
    internal static int Start(int length, int count, int i) => (int)((long)length * i / count);

    internal static int CeilingDivide(int a, int b) => (a + b - 1) / b;
}
