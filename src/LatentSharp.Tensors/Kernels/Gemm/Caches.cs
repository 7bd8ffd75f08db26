using System.Runtime.Intrinsics.X86;

namespace LatentSharp;

/// <summary>
/// The sizes in bytes of a core's caches, as an x86 processor tells them; elsewhere those that nearly every core has at least. Blocks are
/// cut by them for speed alone: no bit of a result depends on them.
/// </summary>
internal static class Caches
{
    private const int Levels = 2, MostCaches = 8;
    private const int DataCache = 1, UnifiedCache = 3;

    private static readonly int[] sizes = Read();

    /// <summary>The first level's data cache.</summary>
    internal static int First => sizes[0];

    /// <summary>The second level's.</summary>
    internal static int Second => sizes[1];

    private static int[] Read()
    {
        int[] found = [32 * 1024, 512 * 1024];
        if (!X86Base.IsSupported) return found;
        // Intel's leaf of caches, or AMD's, which has the same form.
        foreach (var (leaf, highest) in new[] { (4, 0), (unchecked((int)0x8000001D), unchecked((int)0x80000000)) })
        {
            if ((uint)X86Base.CpuId(highest, 0).Eax < (uint)leaf) continue;
            for (var i = 0; i < MostCaches; i++)
            {
                var (eax, ebx, ecx, _) = X86Base.CpuId(leaf, i);
                var (kind, level) = (eax & 31, eax >> 5 & 7);
                if (kind == 0) break;
                if (kind is not (DataCache or UnifiedCache) || level is < 1 or > Levels) continue;
                var (ways, partitions, line) = ((ebx >>> 22) + 1, (ebx >> 12 & 1023) + 1, (ebx & 4095) + 1);
                found[level - 1] = (int)Math.Min((long)ways * partitions * line * (ecx + 1L), 1 << 30);
            }
        }
        return found;
    }
}
