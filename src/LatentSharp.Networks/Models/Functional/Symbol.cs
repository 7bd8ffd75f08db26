namespace LatentSharp;

/// <summary>
/// A tensor that is only described: the result of a layer in a network that is being drawn. Calling a layer on a symbol gives the symbol of its
/// result; a <see cref="Model"/> is made from the first and the last.
/// <code>
/// var x = Symbol.Input(784);
/// var z = new Dense(32, Activations.Relu).Call(x);
/// var autoencoder = new Model(x, new Dense(784, Activations.Sigmoid).Call(z));
/// </code>
/// </summary>
public sealed class Symbol
{
    internal Symbol(Shape shape, Layer? layer, IReadOnlyList<Symbol> inputs, string? name = null)
    {
        Shape = shape;
        Layer = layer;
        Inputs = inputs;
        Name = name;
    }

    /// <summary>The shape, with <see cref="Shape.Any"/> for the batch axis.</summary>
    public Shape Shape { get; }

    /// <summary>The name of an input, if it was given one.</summary>
    public string? Name { get; }

    /// <summary>The layer whose result it is; null for an input.</summary>
    internal Layer? Layer { get; }

    /// <summary>What the layer was called on.</summary>
    internal IReadOnlyList<Symbol> Inputs { get; }

    /// <summary>An input of a network.</summary>
    /// <param name="sample">The shape of one sample, without the batch axis.</param>
    /// <param name="name">A name for error messages and the summary.</param>
    public static Symbol Input(Shape sample, string? name = null) => new(sample.Prepend(Shape.Any), null, [], name);

    /// <summary>As in <c>Symbol (?, 784)</c>.</summary>
    public override string ToString() => $"Symbol {Shape}";
}
