namespace LatentSharp;

/// <summary>A layer that makes one number of each window of its input, channel by channel.</summary>
public abstract class PoolingLayer : Layer
{
    private readonly int dimensions;
    private readonly Padding padding = Padding.Valid;

    private protected PoolingLayer(int dimensions, Size3D window)
    {
        this.dimensions = dimensions;
        Window = Checked(window, "a window");
    }

    /// <summary>What stands around the input: <see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>. What is padded counts for nothing.</summary>
    public Padding Padding
    {
        get => padding;
        init => padding = value != Padding.Causal ? value : throw new BadArgumentException($"{GetType().Name}: padding is causal; it can be valid or same.");
    }

    private protected Size3D Window { get; }

    /// <summary>How far windows are apart; null for the window's own size.</summary>
    private protected Size3D? Steps { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank != dimensions + 2)
            throw new BadArgumentException($"{GetType().Name}: input {input} is not {PlaceAxes.Written(dimensions)}.");
        var steps = Steps ?? Window;
        var output = input.With(^2, Windows(input, input[^2], Window.Width, steps.Width));
        if (dimensions > 1) output = output.With(^3, Windows(input, input[^3], Window.Height, steps.Height));
        return dimensions > 2 ? output.With(1, Windows(input, input[1], Window.Depth, steps.Depth)) : output;
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        var strides = Steps ?? Window;
        return dimensions > 2
            ? Volumes.Pool(input, Window, strides, Padding, Operation)
            : Operation(input, Window.Plane, strides.Plane, Padding);
    }

    /// <summary>The operation on images or sequences: of an input, windows, strides and padding.</summary>
    private protected abstract Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation { get; }

    private protected Size3D Checked(Size3D size, string what) => size is { Depth: > 0, Height: > 0, Width: > 0 }
        ? size
        : throw new BadArgumentException($"{GetType().Name}: {what} of {(dimensions > 2 ? size.ToString() : size.Plane.ToString())}; each size must be 1 or more.");


    private int Windows(Shape input, int size, int pool, int stride)
    {
        var windows = PoolRules.Windows(size, pool, stride, Padding);
        return windows != 0 || size == 0 ? windows : throw new BadArgumentException($"{GetType().Name}: a window of {pool} does not fit into size {size} of {input}.");
    }
}
