using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>Runs a correlation at one width, divided between threads when it is large enough.</summary>
internal unsafe struct CorrelationKernel<TActivation> : IKernel where TActivation : struct, IMap
{
    internal Correlation Correlation;
    internal TActivation Activation;
    internal long Work;

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
        if (thin) Run(new ThinLines<V>(Correlation), parts);
        else Run(new CorrelationLines<V>(Correlation), parts);
    }

    private readonly void Run<TLines>(TLines lines, int parts) where TLines : struct, IParallelBody
    {
        if (parts == 1) lines.Run(0, Correlation.Lines);
        else Parallel.For(Correlation.Lines, Blocking.CeilingDivide(Correlation.Lines, parts), ref lines);
    }
}
