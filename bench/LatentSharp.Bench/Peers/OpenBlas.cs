using System.Runtime.InteropServices;

namespace LatentSharp.Bench;

/// <summary>OpenBLAS through its C interface, served by this same program.</summary>
internal static unsafe class OpenBlas
{
    internal const string Family = "OpenBLAS";

    private const string File = "libopenblas.so.0";
    private const int RowMajor = 101, AsIs = 111, Transposed = 112;

    internal static IEnumerable<Entrant> Of(string row, Setting setting)
    {
        foreach (var threads in setting.PeerThreads)
        {
            foreach (var capability in setting.Capabilities)
            {
                yield return new Entrant(
                    Family, Variants.Name(threads, capability), Entrant.Program(Family), row, threads, setting.Peers(threads, capability));
            }
        }
    }

    internal static int Serve(GemmShape shape, int threads)
    {
        if (!NativeLibrary.TryLoad(File, out var library))
            return SideServer.Refuse($"{File} is not installed (apt-get install libopenblas0-pthread)");
        var setThreads = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
        var describe = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, "openblas_get_config");
        var multiply = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");

        setThreads(threads);
        float* a = Allocate(shape.A), b = Allocate(shape.B), c = Allocate(new float[shape.M * shape.N]);
        return SideServer.Serve(Marshal.PtrToStringAnsi((nint)describe())!.Trim(), new StepLoop(() => multiply(
            RowMajor, shape.TransposeA ? Transposed : AsIs, shape.TransposeB ? Transposed : AsIs,
            shape.M, shape.N, shape.K, 1, a, shape.LeadingA, b, shape.LeadingB, 0, c, shape.N)));
    }

    private static float* Allocate(float[] values)
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)values.Length * sizeof(float), 64);
        values.CopyTo(new Span<float>(memory, values.Length));
        return memory;
    }
}
