namespace LatentSharp;

/// <summary>Repeats each place of volumes: (N, D, H, W, C) -> (N, D·depth, H·height, W·width, C).</summary>
/// <param name="size">How often, 1 or more: one number, or (depth, height, width). Default 2.</param>
public sealed class UpSampling3D(Size3D? size = null) : Layer
{
    /// <summary>How often each place is repeated.</summary>
    public Size3D Size { get; } = (size ?? 2) is { Smallest: > 0 } factors
        ? factors : throw new BadArgumentException($"UpSampling3D: size is {size}; each factor must be 1 or more.");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, 3, nameof(UpSampling3D));
        return [input[0], Times(input[1], Size.Depth), Times(input[2], Size.Height), Times(input[3], Size.Width), input[4]];
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Volumes.PlanesThenDepth(input, Size.Plane, Size.Depth, Ops.UpSample);
    }

    private static int Times(int size, int factor) => size == Shape.Any ? size : checked(size * factor);
}
