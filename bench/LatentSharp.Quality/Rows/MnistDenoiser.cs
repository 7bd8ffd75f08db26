namespace LatentSharp.Quality;

/// <summary>Keras's convolutional autoencoder, taught to remove noise.</summary>
internal sealed class MnistDenoiser : QualityRow
{
    public override string Name => "mnist_denoiser";

    public override string Description =>
        "the network of mnist_conv_autoencoder, continued for 100 epochs on inputs with Gaussian "
        + "noise (0.4, drawn once, clipped to 0 to 1) and clean targets: " +
        "binary cross-entropy on the 10,000 noisy test images";

    public override double Published => 0.0838;

    public override string Source => "keras.io, Convolutional autoencoder for image denoising, 0.0837 to 0.0839";

    public override double Goal => 0.0845;

    public override Better Better => Better.Lower;

    public override double Measure(Effort effort)
    {
        var mnist = Mnist.Load();
        var network = MnistConvolutionalAutoencoder.Trained(mnist, effort);
        var random = new RandomStream(1);
        Tensor noisy = Noisy(mnist.X, random.Derive("train")), noisyTest = Noisy(mnist.XTest, random.Derive("test"));
        network.Compile(new Adam(), Losses.BinaryCrossentropy);
        network.Fit(noisy, mnist.X, effort.Epochs(100), batchSize: 128, callbacks: [MnistConvolutionalAutoencoder.Tell(effort)]);
        return network.Evaluate(noisyTest, mnist.XTest).Loss;
    }

    private static Tensor Noisy(Tensor x, RandomStream random) => Ops.Clip(x + (Ops.RandomNormal(x.Shape, random) * 0.4f), 0, 1).Keep();
}
