using System.Runtime.CompilerServices;

namespace LatentSharp.Tests;

/// <summary>Every kernel on memory that begins or ends beside a page that must not be touched.</summary>
internal static class GuardProbe
{
    private const int Longest = 257;

    internal static int Run(int width)
    {
        Dispatch.Force(width);
        var memory = new[] { new GuardedMemory(), new GuardedMemory(), new GuardedMemory(), new GuardedMemory() };
        var runs = 0;
        for (var n = 0; n <= Longest; n++, runs++)
        {
            foreach (var (_, least, kernel) in KernelCases.All)
            {
                if (n < least) continue;
                kernel(Filled(memory[0].AtEnd(n), memory[1].AtEnd(n), memory[2].AtEnd(n), memory[3].AtEnd(n)));
                kernel(Filled(memory[0].AtStart(n), memory[1].AtStart(n), memory[2].AtStart(n), memory[3].AtStart(n)));
            }
        }
        Console.WriteLine($"lengths {runs} kernels {KernelCases.All.Length}");
        return 0;
    }

    /// <summary>Proves that the pages work: reads or writes one vector too far, as a careless kernel would, and dies.</summary>
    internal static unsafe int Overrun(string kind)
    {
        var memory = new GuardedMemory();
        var inside = memory.AtEnd(17);
        fixed (float* at = inside)
        {
            if (kind == "none") LanesScalar.Store(LanesScalar.Load(at + 16), at + 16);
            if (kind == "read") LanesScalar.Store(LanesScalar.Load(at + 17), at);
            if (kind == "write") LanesScalar.Store(LanesScalar.Load(at), at + 17);
            if (kind == "vector") ElementwiseLoops.Map<LanesScalar, Same, Overwriting>(default, at, at, 18);
        }
        fixed (float* at = memory.AtStart(17))
        {
            if (kind == "before") LanesScalar.Store(LanesScalar.Load(at - 1), at);
        }
        Console.WriteLine("survived");
        return 0;
    }

    private static Operands Filled(Span<float> a, Span<float> b, Span<float> c, Span<float> y)
    {
        for (var i = 0; i < y.Length; i++) (a[i], b[i], c[i], y[i]) = (i * 0.01f, 1 + i, 2 + i, i);
        return new Operands(a, b, c, y);
    }

    private readonly struct Same : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x;
    }
}
