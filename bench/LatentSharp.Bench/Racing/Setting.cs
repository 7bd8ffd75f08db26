using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>What a row is raced at: a number of threads and the width of vectors in bits.</summary>
internal sealed record Setting(int Threads, int Bits)
{
    /// <summary>The widest vectors of this processor.</summary>
    internal static int Widest => Dispatch.Has(16) ? 512 : Dispatch.Has(8) ? 256 : Dispatch.Has(4) ? 128 : 32;

    /// <summary>The widths worth a race of their own on this processor.</summary>
    internal static int[] Widths => Widest == 512 ? [512, 256] : [Widest];

    /// <summary>All threads: of the processors as many as the engine takes.</summary>
    internal static int Most => Math.Min(Environment.ProcessorCount, 64);

    internal static int[] ThreadCounts => Most == 1 ? [1] : [1, Most];

    /// <summary>One thread, each power of two and all of them: the peer's best counts.</summary>
    internal IEnumerable<int> PeerThreads
    {
        get
        {
            for (var threads = 1; threads < Threads; threads *= 2) yield return threads;
            yield return Threads;
        }
    }

    /// <summary>
    /// How ATen, PyTorch's library of operations, and OpenBLAS are told to vectorise; empty leaves them to choose. They do not always
    /// choose the best, OpenBLAS on a processor newer than itself not by far, so both are tried.
    /// </summary>
    internal IEnumerable<string> Capabilities =>
        Bits < Widest ? ["avx2"] : Bits == 512 ? ["", "avx512"] : Bits == 256 ? ["", "avx2"] : [""];

    /// <summary>Holds ours to the width.</summary>
    internal IEnumerable<(string Name, string Value)> Ours =>
        Bits == Widest ? [] : [("LATENT_LANES", Text(Bits)), ("DOTNET_EnableAVX512", "0")];

    /// <summary>
    /// The number of threads for libraries that ask the environment, the capability, and on a processor with wider vectors what holds
    /// oneDNN (by both of its names) and MKL to 256 bits. ONNX Runtime cannot be held.
    /// </summary>
    /// <param name="threads">The threads that the peer may use.</param>
    /// <param name="capability">One of <see cref="Capabilities"/>.</param>
    internal IEnumerable<(string Name, string Value)> Peers(int threads, string capability = "") =>
    [
        .. capability.Length == 0 ? Array.Empty<(string, string)>() :
        [
            ("ATEN_CPU_CAPABILITY", capability), ("OPENBLAS_CORETYPE", capability == "avx512" ? "SkylakeX" : "Haswell"),
        ],
        ("OPENBLAS_NUM_THREADS", Text(threads)), ("OMP_NUM_THREADS", Text(threads)), ("MKL_NUM_THREADS", Text(threads)),
        .. Bits == Widest ? Array.Empty<(string, string)>() :
        [
            ("DNNL_MAX_CPU_ISA", "AVX2"), ("ONEDNN_MAX_CPU_ISA", "AVX2"), ("MKL_ENABLE_INSTRUCTIONS", "AVX2"),
        ],
    ];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
