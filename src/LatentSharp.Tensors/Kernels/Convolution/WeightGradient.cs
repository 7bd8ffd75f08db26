namespace LatentSharp;

/// <summary>
/// The gradient of a convolution's kernel, or of a shard of the lines: for each tap, channel and filter the sum over all outputs of input times the
/// output's gradient. Each number is a chain of fused multiply-adds over the outputs of a block in order, then block to block; blocks are
/// so many lines (rows of a sample's output) as <see cref="WeightGradientBlocks"/> says.
/// </summary>
internal unsafe struct WeightGradient
{
    internal ConvolutionGeometry Geometry;
    internal float* Input, OutputGradient, Result;
    internal bool Accumulate;

    /// <summary>Whether the taps across are one run of channels: neighbours in memory that all outputs see.</summary>
    internal readonly bool TapsMerge => Geometry.Groups == 1 && Geometry.Width.Dilation == 1 && Geometry.Width.IsWithin;

    /// <summary>Products of matrices that the gradient consists of, one below the other: rows of taps where taps merge, single taps elsewhere. A depthwise kernel has one for each tap.</summary>
    internal readonly int Products =>
        (Geometry.IsDepthwise ? 1 : Geometry.Groups) * Geometry.Height.Taps * (TapsMerge ? 1 : Geometry.Width.Taps);

    /// <summary>Rows of each of them.</summary>
    internal readonly int Rows => TapsMerge ? Geometry.Width.Taps * Geometry.Channels : Geometry.ChannelsInGroup;
}

/// <summary>
/// The blocks of outputs over which the gradient of a kernel is summed, which depend on the sizes alone: whole samples of about a thousand
/// outputs, or parts of one sample.
/// </summary>
internal readonly struct WeightGradientBlocks
{
    private const int Outputs = 1024;

    private readonly int samples, parts, samplesInBlock, rows;

    internal WeightGradientBlocks(in ConvolutionGeometry geometry)
    {
        samples = geometry.Samples;
        rows = geometry.Height.Outputs;
        var outputs = Math.Max(1, rows * geometry.Width.Outputs);
        samplesInBlock = Math.Max(1, Outputs / outputs);
        parts = Math.Clamp(outputs / Outputs, 1, Math.Max(1, rows));
    }

    internal int Count => Blocking.CeilingDivide(samples, samplesInBlock) * parts;

    /// <summary>The most lines in a block.</summary>
    internal int MostLines => Math.Min(samples, samplesInBlock) * Blocking.CeilingDivide(rows, parts);

    /// <summary>Block i: the same rows of some samples.</summary>
    internal (Interval Samples, Interval Rows) this[int i]
    {
        get
        {
            var sample = i / parts * samplesInBlock;
            return (new Interval(sample, Math.Min(samples, sample + samplesInBlock)), new Interval(0, rows).Part(parts, i % parts));
        }
    }
}
