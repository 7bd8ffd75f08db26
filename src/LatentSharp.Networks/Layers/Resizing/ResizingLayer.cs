namespace LatentSharp;

/// <summary>Layers that bring images to one size, whatever theirs is: (N, H, W, C) -> (N, height, width, C).</summary>
public abstract class ResizingLayer : Layer
{
    private protected ResizingLayer(int height, int width)
    {
        Height = Require.Positive(height, $"{GetType().Name}: height");
        Width = Require.Positive(width, $"{GetType().Name}: width");
    }

    /// <summary>Rows of the result.</summary>
    public int Height { get; }

    /// <summary>Columns of the result.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        PlaceAxes.Check(input, 2, GetType().Name);
        if (input[1] == 0 || input[2] == 0)
            throw new BadArgumentException($"{GetType().Name}: images {input} have no places to take numbers from.");
        return [input[0], Height, Width, input[3]];
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        OutputShape(input.Shape);
        return Resize(Ops.ToFloat(input));
    }

    private protected abstract Tensor Resize(Tensor images);
}
