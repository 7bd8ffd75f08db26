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
}
