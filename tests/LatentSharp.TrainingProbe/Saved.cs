using System.Security.Cryptography;
using LatentSharp;
using LatentSharp.Testing;

/// <summary>
/// Saves networks, loads them and saves them again, so that a program that was trimmed and compiled ahead of time can be compared with one
/// that was not: settings of every type, catalogs, losses with settings, optimizers, schedules and a class of one's own.
/// </summary>
internal static class Saved
{
    private static readonly Loss[] LossesWithSettings =
    [
        Losses.Huber with { Delta = 2 }, Losses.BinaryCrossentropyFromLogits, Losses.Dice, Losses.Tversky with { Alpha = 0.3 },
        Losses.MeanSquaredError with { Reduction = LossReduction.Sum }, Losses.KLDivergence, Losses.CosineSimilarity, Losses.LogCosh,
    ];

    private static readonly Schedule[] Schedules =
    [
        new CosineDecay(0.01, 100), new ExponentialDecay(0.01, 100, 0.97), new PiecewiseConstantDecay([10, 20], [0.1, 0.05, 0.01]),
    ];

    private static readonly Metric[] MetricsWithSettings =
    [
        Metrics.Accuracy, Metrics.TopK(2), Metrics.Auc(multiLabel: true), Metrics.Precision(thresholds: [0.2, 0.7]),
        Metrics.BinaryIoU([0, 1], 0.4), Metrics.F1(F1Average.Micro), Metrics.Of(Losses.Huber with { Delta = 3 }),
    ];

    internal static void Run(string folder)
    {
        NetworkTypes.Register<Shifted>("probe.shifted");
        var file = Path.Combine(folder, "network.latent");
        foreach (var (name, layers, sample) in Bits.Networks().Concat(Networks()))
        {
            var model = new Sequential(layers) { Seed = 3, Name = name };
            model.Build(sample);
            Again(name, model, sample, file);
        }
        foreach (var loss in LossesWithSettings) Again(loss.Name, Compiled(new Adam(), loss), 3, file);
        foreach (var optimizer in Bits.Optimizers) Again(optimizer.GetType().Name, Compiled(optimizer, Losses.Poisson), 3, file);
        foreach (var schedule in Schedules) Again(schedule.GetType().Name, Compiled(new Sgd(schedule), Losses.Hinge), 3, file);
        Again("metrics", Compiled(new RmsProp(), Losses.MeanAbsoluteError, MetricsWithSettings), 3, file);
        foreach (var activation in Activations.All) Again(activation.Name, new Sequential(new Dense(4, activation)), 3, file);
    }

    private static IEnumerable<(string Name, Layer[] Layers, Shape Sample)> Networks()
    {
        yield return ("sizes", [new ZeroPadding2D((1, 2)), new Cropping2D(1), new UpSampling2D((2, 1)), new Permute(2, 1, 3)], [6, 5, 2]);
        yield return ("adjusted",
        [
            new Dense(5, Activations.LeakyRelu(0.3f))
            {
                KernelInitializer = Initializers.VarianceScaling(2, FanMode.Out, WeightDistribution.Normal),
            },
            new Dense(5, Activations.Elu(0.5f)) { KernelRegularizer = Regularizers.L1L2(0.1, 0.2), UseBias = false },
            new Dense(5, Activations.Gelu(true)) { KernelConstraint = Constraints.MaxNorm(2), Trainable = false },
            new Dense(5, Activations.SoftShrink(0.2f)) { KernelInitializer = Initializers.Orthogonal(2) },
        ], [4]);
        yield return ("own", [new Shifted(2) { By = null }, new Shifted(3) { By = 0.5 }], [4]);
        yield return (
            "recurrent",
            [
                new Bidirectional(new GRU(3) { ReturnSequences = true }, MergeMode.Sum),
                new RNN(new StackedRNNCells(new LSTMCell(3), new GRUCell(2)))],
            [5, 2]);
        yield return (
            "normalized",
            [new LayerNormalization { Axis = [^2, ^1] }, new BatchNormalization(), new Discretization([0.5, 1, 2]), new Embedding(4, 2)],
            [6, 2]);
    }

    private static Sequential Compiled(Optimizer optimizer, Loss loss, params Metric[] metrics)
    {
        var model = new Sequential(new Dense(4, Activations.Sigmoid)) { Seed = 1 };
        model.Compile(optimizer, loss, metrics);
        return model;
    }

    private static void Again(string name, Model model, Shape sample, string file)
    {
        model.Build(sample);
        model.Save(file);
        var bytes = File.ReadAllBytes(file);
        var loaded = NetworkFile.Load(file);
        var x = new TestNumbers(4).Tensor(sample.Prepend(3));
        if (!loaded.Predict(x).ToArray().AsSpan().SequenceEqual(model.Predict(x).ToArray()))
            throw new InvalidOperationException($"{name}: predicts otherwise.");
        loaded.Save(file);
        if (!File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes)) throw new InvalidOperationException($"{name}: is saved otherwise.");
        Console.WriteLine($"{name} {bytes.Length} {Convert.ToHexString(SHA256.HashData(bytes))}");
    }

    /// <summary>A layer of one's own with a setting that may be null.</summary>
    private sealed class Shifted(int times) : Layer
    {
        public int Times { get; } = times;

        public double? By { get; init; }

        public override Shape OutputShape(Shape input) => input;

        protected override Tensor Forward(Tensor input, in CallContext context) => input + (float)((By ?? 1) * Times);
    }
}
