using System.Globalization;

namespace LatentSharp.Quality;

/// <summary>What a generator makes of MNIST, as a good classifier sees it.</summary>
internal abstract class MnistGanRow : QualityRow
{
    private const int Count = 10_000;

    private static Sequential? judge;

    public override string Source => "no published figure; real images' own: every class at least 8.9 %, 98 % above 0.9";

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort)
    {
        var mnist = Mnist.Load();
        judge ??= Judge(mnist, effort);
        var real = See(mnist.XTest);
        effort.Say(string.Create(CultureInfo.InvariantCulture, $"real images: rarest class {real.Rarest:P2}, above 0.9 {real.Sure:P2}"));
        var samples = (Fit((mnist.X * 2) - 1, effort).Sample(Count, seed: 1) + 1) / 2;
        var made = See(samples);
        effort.Say(string.Create(CultureInfo.InvariantCulture, $"samples: rarest class {made.Rarest:P2}, above 0.9 {made.Sure:P2}"));
        return Figure(made.Rarest, made.Sure);
    }

    /// <summary>Learns from pixels of -1 to 1.</summary>
    protected abstract IGenerative Fit(Tensor pixels, Effort effort);

    protected abstract double Figure(double rarest, double sure);

    private static (double Rarest, double Sure) See(Tensor images)
    {
        var probabilities = judge!.Predict(images.Reshape([images.Shape[0], 28, 28, 1]));
        var classes = Ops.ArgMax(probabilities).ToArray<int>();
        var rarest = Enumerable.Range(0, 10).Min(digit => classes.Count(found => found == digit)) / (double)classes.Length;
        var sure = Enumerable.Range(0, classes.Length).Count(row => probabilities[row, classes[row]] > 0.9f) / (double)classes.Length;
        return (rarest, sure);
    }

    private static Sequential Judge(Mnist mnist, Effort effort)
    {
        // A rate that falls to 0 keeps the last epochs from swinging around 99 %.
        var epochs = effort.Epochs(10);
        var cnn = MnistCnn.Train(mnist, seed: 1, epochs, new Adam(new CosineDecay(1e-3, epochs * mnist.X.Shape[0] / 32)));
        var accuracy = cnn.Evaluate(mnist.XTest, mnist.YTest)["accuracy"];
        effort.Say(string.Create(CultureInfo.InvariantCulture, $"the judge is right on {accuracy:P2} of the test images"));
        if (accuracy < 0.99 && !effort.IsQuick)
            throw new BadArgumentException($"The classifier that judges reaches {accuracy:P2}; it needs 99 %.");
        return cnn;
    }
}

/// <summary>The dense networks: how often the rarest digit is made.</summary>
internal sealed class MnistDenseGan : MnistGanRow
{
    public override string Name => "mnist_gan_classes";

    public override string Description =>
        "dense GAN 100-256-512-784 against 784-512-256-1 with LeakyReLU 0.2 and dropout 0.3 in the "
        + "discriminator, pixels -1 to 1, Adam 2e-4 with β₁ 0.5, batch 64, 100 epochs, seed 1: the share of the "
        + "rarest digit among 10,000 samples, as a CNN of at least 99 % sees them";

    public override double Published => 0.089;

    public override double Goal => 0.01;

    protected override IGenerative Fit(Tensor pixels, Effort effort) =>
        new Gan(
            new GanOptions { LatentSize = 100, Hidden = [512, 256], BatchSize = 64, Epochs = effort.Epochs(100), Seed = 1 }).Fit(pixels);

    protected override double Figure(double rarest, double sure) => rarest;
}

/// <summary>The convolutional networks: the rarest digit, and how sure the classifier is.</summary>
internal sealed class MnistDcgan(bool confidence) : MnistGanRow
{
    private static IGenerative? trained;

    public override string Name => confidence ? "mnist_dcgan_confidence" : "mnist_dcgan_classes";

    public override string Description =>
        "the dcgan of latent learn, noise of 100, pixels -1 to 1, Adam 2e-4 with β₁ 0.5, batch 64, 30 epochs, seed 1: " +
        (
            confidence
                ? "the share of 10,000 samples that a CNN of at least 99 % names with more than 0.9"
                : "the share of the rarest digit among 10,000 samples, as a CNN of at least 99 % sees them");

    public override double Published => confidence ? 0.98 : 0.089;

    public override double Goal => confidence ? 0.85 : 0.04;

    protected override IGenerative Fit(Tensor pixels, Effort effort) =>
        trained ??= new Dcgan(new DcganOptions { LatentSize = 100, BatchSize = 64, Epochs = effort.Epochs(30), Seed = 1 }).Fit(pixels);

    protected override double Figure(double rarest, double sure) => confidence ? sure : rarest;
}
