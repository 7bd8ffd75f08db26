namespace LatentSharp.Quality;

/// <summary>Keras's convolutional variational autoencoder.</summary>
internal sealed class MnistConvolutionalVae : QualityRow
{
    public override string Name => "mnist_conv_vae";

    public override string Description =>
        "latent 2; encoder Conv 32 and 64 3×3 stride 2 same ReLU, Dense 16 ReLU, means and log variances "
        + "(69,076 parameters); decoder Dense 7·7·64 ReLU, Conv2DTranspose 64 and 32 " +
        "stride 2, 1 sigmoid (65,089); Adam 1e-3, batch 128, all 70,000 images, 30 epochs: running mean of "
        + "the training loss in epoch 30, cross-entropy summed over pixels plus " +
        "divergence summed over latents";

    public override double Published => 146.95;

    public override string Source => "keras.io, Variational AutoEncoder, two runs: 146.95 and 150.40";

    public override double Goal => 151;

    public override Better Better => Better.Lower;

    public override double Measure(Effort effort)
    {
        var mnist = Mnist.Load();
        var all = Ops.Concatenate([mnist.X, mnist.XTest], 0).Keep();
        var vae = new Vae { Seed = 1 };
        vae.Build([28, 28, 1]);
        Parameters.Check(vae.Encoder, 69_076);
        Parameters.Check(vae.Decoder, 65_089);
        vae.Compile(new Adam());
        return vae.Fit(all, epochs: effort.Epochs(30), batchSize: 128, callbacks: [MnistConvolutionalAutoencoder.Tell(effort)])["loss"][^1];
    }

    private sealed class Vae : Model
    {
        private readonly Sampling sampling = new();

        public Vae()
        {
            var x = Symbol.Input([28, 28, 1]);
            var hidden = new Sequential(
                new Conv2D(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
                new Conv2D(64, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
                new Flatten(), new Dense(16, Activations.Relu)).Call(x);
            Encoder = new Model(
                x, [new Dense(2) { Name = "z_mean" }.Call(hidden), new Dense(2) { Name = "z_log_var" }.Call(hidden)]) { Name = "encoder" };
        }

        public Model Encoder { get; }

        public Sequential Decoder { get; } = new(
            new Dense(7 * 7 * 64, Activations.Relu), new Reshape([7, 7, 64]),
            new Conv2DTranspose(64, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Conv2DTranspose(32, 3, Activations.Relu) { Strides = 2, Padding = Padding.Same },
            new Conv2DTranspose(1, 3) { Padding = Padding.Same }) { Name = "decoder" };

        public override IReadOnlyList<Layer> Layers => [Encoder, sampling, Decoder];

        public override Shape OutputShape(Shape input) => input;

        /// <summary>Logits of the pixels, and the divergence in the loss.</summary>
        protected override Tensor Forward(Tensor input, in CallContext context)
        {
            var code = new Tensor[2];
            Encoder.CallAll(new ReadOnlySpan<Tensor>(in input), code, context);
            var (mean, logVariance) = (code[0], code[1]);
            context.AddLoss(Ops.Mean(Ops.Sum(1 + logVariance - Ops.Square(mean) - Ops.Exp(logVariance), ^1)) * -0.5f);
            return Decoder.Call(sampling.Call([mean, logVariance], context), context);
        }

        protected override void TrainStep(ModelStep step)
        {
            var logits = step.Predict()[0];
            var perPixel = Losses.BinaryCrossentropyFromLogits.Compute(step.Batch.X, logits);
            var loss = step.AddPenalties(perPixel * (28 * 28));
            step.Minimize(loss);
            step.Report("loss", loss);
        }
    }
}
