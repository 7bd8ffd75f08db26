namespace LatentSharp.Bench;

/// <summary>
/// A training step of an autoencoder through the public <c>Fit</c>, against PyTorch: gather a shuffled batch, forward, loss, backward,
/// Adam.
/// </summary>
internal sealed class Training(string name, int[] hidden, int batch, double? goal) : Row
{
    private const int Samples = 2560;
    private const int Inputs = 784;

    internal override string Name => name;

    internal override string Work => $"{Inputs}-{string.Join('-', hidden)}-{Inputs}, Adam, batch {batch}";

    internal override double? Goal => goal;

    internal override ISide Ours()
    {
        var model = new Sequential([.. hidden.Select(units => new Dense(units, Activations.Relu)), new Dense(Inputs, Activations.Sigmoid)]);
        model.Compile(new Adam(), Losses.MeanSquaredError);
        var x = BenchData.Uniform(Samples, Inputs);
        return new FitLoop(model, x, x, batch);
    }

    internal override IEnumerable<Entrant> Peers(Setting setting) =>
        [.. PyTorch.Of(name, setting), .. LibTorch.Of(name, setting, trains: true)];

    internal static IEnumerable<Row> All()
    {
        yield return new Training("dense_ae_32", [64], 32, 3.5);
        yield return new Training("dense_ae_256", [64], 256, 1.8);
        yield return new Training("deep_ae_32", [64, 32, 32, 64], 32, 3.5);
        yield return new Training("deep_ae_256", [64, 32, 32, 64], 256, 2.2);
        yield return new Training("ae_large", [2048, 1024, 64, 1024, 2048], 512, null);
    }
}
