namespace LatentSharp.Bench;

/// <summary>
/// A training step of a network that makes samples, by the loop of its estimator, against PyTorch: gather a shuffled batch, noise, losses,
/// backward, Adam.
/// </summary>
/// <param name="name">The row's name.</param>
/// <param name="work">The layers.</param>
/// <param name="inputs">Values of a sample.</param>
/// <param name="batch">Samples of a step.</param>
/// <param name="goal">The ratio wanted.</param>
/// <param name="create">Makes the network, ready to fit.</param>
/// <param name="low">The least value of a sample; the most is 1.</param>
internal sealed class GenerativeTraining(string name, string work, int inputs, int batch, double? goal, Func<Model> create, float low) : Row
{
    private const int Pixels = 784;
    private const int Columns = 30;

    private int Samples => Math.Max(2560, 10 * batch);

    internal override string Name => name;

    internal override string Work => $"{work}, Adam, batch {batch}";

    internal override double? Goal => goal;

    internal override ISide Ours()
    {
        var network = create();
        var x = BenchData.Uniform(Samples, inputs);
        if (low < 0) x = ((x * 2) - 1).Keep();
        return new FitLoop((epochs, size) => network.Fit(x, epochs: epochs, batchSize: size), Samples, batch);
    }

    internal override IEnumerable<Entrant> Peers(Setting setting) =>
        [.. PyTorch.Of(name, setting), .. LibTorch.Of(name, setting, trains: true)];

    internal static IEnumerable<Row> All()
    {
        yield return new GenerativeTraining("vae_256", "784-400-(20,20)-400-784, Bernoulli", Pixels, 256, 1.4, OfPixels, 0);
        yield return new GenerativeTraining(
            "vae_tabular", "30-128-64-(8,8)-64-128-30, Gaussian with one learned variance", Columns, 512, null, OfColumns, -1);
        yield return new GenerativeTraining("gan_128", "64-128-784 / 784-128-1, both networks", Pixels, 128, 2, Adversarial, -1);
    }

    private static VariationalNetwork OfPixels() =>
        Variational(Pixels, new VariationalAutoencoderOptions { LatentSize = 20, Hidden = [400], Likelihood = Likelihood.Bernoulli });

    private static VariationalNetwork OfColumns() => Variational(
        Columns, new VariationalAutoencoderOptions { LatentSize = 8, Hidden = [128, 64], Likelihood = Likelihood.GaussianLearned });

    private static VariationalNetwork Variational(int inputs, VariationalAutoencoderOptions options)
    {
        var network = options.CreateNetwork(inputs);
        network.Build(inputs);
        network.Training = new VariationalTraining(network, options.CreateObjective(), epochs: 1);
        network.Compile(new Adam());
        return network;
    }

    private static AdversarialNetwork Adversarial()
    {
        var options = new GanOptions { LatentSize = 64, Hidden = [128], Dropout = 0, AverageDecay = 0 };
        var network = options.CreateNetwork(Pixels);
        network.Build(Pixels);
        network.SetRange(new SampleRange(-1, 1));
        network.Training = new AdversarialTraining(network, options);
        network.Compile(network.Training.Optimizer);
        return network;
    }
}
