using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Adversarial networks of convolutions after Radford et al. 2016: strides in place of pooling, batch normalisation, ReLU in the generator
/// and LeakyReLU in the discriminator, kernels of 5 × 5 drawn with a deviation of 0.02.
/// </summary>
internal static class ConvolutionalGan
{
    private const int Kernel = 5;
    private const float Slope = 0.2f;
    private const double Momentum = 0.9;

    private static readonly Initializer Narrow = Initializers.RandomNormal(0, 0.02f);

    internal static Sequential Generator(string kind, IReadOnlyList<int> filters, Shape sample)
    {
        var image = ConvolutionalLayers.Volume(kind, sample);
        var sizes = ConvolutionalLayers.Halved(image, filters.Count);
        var volume = sizes[^1].With(^1, filters[^1]);
        var layers = new List<Layer>
        {
            new Dense(volume.Count) { KernelInitializer = Narrow }, new Reshape(volume), Normalization(), new Activation(Activations.Relu),
        };
        for (var back = filters.Count - 1; back > 0; back--)
            layers.AddRange(
                [
                    ConvolutionalLayers.Double(filters[back - 1], Kernel, sizes[back], initializer: Narrow), Normalization(),
                    new Activation(Activations.Relu)]);
        layers.Add(ConvolutionalLayers.Double(image[^1], Kernel, sizes[0], Activations.Tanh, Narrow, "output"));
        layers.Add(new Reshape(sample));
        return new Sequential([.. layers]);
    }

    /// <param name="kind">For messages.</param>
    /// <param name="filters">Of each convolution.</param>
    /// <param name="sample">The shape of one sample.</param>
    /// <param name="normalize">Whether batches are normalised; a gradient penalty, which is of each sample alone, forbids it.</param>
    internal static Sequential Features(string kind, IReadOnlyList<int> filters, Shape sample, bool normalize)
    {
        var image = ConvolutionalLayers.Volume(kind, sample);
        var layers = new List<Layer> { new Reshape(image), Halve(filters[0], Activations.LeakyRelu(Slope)) };
        foreach (var count in filters.Skip(1))
        {
            layers.AddRange(normalize
                ? [Halve(count), Normalization(), new Activation(Activations.LeakyRelu(Slope))]
                : [Halve(count, Activations.LeakyRelu(Slope))]);
        }
        return new Sequential([.. layers]) { Name = "features" };

        Layer Halve(int count, ActivationFunction? activation = null) =>
            ConvolutionalLayers.Convolution(image, count, Kernel, activation, strides: 2, Narrow);
    }

    internal static long CountParameters(string kind, IReadOnlyList<int> filters, int latentSize, Shape sample)
    {
        var image = ConvolutionalLayers.Volume(kind, sample);
        return (
            2 * ConvolutionalLayers.Count(image, Kernel, [image[^1], .. filters])) + DenseLayers.Count([
                latentSize, ConvolutionalLayers.Flat(image, filters), 1]);
    }

    internal static string Describe(IReadOnlyList<int> filters, int latentSize) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{latentSize}-conv {string.Join(',', filters.Reverse())} / conv {string.Join(',', filters)}-1");

    private static BatchNormalization Normalization() => new() { Momentum = Momentum };
}
