namespace LatentSharp.Samples;

/// <summary>
/// A variational autoencoder, drawn with symbols: squared error plus the divergence of its codes from the normal distribution.
/// </summary>
public static class FunctionalVae
{
    /// <summary>
    /// Adds the divergence KL(N(mean, exp(log variance)) ‖ N(0, 1)), mean over the batch, to the loss, and passes the means on.
    /// </summary>
    public sealed class Divergence(double weight) : MultiTensorLayer
    {
        /// <inheritdoc/>
        public override Shape[] OutputShapes(ReadOnlySpan<Shape> inputs) => [inputs[0]];

        /// <inheritdoc/>
        protected override void Forward(ReadOnlySpan<Tensor> inputs, Span<Tensor> results, in CallContext context)
        {
            Tensor mean = inputs[0], logVariance = inputs[1];
            Tensor kl = Ops.Sum(1 + logVariance - Ops.Square(mean) - Ops.Exp(logVariance), ^1) * -0.5f;
            context.AddLoss(Ops.Mean(kl) * (float)weight);
            context.AddMetric("kl", Ops.Mean(kl));
            results[0] = mean;
        }
    }

    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var images = TutorialImages.Load();
        Tensor xTrain = images.X.Reshape([1437, 784]), xTest = images.XTest.Reshape([360, 784]);

        var x = Symbol.Input(784);
        var hidden = new Dense(256, Activations.Relu).Call(x);
        var mean = new Dense(2) { Name = "z_mean" }.Call(hidden);
        var logVariance = new Dense(2) { Name = "z_log_var" }.Call(hidden);
        // The squared error is a mean over 784 pixels, so the divergence is one too.
        var code = new Sampling().Call(new Divergence(1.0 / 784).Call(mean, logVariance), logVariance);

        var z = Symbol.Input(2);
        var decoder = new Model(z, new Dense(784, Activations.Sigmoid).Call(new Dense(256, Activations.Relu).Call(z))) { Name = "decoder" };
        var vae = new Model(x, decoder.Call(code)) { Seed = 1 };

        vae.Compile(new Adam(), Losses.MeanSquaredError);
        History history = vae.Fit(xTrain, xTrain, epochs: 100, batchSize: 256, validation: (xTest, xTest));
        output.WriteLine($"validation loss {history["val_loss"][^1]:F4}");
        output.WriteLine($"nats in the code {history["kl"][^1]:F2}");

        Tensor drawn = decoder.Predict(Ops.RandomNormal([16, 2], new RandomStream(1)));   // (16, 784), pictures that nobody drew
        output.WriteLine($"mean ink of new pictures {Ops.Mean(drawn).Item():F3}");
    }
}
