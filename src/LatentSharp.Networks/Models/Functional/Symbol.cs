namespace LatentSharp;

/// <summary>
/// A tensor that is only described: the result of a layer in a network that is being drawn. Calling a layer on a symbol gives the symbol of
/// its
/// result; a <see cref="Model"/> is made from the first and the last.
/// <code>
/// var x = Symbol.Input(784);
/// var z = new Dense(32, Activations.Relu).Call(x);
/// var autoencoder = new Model(x, new Dense(784, Activations.Sigmoid).Call(z));
/// </code>
/// </summary>
public sealed class Symbol
{
    internal Symbol(Shape shape, LayerCall? source, int index = 0, string? name = null)
    {
        Shape = shape;
        Source = source;
        Index = index;
        Name = name;
    }

    /// <summary>The shape, with <see cref="Shape.Any"/> for the batch axis.</summary>
    public Shape Shape { get; }

    /// <summary>The name of an input, if it was given one.</summary>
    public string? Name { get; }

    /// <summary>The call whose result it is; null for an input.</summary>
    internal LayerCall? Source { get; }

    /// <summary>Which of the call's results it is.</summary>
    internal int Index { get; }

    /// <summary>An input of a network.</summary>
    /// <param name="sample">The shape of one sample, without the batch axis.</param>
    /// <param name="name">A name for error messages and the summary.</param>
    public static Symbol Input(Shape sample, string? name = null) => new(sample.Prepend(Shape.Any), null, name: name);

    /// <summary>As in <c>Symbol (?, 784)</c>.</summary>
    public override string ToString() => $"Symbol {Shape}";
}

/// <summary>A layer called on symbols; two calls of one layer are two.</summary>
internal sealed class LayerCall(Layer layer, Symbol[] inputs)
{
    internal Layer Layer => layer;

    internal IReadOnlyList<Symbol> Inputs => inputs;
}
