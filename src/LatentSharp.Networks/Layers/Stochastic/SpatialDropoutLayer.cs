namespace LatentSharp;

/// <summary>
/// Dropout of whole channels (Tompson et al. 2015): in training sets a share of them to 0 and scales the others by 1 / (1 - rate).
/// </summary>
public abstract class SpatialDropoutLayer : DropoutLayer
{
    private readonly int dimensions;

    private protected SpatialDropoutLayer(double rate, int dimensions) : base(rate) => this.dimensions = dimensions;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, dimensions, GetType().Name);
        return input;
    }

    private protected override Tensor Drop(Tensor input, RandomStream random)
    {
        var channels = input.Shape;
        for (var axis = 1; axis <= dimensions; axis++) channels = channels.With(axis, 1);
        return input * Ops.DropoutMask(channels, (float)Rate, (float)(1 / (1 - Rate)), random);
    }
}
