using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LatentSharp;

/// <summary>The micro-kernels, in the generated part, and the shape that suits each width.</summary>
internal static unsafe partial class Tiles
{
    /// <summary>Vectors in a tile's row, but for those of a row by itself.</summary>
    internal const int Vectors = 2;

    /// <summary>
    /// Rows in a tile: as many as the accumulators, one row of B and one number of A fit the registers.
    /// </summary>
    internal static int Rows<V>() where V : unmanaged, ILanes<V> => Registers<V>() == 32 ? 12 : 6;

    /// <summary>The processor's registers for vectors of a width: 32 for those of AVX-512 and on Arm, 16 elsewhere.</summary>
    private static int Registers<V>() where V : unmanaged, ILanes<V> => V.Count == 16 || AdvSimd.Arm64.IsSupported ? 32 : 16;

    internal static int Columns<V>() where V : unmanaged, ILanes<V> => Vectors * V.Count;

    /// <summary>Asks for the tile of C, which is needed after the loop over k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<V>(float* c, nint strideC, int rows, int vectors) where V : unmanaged, ILanes<V>
    {
        if (!Sse.IsSupported) return;
        for (; rows > 0; rows--, c += strideC)
        {
            Sse.Prefetch0(c);
            if (vectors >= 2) Sse.Prefetch0(c + V.Count);
            for (var v = 2; v < vectors; v++) Sse.Prefetch0(c + v * V.Count);
        }
    }
}
