namespace LatentSharp;

/// <summary>MNIST, or a set of its form, with pixels from 0 to 1.</summary>
/// <param name="X">60,000 images (N, 28, 28, 1).</param>
/// <param name="Y">Their classes (N).</param>
/// <param name="XTest">10,000 images to judge by.</param>
/// <param name="YTest">Their classes.</param>
internal sealed record MnistSet(Tensor X, Tensor Y, Tensor XTest, Tensor YTest)
{
    private const int Pixels = 784;

    /// <summary>Reads it.</summary>
    /// <exception cref="BadFileException">The set is not there.</exception>
    public static MnistSet Load(Effort effort, ExperimentData? set = null)
    {
        set ??= ExperimentData.Mnist;
        var data = KnownSets.Find(set.Name)!.Load(effort.Place(set));
        var test = data.TestPart!;
        return new((data.Samples / 255).Keep(), data.Labels!.Value, (test.Samples / 255).Keep(), test.Labels!.Value);
    }

    /// <summary>All 70,000 images, flat (N, 784), with their classes (N), training part first.</summary>
    public (Tensor Samples, Tensor Labels) All() => (
        Ops.Concatenate([X, XTest], 0).Reshape([X.Shape[0] + XTest.Shape[0], Pixels]).Keep(),
        Tensor.From([.. Y.ToArray<int>(), .. YTest.ToArray<int>()]));

    /// <summary>Flat images (N, 784) of zeros and ones, drawn once: 1 with the pixel's value for its chance.</summary>
    private static Tensor Binarized(Tensor x, RandomStream random) =>
        Ops.Greater(x.Reshape([x.Shape[0], Pixels]), Ops.RandomUniform([x.Shape[0], Pixels], random)).Keep();

    /// <summary>Its two parts of zeros and ones, from a stream each.</summary>
    public static (Tensor X, Tensor Test) LoadBinarized(Effort effort)
    {
        var set = Load(effort);
        var random = new RandomStream(1);
        return (Binarized(set.X, random.Derive("train")), Binarized(set.XTest, random.Derive("test")));
    }

    /// <summary>Holds a network to the size that a recipe names.</summary>
    public static void Check(Layer network, int parameters)
    {
        if (network.ParameterCount != parameters)
            throw new BadArgumentException($"The network has {network.ParameterCount} parameters; the recipe's has {parameters}.");
    }
}
