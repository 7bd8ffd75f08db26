namespace LatentSharp;

/// <summary>
/// The gradient of a convolution's kernel, or of a shard of the lines: for each tap, channel and filter the sum over all outputs of input
/// times the output's gradient. Each number is a chain of fused multiply-adds over the outputs of a block in order, then block to block;
/// blocks are so many lines (rows of a sample's output) as <see cref="GradientBlocks"/> says.
/// </summary>
internal unsafe struct WeightGradient
{
    private const int FewChannels = 8;

    internal ConvolutionGeometry Geometry, Whole;
    internal float* Input, OutputGradient, Result;
    internal bool Accumulate;

    internal readonly GradientBlocks Blocks => new(Whole.Samples, Whole.Height.Outputs, Whole.Width.Outputs, places: 1024);

    /// <summary>Whether the taps across are one run of channels: neighbours in memory that all outputs see.</summary>
    internal readonly bool TapsMerge => Geometry.Groups == 1 && Geometry.Width.Dilation == 1 && (Geometry.Width.IsWithin || IsBordered);

    /// <summary>
    /// Whether zeros are written beside the input's lines so that taps merge: where a single tap has too few channels to fill a tile.
    /// </summary>
    internal readonly bool IsBordered =>
        Geometry.Groups == 1 && Geometry.Width.Dilation == 1 && !Geometry.Width.IsWithin && Geometry.Channels <= FewChannels;

    /// <summary>Elements of a line with its zeros.</summary>
    internal readonly int BorderedLine => ((Geometry.Width.Outputs - 1) * Geometry.Width.Stride + Geometry.Width.Taps) * Geometry.Channels;

    /// <summary>
    /// Products of matrices that the gradient consists of, one below the other: rows of taps where taps merge, single taps elsewhere. A
    /// depthwise kernel has one for each tap.
    /// </summary>
    internal readonly int Products =>
        (Geometry.IsDepthwise ? 1 : Geometry.Groups) * Geometry.Height.Taps * (TapsMerge ? 1 : Geometry.Width.Taps);

    /// <summary>Rows of each of them.</summary>
    internal readonly int Rows => TapsMerge ? Geometry.Width.Taps * Geometry.Channels : Geometry.ChannelsInGroup;
}
