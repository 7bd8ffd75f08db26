namespace LatentSharp;

/// <summary>
/// How a product is cut. The blocks of k decide the order in which each sum is made, and so depend on k alone: never on the width of the
/// vectors, the number of threads or what is packed. All else here is only for speed.
/// </summary>
internal static class Blocking
{
    // Twelve rows of A this long, 38 KiB, nearly fill the first-level cache; longer ones save passes over C.
    private const int MostK = 800;

    /// <summary>Rows of C that are worked on before the next, so that A's packed block of them stays in the last-level cache.</summary>
    internal const int MostRows = 1536;

    /// <summary>A panel of B that leaves room in the first-level cache for A and C to pass by.</summary>
    internal static readonly int BytesOfKeptStrip = Caches.First / 4 * 3;

// No product gained from more where the second level is larger.
    private static readonly int BytesOfPackedB = Math.Min(400 * 1024, Caches.Second / 8 * 5);

    /// <summary>The number of blocks of k. They are as equal as can be: no short last one.</summary>
    internal static int BlocksOfK(int k) => CeilingDivide(Math.Max(1, k), MostK);

    /// <summary>Columns of B in a packed block, in whole panels, so that the block stays in the second-level cache.</summary>
    internal static int ColumnsInBlock<V>(int longestK) where V : unmanaged, ILanes<V>
    {
        var panel = Tiles.Columns<V>();
        return Math.Max(1, BytesOfPackedB / (panel * longestK * sizeof(float))) * panel;
    }

    /// <summary>Panels of rows, which are then as equal in height as can be.</summary>
    internal static int Panels<V>(int rows) where V : unmanaged, ILanes<V> => CeilingDivide(rows, Tiles.Rows<V>());

    internal static int CeilingDivide(int a, int b) => (a + b - 1) / b;
}
