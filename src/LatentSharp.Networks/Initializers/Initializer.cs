namespace LatentSharp;

/// <summary>Draws the values that a parameter starts from.</summary>
public abstract class Initializer
{
    /// <summary>How a catalog made it, for saving.</summary>
    internal Recipe? Recipe { get; init; }

    /// <summary>Fills new values.</summary>
    /// <param name="values">Where they go, in row-major order.</param>
    /// <param name="shape">The parameter's shape.</param>
    /// <param name="fans">How many inputs and outputs each unit of the layer has.</param>
    /// <param name="random">The stream that belongs to this parameter.</param>
    public abstract void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random);

    /// <summary>A new tensor of initial values.</summary>
    public Tensor Create(Shape shape, Fans fans, RandomStream random) =>
        Tensor.Create<float, (Initializer Self, Shape Shape, Fans Fans, RandomStream Random)>(
            shape, (this, shape, fans, random), (values, state) => state.Self.Fill(values, state.Shape, state.Fans, state.Random));
}

/// <summary>The number of inputs and outputs of each unit, which sets the scale of initial weights.</summary>
/// <param name="In">Inputs to a unit: rows of a dense kernel; kernel area times channels of a convolution.</param>
/// <param name="Out">Outputs that an input reaches.</param>
public readonly record struct Fans(int In, int Out);
