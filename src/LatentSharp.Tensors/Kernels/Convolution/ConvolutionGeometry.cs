namespace LatentSharp;

/// <summary>
/// The sizes of a convolution: input (samples, height, width, channels), kernel (taps down, taps across, channels / groups, filters),
/// output (samples, height, width, filters). Group g of the filters sees group g of the channels.
/// </summary>
internal readonly record struct ConvolutionGeometry(
    int Samples, int Channels, int Filters, int Groups, ConvolutionAxis Height, ConvolutionAxis Width)
{
    internal int ChannelsInGroup => Channels / Groups;

    internal int FiltersInGroup => Filters / Groups;

    internal int Taps => Height.Taps * Width.Taps;

    internal int InputCount => Samples * Height.Inputs * Width.Inputs * Channels;

    internal int OutputCount => Samples * Height.Outputs * Width.Outputs * Filters;

    internal int KernelCount => Taps * ChannelsInGroup * Filters;

    /// <summary>Multiplications, those with zeros around the input included.</summary>
    internal long Work => (long)Samples * Height.Outputs * Width.Outputs * Taps * ChannelsInGroup * Filters;

    /// <summary>Whether it is a product of matrices: one tap at each input.</summary>
    internal bool IsProduct => Groups == 1 && Height.IsIdentity && Width.IsIdentity;

    /// <summary>Whether each filter sees one channel, and each channel is seen by one filter.</summary>
    internal bool IsDepthwise => Groups == Channels && Groups == Filters && Groups > 1;
}
