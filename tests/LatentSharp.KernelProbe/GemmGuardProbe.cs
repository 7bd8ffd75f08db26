namespace LatentSharp.Tests;

/// <summary>Runs products, and packing by itself, with every operand beside a page that ends the process when touched.</summary>
internal static unsafe class GemmGuardProbe
{
    private static readonly int[] ks = [1, 2, 7, 8, 15, 16, 17, 29];

    internal static int Run(int width)
    {
        Dispatch.Force(width);
        var (products, memory) = (0, new[] { new GuardedMemory(), new GuardedMemory(), new GuardedMemory(), new GuardedMemory() });
        for (var m = 1; m <= 26; m++)
        {
            for (var n = 1; n <= 66; n++)
            {
                foreach (var k in ks)
                {
                    foreach (var atEnd in new[] { true, false })
                    {
                        Multiply(memory, m, n, k, atEnd, transposeA: false, transposeB: false);
                        Multiply(memory, m, n, k, atEnd, transposeA: true, transposeB: false);
                        Multiply(memory, m, n, k, atEnd, transposeA: false, transposeB: true);
                        Multiply(memory, m, n, k, atEnd, transposeA: true, transposeB: true);
                        products += 4;
                    }
                }
            }
        }

        var packing = new Pack(memory);
        Dispatch.Run(ref packing);
        Console.WriteLine($"products {products} panels {packing.Count}");
        return 0;
    }

    private static void Multiply(GuardedMemory[] memory, int m, int n, int k, bool atEnd, bool transposeA, bool transposeB)
    {
        Gemm.Multiply(transposeA, transposeB, m, n, k,
            Place(memory[0], m * k, atEnd), transposeA ? m : k, Place(memory[1], k * n, atEnd), transposeB ? k : n,
            Place(memory[2], m * n, atEnd), n, accumulate: true, Place(memory[3], n, atEnd), default(Double));
    }

    private static Span<float> Place(GuardedMemory memory, int count, bool atEnd) => atEnd ? memory.AtEnd(count) : memory.AtStart(count);

    private readonly struct Double : IMap
    {
        public V Apply<V>(V x) where V : unmanaged, ILanes<V> => x + x;
    }

    /// <summary>Packs whole matrices; a target has the slack that packing may spoil, and nothing more.</summary>
    private struct Pack(GuardedMemory[] memory) : IKernel
    {
        internal int Count;

        public void Run<V>() where V : unmanaged, ILanes<V>
        {
            for (var size = 1; size <= 60; size++)
            {
                foreach (var k in ks)
                {
                    foreach (var transpose in new[] { false, true })
                    {
                        foreach (var atEnd in new[] { true, false })
                        {
                            var panels = Blocking.CeilingDivide(size, Tiles.Columns<V>()) * Tiles.Columns<V>();
                            fixed (float* source = Place(memory[0], size * k, atEnd))
                            fixed (float* packedA = Place(memory[1], (size * k) + Transposition.Slack, atEnd))
                            fixed (float* packedB = Place(memory[2], (panels * k) + Transposition.Slack, atEnd))
                            {
                                var x = new Product
                                {
                                    A = source, B = source, M = size, N = size, K = k, TransposeA = transpose, TransposeB = transpose,
                                };
                                (x.StrideA, x.StrideB) = (transpose ? size : k, transpose ? k : size);
                                Packing.PackA<V>(x, new Interval(0, size), new Interval(0, k), packedA);
                                Packing.PackB<V>(x, new Interval(0, size), new Interval(0, k), packedB);
                            }

                            Count += 2;
                        }
                    }
                }
            }
        }
    }
}
