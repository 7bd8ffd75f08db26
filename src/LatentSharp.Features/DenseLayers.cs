namespace LatentSharp;

/// <summary>Fully connected layers as estimators start them.</summary>
internal static class DenseLayers
{
    /// <summary>
    /// Biases are drawn from ±1/√in: with Keras's zeros narrow codes often die (measured on digits); so are kernels unless something else
    /// is said.
    /// </summary>
    internal static Dense Create(int width, ActivationFunction? activation = null, string? name = null, Initializer? kernel = null) =>
        new(width, activation)
    {
        KernelInitializer = kernel ?? Initializers.UniformFanIn,
        BiasInitializer = Initializers.UniformFanIn,
        Name = name,
    };

    /// <summary>
    /// The weights and biases of layers between these widths, counted without wrapping around; more than <see cref="int.MaxValue"/> is that
    /// many.
    /// </summary>
    internal static long Count(ReadOnlySpan<int> widths)
    {
        var count = 0L;
        for (var i = 1; i < widths.Length && count <= int.MaxValue; i++) count += ((long)widths[i - 1] + 1) * widths[i];
        return Math.Min(count, int.MaxValue);
    }
}
