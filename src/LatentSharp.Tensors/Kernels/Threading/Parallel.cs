using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Divides results between threads. Sums are never divided, so that bits do not depend on the number of threads.</summary>
internal static unsafe class Parallel
{
    /// <summary>
    /// Runs <paramref name="body"/> over [0, <paramref name="count"/>) in at most <see cref="Engine.Threads"/> contiguous pieces that start
    /// at multiples of <paramref name="grain"/>. Choose the grain so that a piece of that size is worth waking a thread: work that is not
    /// should not come here at all, or come with a grain as large as itself. The calling thread takes part, and does all of it when the
    /// pool is busy with somebody else's work, as it is for a call from within a body.
    /// </summary>
    internal static void For<TBody>(int count, int grain, ref TBody body) where TBody : struct, IParallelBody
    {
        if (count <= 0) return;
        var grains = (count - 1) / grain + 1;
        var pieces = Math.Min(grains, Engine.Threads);
        if (pieces == 1 || !Pool.TryEnter())
        {
            body.Run(0, count);
            return;
        }

        // On this stack frame the body stays where it is, whatever the collector moves meanwhile.
        var shared = body;
        try
        {
            Pool.Run(new Job(&RunPiece<TBody>, Unsafe.AsPointer(ref shared), pieces, grains, grain, count));
        }
        finally
        {
            Pool.Leave();
        }

        body = shared;
    }

    private static void RunPiece<TBody>(void* body, int start, int end) where TBody : struct, IParallelBody =>
        Unsafe.AsRef<TBody>(body).Run(start, end);
}
