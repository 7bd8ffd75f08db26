namespace LatentSharp;

/// <summary>
/// Products of two inputs, sample by sample, summed along an axis of each: with axes (2, 2), (N, A, K), (N, B, K) -> (N, A, B); with axes
/// (1, 1), (N, K), (N, K) -> (N, 1).
/// </summary>
/// <param name="axes">The axis of each input that is summed over, counted with the batch axis; of the same size.</param>
/// <param name="normalize">
/// Whether vectors along these axes are given the length 1 first, so that the result is the cosine of their angle. Default false.
/// </param>
public sealed class Dot((int First, int Second) axes, bool normalize = false) : MultiTensorLayer
{
    /// <summary>The same axis of both inputs.</summary>
    /// <param name="axis">Counted with the batch axis.</param>
    /// <param name="normalize">Whether vectors are given the length 1 first. Default false.</param>
    public Dot(int axis, bool normalize = false)
        : this((axis, axis), normalize)
    {
    }

    /// <summary>The axis of each input that is summed over.</summary>
    public (int First, int Second) Axes { get; } = axes;

    /// <summary>Whether vectors are given the length 1 first.</summary>
    public bool Normalize { get; } = normalize;

    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs) => inputs.Length == 2
        ? [Products(inputs[0], inputs[1])]
        : throw new BadArgumentException($"Dot: was called on {inputs.Length} inputs; it takes two.");

    /// <inheritdoc/>
    protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        if (inputs.Length != 2) throw new BadArgumentException($"Dot: was called on {inputs.Length} inputs; it takes two.");
        var output = Products(inputs[0].Shape, inputs[1].Shape);
        var (a, b) = (Vectors(inputs[0], Axes.First), Vectors(inputs[1], Axes.Second));
        results[0] = Ops.Reshape(Ops.MatMul(a, b, transposeB: true), output);
    }

    /// <summary>The shape of the result for inputs of these shapes.</summary>
    private Shape Products(Shape a, Shape b)
    {
        var (i, j) = (Place(Axes.First, a), Place(Axes.Second, b));
        if (a[i] != b[j] && a[i] != Shape.Any && b[j] != Shape.Any)
            throw new BadArgumentException($"Dot: axis {Axes.First} of {a} and axis {Axes.Second} of {b} differ in size.");
        if (a[0] != b[0]) throw new BadArgumentException($"Dot: {a} and {b} are not as many samples.");
        var output = new Shape(a[0]);
        for (var axis = 1; axis < a.Rank; axis++)
        {
            if (axis != i) output = output.Append(a[axis]);
        }
        for (var axis = 1; axis < b.Rank; axis++)
        {
            if (axis != j) output = output.Append(b[axis]);
        }
        return output.Rank == 1 ? output.Append(1) : output;
    }

    /// <summary>(N, …, K), the axis last and the others as one.</summary>
    private Tensor Vectors(Tensor x, int axis)
    {
        var at = Place(axis, x.Shape);
        var size = x.Shape[at];
        x = Ops.Reshape(Ops.MoveAxis(x, at, x.Rank - 1), [x.Shape[0], size == 0 ? 0 : x.Shape[1..].Count / size, size]);
        return Normalize ? UnitNormalization.Divided(x, Ops.Sum(Ops.Square(x), ^1, keepAxis: true)) : x;
    }

    private static int Place(int axis, Shape shape)
    {
        var at = axis < 0 ? shape.Rank + axis : axis;
        return at > 0 && at < shape.Rank
            ? at
            : throw new BadArgumentException($"Dot: axis {axis} is the batch or does not exist in {shape}.");
    }
}
