namespace LatentSharp;

/// <summary>
/// A network that can be trained, evaluated, used and described as a whole: drawn with symbols, or a class of one's own that overrides
/// <see cref="Layer.OutputShape(Shape)"/>, <see cref="Layer.Layers"/> and <see cref="Layer.Forward(Tensor, in CallContext)"/>, and where
/// the step of training is one's own too, <see cref="TrainStep"/>.
/// </summary>
public partial class Model : Layer
{
    private Compilation? compilation;
    private Shape[]? builtInputs;

    /// <summary>What initial weights, batch order and dropout follow from. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Creates all parameters of a network that says what it takes: one that is drawn, or begins with <see cref="Input"/>.
    /// </summary>
    /// <exception cref="BadArgumentException">It does not say.</exception>
    public void Build()
    {
        if (IsBuilt) return;
        var shapes = DeclaredInputs;
        if (shapes.Length == 0)
            throw new BadArgumentException(
                $"{Name ?? Kind}: Build: the network does not say what it takes; give the shape "
                + "of one sample, or begin with the layer Input.");
        BuildAlone(shapes);
    }

    /// <summary>Creates all parameters for samples of this shape, as a first call would.</summary>
    /// <param name="sample">The shape of one sample, without the batch axis.</param>
    public void Build(Shape sample) => BuildAlone([sample.Prepend(Shape.Any)]);

    /// <summary>Creates all parameters of a network of several inputs, as a first call would.</summary>
    /// <param name="samples">The shape of one sample of each input, without the batch axis.</param>
    public void BuildAll(params Shape[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        BuildAlone(Array.ConvertAll(samples, sample => sample.Prepend(Shape.Any)));
    }

    /// <summary>Creates all parameters from given values.</summary>
    public void Build(Shape sample, WeightSource weights) => BuildAll([sample], weights);

    /// <summary>Creates all parameters of a network of several inputs from given values.</summary>
    internal void BuildAll(ReadOnlySpan<Shape> samples, WeightSource weights)
    {
        var shapes = new Shape[samples.Length];
        for (var i = 0; i < shapes.Length; i++) shapes[i] = samples[i].Prepend(Shape.Any);
        builtInputs = shapes;
        Build(shapes[0], "", Random.Derive("weights"), weights);
    }

    /// <summary>The shapes of the inputs, batch axis included, that it was built for.</summary>
    internal IReadOnlyList<Shape> BuiltInputs => builtInputs ?? [BuiltFor];

    /// <summary>Creates all parameters, as a first call on these samples would.</summary>
    internal void BuildFor(Batch batch) => BuildAlone(Array.ConvertAll(batch.InputArray, input => input.Shape));

    private protected override void BuildDeclared()
    {
        if (!IsBuilt && DeclaredInputs.Length > 0) Build();
    }

    /// <summary>A network stands at the root of its names, and draws from its own seed.</summary>
    private protected override void BuildAlone(ReadOnlySpan<Shape> inputs)
    {
        builtInputs = [.. inputs];
        if (Path.Length > 0) base.BuildAlone(inputs);
        else Build(inputs[0].With(0, Shape.Any), "", Random.Derive("weights"));
    }

    /// <summary>The table of layers, shapes and parameters that Keras users know.</summary>
    /// <exception cref="BadArgumentException">The network is not built: its shapes are not known yet.</exception>
    public string Summary() => Summary(expandNested: false);

    /// <summary>The table of layers, shapes and parameters, with those of the optimizer once the model has been trained.</summary>
    /// <param name="expandNested">Whether the layers of networks within follow them, moved to the right.</param>
    /// <param name="showTrainable">Whether a column tells which layers are trainable: Y or N, - without parameters.</param>
    /// <exception cref="BadArgumentException">The network is not built: its shapes are not known yet.</exception>
    public string Summary(bool expandNested, bool showTrainable = false)
    {
        BuildDeclared();
        return ModelSummary.Of(this, expandNested, showTrainable);
    }

    /// <summary>The shapes of the inputs, batch axis included, of a network that says what it takes; otherwise none.</summary>
    internal virtual Shape[] DeclaredInputs => graph?.InputShapes ?? [];

    /// <summary>How many numbers the optimizers remember.</summary>
    internal long OptimizerCount => compilation?.Minimizers.MemoryCount ?? 0;

    /// <summary>The stream that all randomness of this model follows from.</summary>
    internal RandomStream Random => new(Seed);
}
