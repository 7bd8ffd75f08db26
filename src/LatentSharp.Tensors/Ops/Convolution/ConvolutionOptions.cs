namespace LatentSharp;

/// <summary>How a convolution walks over its input. In one dimension the width counts.</summary>
public sealed record ConvolutionOptions
{
    /// <summary>Inputs from one output to the next, 1 or more. Default 1.</summary>
    public Size2D Strides { get; init; } = 1;

    /// <summary>Inputs from one tap of the kernel to the next, 1 or more. Default 1.</summary>
    public Size2D Dilation { get; init; } = 1;

    /// <summary>What stands around the input. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>Into how many groups channels and filters are divided, each of which is a convolution of its own. Default 1.</summary>
    public int Groups { get; init; } = 1;

    internal static ConvolutionOptions Default { get; } = new();
}
