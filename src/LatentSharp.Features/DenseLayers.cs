namespace LatentSharp;

/// <summary>Fully connected layers as estimators start them.</summary>
internal static class DenseLayers
{
    /// <summary>Kernel and bias are drawn from ±1/√in: with Keras's zero biases narrow codes often die (measured on digits).</summary>
    internal static Dense Create(int width, ActivationFunction? activation = null, string? name = null) => new(width, activation)
    {
        KernelInitializer = Initializers.UniformFanIn,
        BiasInitializer = Initializers.UniformFanIn,
        Name = name,
    };

    /// <summary>The weights and biases of layers between these widths, counted without wrapping around; more than <see cref="int.MaxValue"/> is that many.</summary>
    internal static long Count(ReadOnlySpan<int> widths)
    {
        var count = 0L;
        for (var i = 1; i < widths.Length && count <= int.MaxValue; i++) count += ((long)widths[i - 1] + 1) * widths[i];
        return Math.Min(count, int.MaxValue);
    }
}
