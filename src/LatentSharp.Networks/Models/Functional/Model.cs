namespace LatentSharp;

public partial class Model
{
    private readonly Graph? graph;

    /// <summary>Creates a network that a class of one's own computes.</summary>
    protected Model()
    {
    }

    /// <summary>Creates the network that leads from one symbol to another.</summary>
    /// <exception cref="BadArgumentException">The output does not follow from the input alone.</exception>
    public Model(Symbol input, Symbol output) : this([input], output)
    {
    }

    /// <summary>Creates a network of several inputs.</summary>
    /// <exception cref="BadArgumentException">The output depends on an input that is not given.</exception>
    public Model(Symbol[] inputs, Symbol output) : this(inputs, [output])
    {
    }

    /// <summary>Creates a network of several outputs.</summary>
    /// <exception cref="BadArgumentException">An output depends on an input that is not given.</exception>
    public Model(Symbol input, Symbol[] outputs) : this([input], outputs)
    {
    }

    /// <summary>Creates a network of several inputs and outputs.</summary>
    /// <exception cref="BadArgumentException">An output depends on an input that is not given.</exception>
    public Model(Symbol[] inputs, Symbol[] outputs)
    {
        Require.AllGiven(inputs, "Model", "input");
        Require.AllGiven(outputs, "Model", "output");
        graph = new Graph([.. inputs], [.. outputs]);
    }

    /// <inheritdoc/>
    public override int OutputCount => graph?.Outputs ?? 1;

    /// <summary>
    /// The names of the outputs: of a drawn network those of their layers, otherwise <c>output_0</c>, <c>output_1</c> and so on.
    /// </summary>
    public IReadOnlyList<string> OutputNames =>
        graph?.OutputNames()
            ?? [
                .. Enumerable.Range(0, OutputCount).Select(i =>
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"output_{i}"))];

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => graph?.Layers ?? [];

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Drawn.OutputShapes([input])[0];

    /// <inheritdoc/>
    public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs) => graph?.OutputShapes(inputs) ?? base.OutputShapes(inputs);

    /// <summary>The layer of this name.</summary>
    /// <exception cref="BadArgumentException">There is none.</exception>
    public Layer GetLayer(string name) =>
        Layers.FirstOrDefault(layer =>
            layer.Path == name || layer.Name == name || layer.Path.EndsWith($"/{name}", StringComparison.Ordinal))
        ?? throw new BadArgumentException(
            $"GetLayer: no layer is called '{name}'; there are {string.Join(", ", Layers.Select(layer => layer.Name ?? layer.Path))}.");

    /// <summary>The layer at this place.</summary>
    /// <param name="index">From 0; a negative one counts from the end.</param>
    /// <exception cref="BadArgumentException">There are not that many.</exception>
    public Layer GetLayer(int index)
    {
        var place = index < 0 ? Layers.Count + index : index;
        return place >= 0 && place < Layers.Count
            ? Layers[place]
            : throw new BadArgumentException($"GetLayer: there is no layer {index}; there are {Layers.Count}.");
    }

    /// <summary>A network of one's own class meets one sample of zeros, so that its layers learn their shapes.</summary>
    protected internal override void BuildParameters(Shape input, Builder builder)
    {
        if (graph is not null)
        {
            graph.Build(graph.InputShapes, builder);
            return;
        }
        builder.Adopt(Layers);
        var shapes = builtInputs ?? [input];
        if (!Array.TrueForAll(shapes, shape => shape[1..].IsKnown)) return;
        using var scope = InferenceScope.Open();
        var zeros = Array.ConvertAll(shapes, shape => Tensor.Zeros(shape.With(0, 1)));
        Forward(zeros, new Tensor[OutputCount], CallContext.Inference);
    }

    /// <inheritdoc/>
    protected internal override Tensor Forward(Tensor input, in CallContext context)
    {
        Tensor result = default;
        Drawn.Run(new ReadOnlySpan<Tensor>(in input), new Span<Tensor>(ref result), context);
        return result;
    }

    /// <inheritdoc/>
    protected internal override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        if (graph is null) base.Forward(inputs, results, context);
        else graph.Run(inputs, results, context);
    }

    /// <summary>The layers between symbols; null for a network that its class computes.</summary>
    internal Graph? Graph => graph;

    internal override bool MasksItself => true;

    /// <summary>Each layer in order with the shape of its result and what it follows, for the summary.</summary>
    internal virtual IEnumerable<(Layer Layer, Shape Output, IReadOnlyList<string> After)> Describe() =>
        graph?.Describe() ?? Layers.Select(layer => (layer, Shape.Scalar, (IReadOnlyList<string>)[]));

    private Graph Drawn =>
        graph
            ?? throw new BadArgumentException(
                $"{GetType().Name}: is a Model of its own class and must override OutputShape and "
                + "Forward, or OutputShapes and the Forward of spans.");
}
