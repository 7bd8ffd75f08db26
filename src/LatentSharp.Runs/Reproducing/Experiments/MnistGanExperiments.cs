namespace LatentSharp;

/// <summary>What generators make of MNIST, as a good classifier sees it.</summary>
internal static class MnistGanExperiments
{
    private const int Count = 10_000;

    private const string Source = "no published figure; real images' own: every class at least 8.9 %, 98 % above 0.9",
        Dcgan = "the dcgan of latent learn, noise of 100, pixels -1 to 1, Adam 2e-4 with β₁ 0.5, batch 64, 30 epochs, seed 1: ",
        Rarest = "the share of the rarest digit among 10,000 samples, as a CNN of at least 99 % sees them";

    public static IEnumerable<Experiment> All
    {
        get
        {
            // The judge and the slow one are trained once in a process.
            Sequential? judge = null;
            (double Rarest, double Sure)? seen = null;
            yield return new(effort => See(Dense, effort, ref judge).Rarest)
            {
                Name = "mnist_gan_classes",
                Recipe = "dense GAN 100-256-512-784 against 784-512-256-1 with LeakyReLU 0.2 and dropout 0.3 in the discriminator, pixels "
                    + $"-1 to 1, Adam 2e-4 with β₁ 0.5, batch 64, 100 epochs, seed 1: {Rarest}",
                Published = 0.089,
                Source = Source,
                Goal = 0.01,
                Expected = TimeSpan.FromSeconds(430),
                Data = [ExperimentData.Mnist],
            };
            yield return new(effort => (seen ??= See(Convolutional, effort, ref judge)).Rarest)
            {
                Name = "mnist_dcgan_classes",
                Recipe = Dcgan + Rarest,
                Published = 0.089,
                Source = Source,
                Goal = 0.04,
                Expected = TimeSpan.FromSeconds(1_350),
                Data = [ExperimentData.Mnist],
            };
            yield return new(effort => (seen ??= See(Convolutional, effort, ref judge)).Sure)
            {
                Name = "mnist_dcgan_confidence",
                Recipe = Dcgan + "the share of 10,000 samples that a CNN of at least 99 % names with more than 0.9",
                Published = 0.98,
                Source = Source,
                Goal = 0.85,
                Expected = TimeSpan.FromSeconds(1_350),
                Data = [ExperimentData.Mnist],
            };
        }
    }

    private static IGenerative Dense(Tensor pixels, Effort effort) =>
        new Gan(new GanOptions { LatentSize = 100, Hidden = [512, 256], BatchSize = 64, Epochs = effort.Epochs(100), Seed = 1 })
            .Fit(pixels, progress: effort.Training, cancellationToken: effort.Cancellation);

    private static IGenerative Convolutional(Tensor pixels, Effort effort) =>
        new Dcgan(new DcganOptions { LatentSize = 100, BatchSize = 64, Epochs = effort.Epochs(30), Seed = 1 })
            .Fit(pixels, progress: effort.Training, cancellationToken: effort.Cancellation);

    private static (double Rarest, double Sure) See(Func<Tensor, Effort, IGenerative> fit, Effort effort, ref Sequential? judge)
    {
        var set = MnistSet.Load(effort);
        judge ??= Judge(set, effort);
        var real = Look(judge, set.XTest);
        effort.Say(FormattableString.Invariant($"real images: rarest class {real.Rarest:P2}, above 0.9 {real.Sure:P2}"));
        var made = Look(judge, (fit((set.X * 2) - 1, effort).Sample(Count, seed: 1) + 1) / 2);
        effort.Say(FormattableString.Invariant($"samples: rarest class {made.Rarest:P2}, above 0.9 {made.Sure:P2}"));
        return made;
    }

    private static (double Rarest, double Sure) Look(Sequential judge, Tensor images)
    {
        var probabilities = judge.Predict(images.Reshape([images.Shape[0], 28, 28, 1]));
        var classes = Ops.ArgMax(probabilities).ToArray<int>();
        var rarest = Enumerable.Range(0, 10).Min(digit => classes.Count(found => found == digit)) / (double)classes.Length;
        var sure = Enumerable.Range(0, classes.Length).Count(row => probabilities[row, classes[row]] > 0.9f) / (double)classes.Length;
        return (rarest, sure);
    }

    private static Sequential Judge(MnistSet set, Effort effort)
    {
        // A rate that falls to 0 keeps the last epochs from swinging around 99 %.
        var epochs = effort.Epochs(10);
        var cnn = MnistNetworks.Classifier(set, seed: 1, epochs, effort, new Adam(new CosineDecay(1e-3, epochs * set.X.Shape[0] / 32)));
        var accuracy = cnn.Evaluate(set.XTest, set.YTest)["accuracy"];
        effort.Say(FormattableString.Invariant($"the judge is right on {accuracy:P2} of the test images"));
        if (accuracy < 0.99 && !effort.IsQuick)
            throw new BadArgumentException($"The classifier that judges reaches {accuracy:P2}; it needs 99 %.");
        return cnn;
    }
}
