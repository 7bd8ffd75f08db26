namespace LatentSharp;

/// <summary>Repeats each place of volumes: (N, D, H, W, C) -> (N, D·depth, H·height, W·width, C).</summary>
/// <param name="size">How often, 1 or more: one number, or (depth, height, width). Default 2.</param>
public sealed class UpSampling3D(Size3D? size = null) : Layer
{
    /// <summary>How often each place is repeated.</summary>
    public Size3D Size { get; } = (size ?? 2) is { Depth: > 0, Height: > 0, Width: > 0 } factors
        ? factors : throw new BadArgumentException($"UpSampling3D: size is {size}; each factor must be 1 or more.");

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Checked(input, 3, nameof(UpSampling3D));
        return [input[0], Times(input[1], Size.Depth), Times(input[2], Size.Height), Times(input[3], Size.Width), input[4]];
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var output = OutputShape(input.Shape);
        var (batch, depth) = (input.Shape[0], input.Shape[1]);
        var planes = Ops.UpSample(Ops.Reshape(input, [batch * depth, input.Shape[2], input.Shape[3], input.Shape[4]]), Size.Plane);
        var columns = Ops.Reshape(planes, [batch, depth, output[2] * output[3] * output[4]]);
        return Ops.Reshape(Ops.UpSample(columns, Size.Depth), output);
    }

    private static int Times(int size, int factor) => size == Shape.Any ? size : checked(size * factor);
}
