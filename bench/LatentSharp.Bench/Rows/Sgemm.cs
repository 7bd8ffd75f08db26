namespace LatentSharp.Bench;

/// <summary>A product of two matrices, against OpenBLAS and the MKL of LibTorch.</summary>
internal sealed class Sgemm(string name, GemmShape shape, double goal) : Row
{
    internal override string Name => name;

    internal override string Work =>
        $"({shape.M}, {shape.K}){(shape.TransposeA ? "ᵀ" : "")} · ({shape.K}, {shape.N}){(shape.TransposeB ? "ᵀ" : "")}";

    internal override double? Goal => goal;

    internal override double? Operations => shape.Operations;

    internal GemmShape Shape => shape;

    internal override ISide Ours()
    {
        var (a, b, c) = (Aligned(shape.A), Aligned(shape.B), Aligned(new float[shape.M * shape.N]));
        return new StepLoop(() => Gemm.Multiply(shape.TransposeA, shape.TransposeB, shape.M, shape.N, shape.K,
            a.Span, shape.LeadingA, b.Span, shape.LeadingB, c.Span, shape.N));
    }

    internal override IEnumerable<Entrant> Peers(Setting setting) => [.. OpenBlas.Of(name, setting), .. LibTorch.Of(name, setting)];

    internal static IEnumerable<Row> All()
    {
        yield return new Sgemm("sgemm_1024", new(false, false, 1024, 1024, 1024), 1);
        yield return new Sgemm("sgemm_2048", new(false, false, 2048, 2048, 2048), 1);
        yield return new Sgemm("sgemm_256x784x64", new(false, false, 256, 784, 64), 1.15);
        yield return new Sgemm("sgemm_64x784x256_tn", new(true, false, 64, 784, 256), 1.15);
        yield return new Sgemm("sgemm_32x784x128", new(false, false, 32, 784, 128), 1.15);
        yield return new Sgemm("sgemm_32x1024x512_nt", new(false, true, 32, 1024, 512), 1.15);
    }

    /// <summary>As a tensor's memory: on a cache line, and where the collector does not move it.</summary>
    private static Memory<float> Aligned(float[] values)
    {
        var array = GC.AllocateArray<float>(values.Length + 16, pinned: true);
        var start = (int)(-(nint)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) & 63) / sizeof(float);
        values.CopyTo(array, start);
        return array.AsMemory(start, values.Length);
    }
}
