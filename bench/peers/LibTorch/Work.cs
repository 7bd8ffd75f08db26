using System.Runtime.InteropServices;
using LatentSharp.Bench;
using TorchSharp;
using static TorchSharp.torch;

namespace LatentSharp.Peers.LibTorch;

/// <summary>
/// The rows by name, the same work as bench/peers/torch_peer.py does. A name may end in <c>_last</c>, images with their channels last in
/// memory, and then in <c>_fused</c>, the fused Adam.
/// </summary>
internal static partial class Work
{
    private const string Last = "_last", Fused = "_fused";

    internal static Dictionary<string, Func<Setup, Action>> Rows { get; } =
        new[] { Products.Rows, DenseNetworks.Rows, RecurrentNetworks.Rows, Transformers.Rows, ConvolutionalNetworks.Rows, Operations.Rows }
            .SelectMany(rows => rows).ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);

    internal static string Version => $"TorchSharp {typeof(torch).Assembly.GetName().Version!.ToString(3)}, LibTorch {torch.__version__}";

    internal static ISide Create(string row, int threads)
    {
        set_num_threads(threads);
        FlushSubnormals(Context(), true);
        random.manual_seed(0);
        var isFused = row.EndsWith(Fused, StringComparison.Ordinal);
        if (isFused) row = row[..^Fused.Length];
        var isLast = row.EndsWith(Last, StringComparison.Ordinal);
        if (isLast) row = row[..^Last.Length];
        var step = Rows[row](new Setup(isLast, isFused));
        // Each step's tensors go when it ends; what lives on is made outside.
        return new StepLoop(() =>
        {
            using var scope = NewDisposeScope();
            step();
        });
    }

    /// <summary>at::globalContext and at::Context::setFlushDenormal: torch.set_flush_denormal, which TorchSharp lacks.</summary>
    [LibraryImport("libtorch_cpu.so", EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint Context();

    [LibraryImport("libtorch_cpu.so", EntryPoint = "_ZN2at7Context16setFlushDenormalEb")]
    [return: MarshalAs(UnmanagedType.U1)]
    private static partial bool FlushSubnormals(nint context, [MarshalAs(UnmanagedType.U1)] bool value);
}
