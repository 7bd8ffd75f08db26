namespace LatentSharp.Quality;

/// <summary>The Sequential CNN of the tutorials.</summary>
/// <param name="name">The row's name.</param>
/// <param name="seeds">How many seeds are averaged. One has a deviation of 0.12 points, so the mean of three is known to 0.07.</param>
internal sealed class MnistCnn(string name, int seeds) : QualityRow
{
    public override string Name => name;

    public override string Description =>
        "Sequential: Conv 32 3×3 ReLU, max pool 2, Conv 64 3×3 ReLU, max pool 2 (valid), Flatten, "
        + "Dense 64 ReLU, Dense 10 softmax, 121,930 parameters; pixels/255, " +
        "batch 32, Adam 1e-3, sparse categorical cross-entropy: accuracy on the 10,000 test images after the fifth epoch, mean of " +
        $"seeds 1 to {seeds}";

    public override double Published => 0.990;

    public override string Source => "PyTorch 1.13, the same recipe";

    public override double Goal => 0.989;

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort)
    {
        var mnist = Mnist.Load();
        return effort.MeanOverSeeds(seeds, seed => Train(mnist, seed, effort.Epochs(5)).Evaluate(mnist.XTest, mnist.YTest)["accuracy"]);
    }

    /// <summary>Trains the network in batches of 32; by the row's recipe unless another optimizer is given.</summary>
    internal static Sequential Train(Mnist mnist, int seed, int epochs, Adam? adam = null)
    {
        var cnn = new Sequential(
            new Input([28, 28, 1]), new Conv2D(32, 3, Activations.Relu), new MaxPooling2D(2), new Conv2D(64, 3, Activations.Relu),
            new MaxPooling2D(2),
            new Flatten(), new Dense(64, Activations.Relu), new Dense(10, Activations.Softmax)) { Seed = seed };
        cnn.Build();
        Parameters.Check(cnn, 121_930);
        cnn.Compile(adam ?? new Adam(), Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);
        cnn.Fit(mnist.X, mnist.Y, epochs, batchSize: 32);
        return cnn;
    }
}

/// <summary>Holds a network to the size that the recipe names.</summary>
internal static class Parameters
{
    public static void Check(Layer network, int count)
    {
        if (network.ParameterCount != count)
            throw new BadArgumentException($"The network has {network.ParameterCount} parameters; the recipe's has {count}.");
    }
}
