using System.Globalization;

namespace LatentSharp;

/// <summary>Adversarial networks of fully connected layers with LeakyReLU.</summary>
internal static class DenseGan
{
    private const float Slope = 0.2f;

    internal static Sequential Generator(IReadOnlyList<int> hidden, Shape sample) => new(
        [.. hidden.Reverse().Select(Layer), DenseLayers.Create(sample.Count, Activations.Tanh, "output"), new Reshape(sample)]);

    /// <param name="hidden">The widths.</param>
    /// <param name="dropout">The share of each layer's values that is dropped in training.</param>
    internal static Sequential Features(IReadOnlyList<int> hidden, double dropout = 0) => new(
        [
            new Flatten(),
            .. hidden.SelectMany(width =>
                dropout > 0 ? new Layer[] { Layer(width), new Dropout(dropout) } : [Layer(width)])]) { Name = "features" };

    internal static long CountParameters(IReadOnlyList<int> hidden, int latentSize, Shape sample) =>
        DenseLayers.Count([latentSize, .. hidden.Reverse(), sample.Count]) + DenseLayers.Count([sample.Count, .. hidden, 1]);

    internal static string Describe(IReadOnlyList<int> hidden, int latentSize, Shape sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"{latentSize}-{string.Join('-', [.. hidden.Reverse(), sample.Count])} / {string.Join('-', [sample.Count, .. hidden])}-1");

    private static Dense Layer(int width) => DenseLayers.Create(width, Activations.LeakyRelu(Slope));
}
