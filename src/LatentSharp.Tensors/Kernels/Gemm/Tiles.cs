using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LatentSharp;

/// <summary>The micro-kernels, in the generated part, and the shape that suits each width.</summary>
internal static unsafe partial class Tiles
{
    /// <summary>Vectors in a tile's row.</summary>
    internal const int Vectors = 2;

    /// <summary>
    /// Rows in a tile: as many as the accumulators, one row of B and one number of A fit the registers, 32 with AVX-512 and 16 elsewhere.
    /// </summary>
    internal static int Rows<V>() where V : unmanaged, ILanes<V> => V.Count == 16 ? 12 : 6;

    internal static int Columns<V>() where V : unmanaged, ILanes<V> => Vectors * V.Count;

    /// <summary>Asks for the tile of C, which is needed after the loop over k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<V>(float* c, nint strideC, int rows, int vectors) where V : unmanaged, ILanes<V>
    {
        if (!Sse.IsSupported) return;
        for (; rows > 0; rows--, c += strideC)
        {
            Sse.Prefetch0(c);
            if (vectors == 2) Sse.Prefetch0(c + V.Count);
        }
    }
}
