using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Work that is written once for vectors of every width.</summary>
internal interface IKernel
{
    void Run<V>() where V : unmanaged, ILanes<V>;
}

/// <summary>
/// The one place that chooses the width of vectors: the widest whose fused multiply-add is hardware. The environment variable
/// <c>LATENT_LANES</c> (512, 256, 128 or 1) asks for a narrower one. All widths give the same bits.
/// </summary>
internal static class Dispatch
{
    private static readonly int Widest = Choose(Environment.GetEnvironmentVariable("LATENT_LANES"));

    [ThreadStatic]
    private static int forced;

    /// <summary>Floats in a vector of the width in use: 16, 8, 4 or 1.</summary>
    internal static int Width => forced == 0 ? Widest : forced;

    /// <summary>Runs the kernel at the width in use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<TKernel>(ref TKernel kernel) where TKernel : struct, IKernel, allows ref struct
    {
        switch (Width)
        {
            case 16: kernel.Run<Lanes512>(); break;
            case 8: kernel.Run<Lanes256>(); break;
            case 4: kernel.Run<Lanes128>(); break;
            default: kernel.Run<LanesScalar>(); break;
        }
    }

    /// <summary>Whether this machine has the width, which is 16, 8, 4 or 1.</summary>
    internal static bool Has(int width) => width switch
    {
        16 => Lanes512.IsSupported,
        8 => Lanes256.IsSupported,
        4 => Lanes128.IsSupported,
        _ => width == 1,
    };

    /// <summary>Forces a width for what this thread runs, until called with 0: for tests and benchmarks.</summary>
    internal static void Force(int width) => forced = width;

    private static int Choose(string? wish)
    {
        var most = wish switch { "256" => 8, "128" => 4, "1" => 1, _ => 16 };
        ReadOnlySpan<int> widths = [16, 8, 4];
        foreach (var width in widths)
        {
            if (width <= most && Has(width)) return width;
        }
        return 1;
    }
}
