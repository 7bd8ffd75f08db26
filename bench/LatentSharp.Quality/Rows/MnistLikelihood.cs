namespace LatentSharp.Quality;

/// <summary>The log likelihood of a variational autoencoder.</summary>
internal sealed class MnistLikelihood : QualityRow
{
    public override string Name => "mnist_vae_likelihood";

    public override string Description =>
        "VAE 784-400-(40,40)-400-784, 676,864 parameters, ReLU, Bernoulli; MNIST binarised once by u < "
        + "pixel/255, 60,000 training images, Adam 1e-4 times 10^(-1/5) at " +
        "epochs 200 and 350, batch 100, 500 epochs, last weights: -log p(x) on the 10,000 test images by 200 importance samples, in nats";

    public override double Published => 89.78;

    public override string Source => "on another binarisation; PyTorch 1.13 with this recipe: 92.9 after 210 epochs";

    public override double Goal => 92.5;

    public override Better Better => Better.Lower;

    public override double Measure(Effort effort)
    {
        var mnist = Mnist.Load();
        var random = new RandomStream(1);
        Tensor x = Binarized(mnist.X, random.Derive("train")), xTest = Binarized(mnist.XTest, random.Derive("test"));
        var drop = Math.Pow(10, -0.2);
        var options = new VariationalAutoencoderOptions
        {
            LatentSize = 40, Hidden = [400], Likelihood = Likelihood.Bernoulli, BatchSize = 100, Epochs = effort.Epochs(500), Seed = 1,
            Schedule = new PiecewiseConstantDecay([200 * 600, 350 * 600], [1e-4, 1e-4 * drop, 1e-4 * drop * drop]),
        };
        var model = new VariationalAutoencoder(options).Fit(x, progress: new Told(effort));
        if (model.ParameterCount != 676_864)
            throw new BadArgumentException($"The network has {model.ParameterCount} parameters; the recipe's has 676,864.");
        var judged = effort.IsQuick ? xTest.Rows(0, 500) : xTest;
        return -Ops.Mean(model.LogLikelihood(judged, importanceSamples: 200, seed: 1)).Item();
    }

    private static Tensor Binarized(Tensor x, RandomStream random) =>
        Ops.Greater(x.Reshape([x.Shape[0], 784]), Ops.RandomUniform([x.Shape[0], 784], random)).Keep();

    private sealed class Told(Effort effort) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.EpochEnded && value.Epoch % 10 == 0)
                effort.Say(FormattableString.Invariant($"epoch {value.Epoch}: loss {value.Loss:F2}"));
        }
    }
}
