namespace LatentSharp;

/// <summary>
/// Layers one after the other.
/// <code>
/// var model = new Sequential(new Dense(64, Activations.Relu), new Dense(10));
/// </code>
/// </summary>
public sealed class Sequential : Model
{
    private readonly Layer[] layers;
    private readonly string[] names;

    /// <summary>Creates the network; its parameters come with the first samples.</summary>
    /// <exception cref="BadArgumentException">There is no layer, one is null, or two have the same name.</exception>
    public Sequential(params Layer[] layers)
    {
        Require.AllGiven(layers, "Sequential", "layer");
        if (layers.Length == 0) throw new BadArgumentException("Sequential: has no layers; it needs one or more.");
        this.layers = [.. layers];
        names = Naming.Unique(layers);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => layers;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => layers.Aggregate(input, (shape, layer) => layer.OutputShape(shape));

    internal override IEnumerable<(Layer Layer, Shape Output, IReadOnlyList<string> After)> Describe()
    {
        var shape = BuiltFor;
        foreach (var layer in layers)
        {
            shape = layer.OutputShape(shape);
            if (layer is not Input) yield return (layer, shape, []);
        }
    }

    internal override Shape[] DeclaredInputs => layers[0] switch
    {
        Input input => [input.Shape.Prepend(Shape.Any)],
        Model model => model.DeclaredInputs,
        _ => [],
    };

    /// <inheritdoc/>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            builder.Build(layers[i], names[i], input);
            input = layers[i].OutputShape(input);
        }
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            var follows = i + 1 < layers.Length && layers[i].CanCallWith(layers[i + 1], input);
            if (follows && layers[i].TryCallWith(layers[i + 1], input, out var result)) (input, i) = (result, i + 1);
            else input = layers[i].Call(input, context);
        }

        return input;
    }
}
