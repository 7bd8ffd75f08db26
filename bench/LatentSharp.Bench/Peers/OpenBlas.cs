using System.Globalization;
using System.Runtime.InteropServices;

namespace LatentSharp.Bench;

/// <summary>
/// OpenBLAS through its C interface, run by this same program in a process of its own: <c>--openblas threads transposeA transposeB m n
/// k</c>.
/// </summary>
internal static unsafe class OpenBlas
{
    private const int RowMajor = 101, AsIs = 111, Transposed = 112;

    internal const string Argument = "--openblas";

    /// <summary>One process for each number of threads up to the row's.</summary>
    internal static IEnumerable<PeerProcess> Start(int threads, GemmShape shape)
    {
        for (var n = 1; n <= threads; n++)
        {
            var peer = PeerProcess.Start(
                Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], Argument, .. Arguments(n, shape)], []);
            if (peer is not null) yield return peer;
        }
    }

    internal static int Serve(string[] arguments)
    {
        if (!NativeLibrary.TryLoad("libopenblas.so.0", out var library)) return 1;
        var setThreads = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
        var describe = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, "openblas_get_config");
        var multiply = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");

        var threads = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var shape = new GemmShape(bool.Parse(arguments[1]), bool.Parse(arguments[2]), Integer(3), Integer(4), Integer(5));
        setThreads(threads);
        float* a = Allocate(shape.A), b = Allocate(shape.B), c = Allocate(new float[shape.M * shape.N]);
        var loop = new StepLoop(() => multiply(RowMajor, shape.TransposeA ? Transposed : AsIs, shape.TransposeB ? Transposed : AsIs,
            shape.M, shape.N, shape.K, 1, a, shape.LeadingA, b, shape.LeadingB, 0, c, shape.N));

        Console.WriteLine("ready " + Marshal.PtrToStringAnsi((nint)describe())!.Trim());
        while (Console.ReadLine() is { } seconds)
            Console.WriteLine(loop.Run(double.Parse(seconds, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
        return 0;

        int Integer(int i) => int.Parse(arguments[i], CultureInfo.InvariantCulture);
    }

    private static float* Allocate(float[] values)
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)values.Length * sizeof(float), 64);
        values.CopyTo(new Span<float>(memory, values.Length));
        return memory;
    }

    private static string[] Arguments(int threads, GemmShape s) =>
        [Text(threads), s.TransposeA.ToString(), s.TransposeB.ToString(), Text(s.M), Text(s.N), Text(s.K)];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
