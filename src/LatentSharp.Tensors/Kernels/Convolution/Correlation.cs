namespace LatentSharp;

/// <summary>
/// What is to be computed, over memory that stays where it is: each result is the sum, over the taps that meet an existing source, of the
/// source's channels times the tap's matrix. A convolution is one from its input to its output; its data gradient is one from the gradient
/// of the output to that of the input.
/// </summary>
internal unsafe struct Correlation
{
    /// <summary>More channels than this are worth a vector of their own.</summary>
    private const int FewChannels = 4;

    internal int Samples, Groups;

    /// <summary>Channels of a source and of a result, of all groups.</summary>
    internal int SourceChannels, ResultChannels;

    internal AxisWalk Height, Width;

    internal float* Source, Result, Bias;

    /// <summary>For each tap, in the order of the walks, a matrix (source channels of a group, result channels of all).</summary>
    internal float* Kernel;

    /// <summary>The kernel once more, packed panel by panel for several runs of <see cref="CorrelationLines{V}"/>; null for none.</summary>
    internal float* Packed;

    /// <summary>
    /// Only for <see cref="ThinLines{V}"/>, whose kernel is one matrix for all taps in the kernel's own order: whether it stands as (taps,
    /// result channels, source channels) instead of (source channels, taps, result channels).
    /// </summary>
    internal bool KernelIsTurned;

    internal bool Accumulate, Rectify;

    /// <summary>Applies a function that does not fit the micro-kernels, as in <see cref="Product"/>.</summary>
    internal delegate*<void*, float*, nint, int, int, void> Finish;
    internal void* FinishState;

    /// <summary>Whether each channel is correlated by itself.</summary>
    internal readonly bool IsDepthwise => Groups > 1 && Groups == SourceChannels && Groups == ResultChannels;

    /// <summary>
    /// Whether it suits <see cref="ThinLines{V}"/>: there are few result channels. Sources that are strided over would be multiplied in
    /// vain there, and with one tap there is nothing to sum.
    /// </summary>
    internal readonly bool IsThin =>
        Groups == 1 && ResultChannels <= FewChannels && Height.Taps * Width.Taps > 1 && Height.SourceStep == 1 && Width.SourceStep == 1;

    /// <summary>Rows of results, the unit in which threads divide them.</summary>
    internal readonly int Lines => Samples * Height.Results;

    internal readonly void Run<V>(int start, int end) where V : unmanaged, ILanes<V>
    {
        if (IsThin) new ThinLines<V>(this).Run(start, end);
        else new CorrelationLines<V>(this).Run(start, end);
    }
}
