namespace LatentSharp;

/// <summary>A layer that makes one number of each window of its input, channel by channel.</summary>
public abstract class PoolingLayer : Layer
{
    private readonly int dimensions;

    private protected PoolingLayer(int dimensions, Size3D window)
    {
        this.dimensions = dimensions;
        Window = Checked(window, "a window");
    }

    /// <summary>
    /// What stands around the input: <see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>. What is padded counts for nothing.
    /// </summary>
    public Padding Padding
    {
        get;
        init => field = value != Padding.Causal
            ? value
            : throw new BadArgumentException($"{GetType().Name}: padding is causal; it can be valid or same.");
    } = Padding.Valid;

    private protected Size3D Window { get; }

    /// <summary>How far windows are apart; null for the window's own size.</summary>
    private protected Size3D? Steps { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, dimensions, GetType().Name);
        var (output, steps) = (input, Steps ?? Window);
        for (var axis = 1; axis <= dimensions; axis++)
            output = output.With(axis, Windows(input, input[axis], Window.Along(axis, dimensions), steps.Along(axis, dimensions)));
        return output;
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

    private protected Size3D Checked(Size3D size, string what) => size.Smallest > 0
        ? size
        : throw new BadArgumentException($"{GetType().Name}: {what} of {Sizes.Written(size, dimensions)}; each size must be 1 or more.");

    private int Windows(Shape input, int size, int pool, int stride)
    {
        var windows = PoolRules.Windows(size, pool, stride, Padding);
        if (windows != 0 || size == 0) return windows;
        throw new BadArgumentException($"{GetType().Name}: a window of {pool} does not fit into size {size} of {input}.");
    }
}

/// <summary>A pooling layer of one, two or three axes: its sizes are <c>int</c>, <see cref="Size2D"/> or <see cref="Size3D"/>.</summary>
/// <typeparam name="TSize">A size along the layer's axes.</typeparam>
public abstract class PoolingLayer<TSize> : PoolingLayer where TSize : struct
{
    private protected PoolingLayer(TSize poolSize) : base(Sizes.Axes<TSize>(), Sizes.Whole(poolSize))
    {
    }

    /// <summary>A window's size.</summary>
    public TSize PoolSize => Sizes.Of<TSize>(Window);

    /// <summary>Places from window to window; null, the default, for the window's own size.</summary>
    public TSize? Strides
    {
        get => Steps is { } steps ? Sizes.Of<TSize>(steps) : null;
        init => Steps = value is { } steps ? Checked(Sizes.Whole(steps), "strides") : null;
    }
}
