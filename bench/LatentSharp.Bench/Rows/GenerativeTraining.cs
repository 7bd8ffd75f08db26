namespace LatentSharp.Bench;

/// <summary>
/// A training step of a network that makes samples, by the loop of its estimator, against PyTorch: gather a shuffled batch, noise, losses,
/// backward, Adam.
/// </summary>
internal sealed class GenerativeTraining(string name, string work, int batch, double goal, Func<Model> create, float low) : Row
{
    private const int Samples = 2560;
    private const int Inputs = 784;

    internal override string Name => name;

    internal override string Work => $"{work}, Adam, batch {batch}";

    internal override double? Goal => goal;

    internal override ISide Ours()
    {
        var network = create();
        var x = BenchData.Uniform(Samples, Inputs);
        if (low < 0) x = ((x * 2) - 1).Keep();
        return new FitLoop((epochs, size) => network.Fit(x, epochs: epochs, batchSize: size), Samples, batch);
    }

    internal override IEnumerable<PeerProcess> Peers() => Torch.Start(name, Threads);

    internal static IEnumerable<Row> All()
    {
        yield return new GenerativeTraining("vae_256", "784-400-(20,20)-400-784", 256, 2, Variational, 0);
        yield return new GenerativeTraining("gan_128", "64-128-784 / 784-128-1, both networks", 128, 3, Adversarial, -1);
    }

    private static VariationalNetwork Variational()
    {
        var options = new VariationalAutoencoderOptions { LatentSize = 20, Hidden = [400], Likelihood = Likelihood.Bernoulli };
        var network = options.CreateNetwork(Inputs);
        network.Build(Inputs);
        network.Training = new VariationalTraining(network, options.CreateObjective(), epochs: 1);
        network.Compile(new Adam());
        return network;
    }

    private static AdversarialNetwork Adversarial()
    {
        var options = new GanOptions { LatentSize = 64, Hidden = [128], Dropout = 0, AverageDecay = 0 };
        var network = options.CreateNetwork(Inputs);
        network.Build(Inputs);
        network.SetRange(new SampleRange(-1, 1));
        network.Training = new AdversarialTraining(network, options);
        network.Compile(network.Training.Optimizer);
        return network;
    }
}
