namespace LatentSharp;

/// <summary>Makes images larger: (N, H, W, C) -> (N, H·height, W·width, C).</summary>
/// <param name="size">How many times, 1 or more: one number, or (height, width). Default 2.</param>
public sealed class UpSampling2D(Size2D? size = null) : Layer
{
    /// <summary>How many times larger.</summary>
    public Size2D Size { get; } = (size ?? 2) is { Height: > 0, Width: > 0 } factors
        ? factors : throw new BadArgumentException($"UpSampling2D: size is {size}; each factor must be 1 or more.");

    /// <summary>How places in between are filled. Default <see cref="Interpolation.Nearest"/>.</summary>
    public Interpolation Interpolation { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, 2, nameof(UpSampling2D));
        return [input[0], Times(input[1], Size.Height), Times(input[2], Size.Width), input[3]];
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Interpolation == Interpolation.Nearest ? Ops.UpSample(input, Size) : Ops.UpSampleBilinear(input, Size);
    }

    private static int Times(int size, int factor) => size == Shape.Any ? size : checked(size * factor);
}
