using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// Products with a transposed B and few rows are computed as Cᵀ = B·Aᵀ. B is then read in place, where packing it would take up to a third
/// of the time; each finished tile is turned round on its way to C.
/// </summary>
internal static unsafe class TurnedTile
{
    // To pack one number, and to turn one number of C, takes as long as this many multiplications.
    private const long CostOfPacking = 12, CostOfTurning = 19;

    private const int StrideOfTurned = 16;

    internal static bool Pays<V>(in Product x) where V : unmanaged, ILanes<V>
    {
        if (!x.TransposeB || x.TransposeA) return false;
        long m = x.M, n = x.N, k = x.K, unusedLanes = Blocking.CeilingDivide(x.M, V.Count) * V.Count - m;
        return CostOfPacking * n * k > CostOfPacking * m * k + CostOfTurning * m * n + unusedLanes * n * k;
    }

    /// <summary>Floats that one tile needs as it is and turned.</summary>
    internal static int ScratchLength<V>() where V : unmanaged, ILanes<V> => Tiles.Columns<V>() * (Tiles.Rows<V>() + StrideOfTurned);

    /// <summary>Brings the tile that stands in the scratch memory to <paramref name="c"/>: its rows are C's columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Store<V>(float* scratch, int rows, int columns, float* c, nint strideC, bool adds, float* bias, bool rectifies)
        where V : unmanaged, ILanes<V>
    {
        var turned = scratch + Tiles.Columns<V>() * Tiles.Rows<V>();
        Transposition.Write<V>(scratch, Tiles.Columns<V>(), rows, columns, turned, StrideOfTurned);
        for (var i = 0; i < columns; i++, c += strideC, turned += StrideOfTurned)
        {
            for (var j = 0; j < rows; j += V.Count)
            {
                var count = rows - j;
                var value = V.Load(turned + j);
                if (adds) value = Load<V>(c + j, count) + value;
                if (bias != null) value += Load<V>(bias + j, count);
                if (rectifies) value = V.Rectify(value);
                if (count < V.Count) V.StorePart(value, c + j, count);
                else V.Store(value, c + j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load<V>(float* address, int count) where V : unmanaged, ILanes<V> =>
        count < V.Count ? V.LoadPart(address, count) : V.Load(address);
}
