namespace LatentSharp;

/// <summary>
/// A layer that makes one number of each window of its input, channel by channel, along one, two or three axes: its sizes are <c>int</c>,
/// <see cref="Size2D"/> or <see cref="Size3D"/>.
/// </summary>
/// <typeparam name="TSize">A size along the layer's axes.</typeparam>
public abstract class PoolingLayer<TSize> : Layer where TSize : struct
{
    private static readonly int Dimensions = Sizes.Axes<TSize>();
    private readonly Size3D? steps;

    private protected PoolingLayer(TSize poolSize) => Window = Checked(poolSize, "a window");

    /// <summary>A window's size.</summary>
    public TSize PoolSize => Sizes.Of<TSize>(Window);

    /// <summary>Places from window to window; null, the default, for the window's own size.</summary>
    public TSize? Strides
    {
        get => steps is { } size ? Sizes.Of<TSize>(size) : null;
        init => steps = value is { } size ? Checked(size, "strides") : null;
    }

    /// <summary>
    /// What stands around the input: <see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>. What is padded counts for
    /// nothing.
    /// </summary>
    public Padding Padding
    {
        get;
        init => field = value != Padding.Causal
            ? value
            : throw new BadArgumentException($"{GetType().Name}: padding is causal; it can be valid or same.");
    } = Padding.Valid;

    internal Size3D Window { get; }

    /// <summary>Places from window to window.</summary>
    internal Size3D Steps => steps ?? Window;

    /// <summary>Whether a window's number is its largest.</summary>
    internal virtual bool TakesLargest => false;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, Dimensions, GetType().Name);
        var output = input;
        for (var axis = 1; axis <= Dimensions; axis++)
            output = output.With(axis, Windows(input, input[axis], Window.Along(axis, Dimensions), Steps.Along(axis, Dimensions)));
        return output;
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Dimensions > 2
            ? Volumes.Pool(input, Window, Steps, Padding, Operation)
            : Operation(input, Window.Plane, Steps.Plane, Padding);
    }

    /// <summary>The operation on images or sequences: of an input, windows, strides and padding.</summary>
    private protected abstract Func<Tensor, Size2D, Size2D, Padding, Tensor> Operation { get; }

    private Size3D Checked(TSize size, string what) => Sizes.Whole(size) is { Smallest: > 0 } whole
        ? whole
        : throw new BadArgumentException(
            FormattableString.Invariant($"{GetType().Name}: {what} of {size}; each size must be 1 or more."));

    private int Windows(Shape input, int size, int pool, int stride)
    {
        var windows = PoolRules.Windows(size, pool, stride, Padding);
        if (windows != 0 || size == 0) return windows;
        throw new BadArgumentException($"{GetType().Name}: a window of {pool} does not fit into size {size} of {input}.");
    }
}
