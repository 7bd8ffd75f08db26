namespace LatentSharp;

/// <summary>A layer that makes one number of all places of its input, channel by channel.</summary>
public abstract class GlobalPoolingLayer : Layer
{
    private readonly int dimensions;

    private protected GlobalPoolingLayer(int dimensions) => this.dimensions = dimensions;

    /// <summary>Whether the axes of places stay, with size 1. Default false: they go.</summary>
    public bool KeepDims { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, dimensions, GetType().Name);
        if (!KeepDims) return [input[0], input[^1]];
        var output = input;
        for (var axis = 1; axis <= dimensions; axis++) output = output.With(axis, 1);
        return output;
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        var output = OutputShape(input.Shape);
        var places = Ops.Reshape(input, [input.Shape[0], input.Shape[1..^1].Count, input.Shape[^1]]);
        return Ops.Reshape(Pool(places, input.Mask), output);
    }

    /// <summary>(N, places, C) -> (N, C)</summary>
    private protected abstract Tensor Pool(Tensor places, Tensor mask);
}
