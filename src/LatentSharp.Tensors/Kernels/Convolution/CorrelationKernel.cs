using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Runs a correlation at one width, divided between threads when it is large enough.</summary>
internal unsafe struct CorrelationKernel<TActivation> : IKernel where TActivation : struct, IMap
{
    internal Correlation Correlation;
    internal TActivation Activation;
    internal long Work;

    /// <summary>The windows over the results whose largest numbers are wanted, and where these go; null for none.</summary>
    internal PoolGeometry? Pool;
    internal float* Largest;

    public void Run<V>() where V : unmanaged, ILanes<V>
    {
        var thin = Correlation.IsThin;
        Correlation.Rectify = Activation is IRectifier && !thin;
        if (Activation is not (IIdentity or IRectifier) || (thin && Activation is IRectifier))
        {
            Correlation.Finish = &GemmKernel<TActivation>.Finish<V>;
            Correlation.FinishState = Unsafe.AsPointer(ref Activation);
        }

        var parts = Pace.Parts(Work);
        if (Pool is { } pool) Run(new PooledLines<V>(Correlation, pool, Largest, Activation is IRectifier), pool.Lines, parts, Least(pool));
        else if (thin) Run(new ThinLines<V>(Correlation), Correlation.Lines, parts);
        else Run(new CorrelationLines<V>(Correlation), Correlation.Lines, parts);
    }

    /// <summary>Results that are kept may not be written by two threads: windows that share some stay together, in whole images.</summary>
    private readonly int Least(in PoolGeometry pool) => Correlation.Result != null && pool.Down.Overlaps ? Math.Max(pool.Down.Out, 1) : 1;

    private static void Run<TLines>(TLines lines, int count, int parts, int least = 1) where TLines : struct, IParallelBody
    {
        if (parts == 1) lines.Run(0, count);
        else Parallel.For(count, Blocking.CeilingDivide(Blocking.CeilingDivide(count, parts), least) * least, ref lines);
    }
}
