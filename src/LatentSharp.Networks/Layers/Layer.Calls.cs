namespace LatentSharp;

public abstract partial class Layer
{
    /// <summary>Runs the layer on a batch.</summary>
    /// <param name="input">(N, …).</param>
    /// <param name="training">Whether to behave as in training.</param>
    public Tensor Call(Tensor input, bool training = false) => Call(input, new CallContext(training, default));

    /// <summary>Runs the layer as part of a larger call.</summary>
    public Tensor Call(Tensor input, in CallContext context) => Call(new ReadOnlySpan<Tensor>(in input), context);

    /// <summary>Runs a layer of several inputs.</summary>
    public Tensor Call(params ReadOnlySpan<Tensor> inputs) => Call(inputs, CallContext.Inference);

    /// <summary>Runs a layer of several inputs as part of a larger call.</summary>
    /// <exception cref="BadArgumentException">The layer does not take such inputs, or has several results.</exception>
    public Tensor Call(ReadOnlySpan<Tensor> inputs, in CallContext context)
    {
        if (OutputCount != 1) throw HasMany();
        Tensor result = default;
        CallAll(inputs, new Span<Tensor>(ref result), context);
        return result;
    }

    /// <summary>Runs the layer and gives all its results.</summary>
    /// <param name="inputs">(N, …) each.</param>
    /// <param name="training">Whether to behave as in training.</param>
    public Tensor[] CallAll(ReadOnlySpan<Tensor> inputs, bool training = false)
    {
        var results = new Tensor[OutputCount];
        CallAll(inputs, results, new CallContext(training, default));
        return results;
    }

    /// <summary>Runs the layer as part of a larger call; <paramref name="results"/> has room for <see cref="OutputCount"/>.</summary>
    public void CallAll(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
    {
        if (inputs.Length == 0) throw new BadArgumentException($"{Name ?? GetType().Name}: was called on nothing; it takes a tensor.");
        if (results.Length != OutputCount)
            throw new BadArgumentException($"{Name ?? GetType().Name}: has {OutputCount} results; there is room for {results.Length}.");
        if (!IsBuilt)
        {
            var shapes = new Shape[inputs.Length];
            for (var i = 0; i < shapes.Length; i++) shapes[i] = inputs[i].Shape;
            BuildAlone(shapes);
        }
        Forward(inputs, results, context);
        if (MasksItself) return;
        results[0] = results[0].WithMask(OutputMask(inputs));
        if (!SupportsMasking && results[0].Mask.IsDefault) NoteEndOf(inputs);
    }

    /// <summary>Whether this layer and the one that follows it may be tried in one pass: both are built, and there is no mask.</summary>
    internal bool CanCallWith(Layer next, Tensor input) => IsBuilt && next.IsBuilt && input.Mask.IsDefault;

    /// <summary>
    /// Runs this layer and the one that follows it, which takes its result alone, in one pass where there is one; false where there is
    /// none. <see cref="CanCallWith"/> holds.
    /// </summary>
    internal virtual bool TryCallWith(Layer next, Tensor input, out Tensor result)
    {
        result = default;
        return false;
    }

    /// <summary>Describes the layer's result for a symbol: the functional way to draw a network.</summary>
    /// <exception cref="BadArgumentException">The layer does not take such an input, or has several results.</exception>
    public Symbol Call(Symbol input) => Call([input]);

    /// <summary>Describes the result of a layer of several inputs.</summary>
    /// <exception cref="BadArgumentException">The layer does not take such inputs, or has several results.</exception>
    public Symbol Call(params Symbol[] inputs) => OutputCount == 1 ? CallAll(inputs)[0] : throw HasMany();

    /// <summary>Describes all results of a layer.</summary>
    /// <exception cref="BadArgumentException">The layer does not take such inputs.</exception>
    public Symbol[] CallAll(params Symbol[] inputs)
    {
        Require.AllGiven(inputs, Name ?? GetType().Name, "symbol");
        if (inputs.Length == 0) throw new BadArgumentException($"{Name ?? GetType().Name}: was called on nothing; it takes a symbol.");
        var call = new LayerCall(this, [.. inputs]);
        return [.. OutputShapes([.. inputs.Select(input => input.Shape)]).Select((shape, index) => new Symbol(shape, call, index))];
    }

    /// <summary>Whether the layer's own <c>Forward</c> sets the mask of its result: networks of layers do.</summary>
    internal virtual bool MasksItself => false;

    /// <summary>The layer as messages call it.</summary>
    private string Where => Path.Length > 0 ? Path : Name ?? Kind;

    private BadArgumentException HasMany() => new($"{Name ?? GetType().Name}: has {OutputCount} results; CallAll gives them all.");
}
