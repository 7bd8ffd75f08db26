namespace LatentSharp.Samples;

/// <summary>A deep convolutional generative adversarial network for pictures of 28 × 28 from -1 to 1.</summary>
public sealed class Dcgan
{
    private readonly int noise;

    /// <summary>Makes and compiles the three networks.</summary>
    /// <param name="noise">How many random numbers a picture is made from.</param>
    /// <param name="width">
    /// The width of the generator: dense layers of 1, 2 and 4 times as many units, and maps that grow from as many.
    /// </param>
    /// <param name="filters">The filters of the discriminator's first layer; the others have 2 and 4 times as many.</param>
    public Dcgan(int noise = 100, int width = 256, int filters = 64)
    {
        this.noise = noise;
        Generator = new Sequential(
            new Dense(width), new LeakyReLU(0.2),
            new Dense(2 * width), new LeakyReLU(0.2),
            new Dense(4 * width), new LeakyReLU(0.2),
            new Dense(7 * 7 * width), new LeakyReLU(0.2),
            new Reshape([7, 7, width]),
            new UpSampling2D(2),                                                                             // (14, 14, width)
            new Conv2DTranspose(width / 2, 3) { Padding = Padding.Same }, new LeakyReLU(0.2),
            new UpSampling2D(2),                                                                             // (28, 28, width / 2)
            new Conv2DTranspose(width / 4, 3) { Padding = Padding.Same }, new LeakyReLU(0.2),
            new Conv2DTranspose(1, 3, Activations.Tanh) { Padding = Padding.Same }) { Name = "generator", Seed = 1 };
        Generator.Build(noise);

        Discriminator = new Sequential(
            new Conv2D(filters, 3) { Strides = 2, Padding = Padding.Same }, new LeakyReLU(0.2), new Dropout(0.3),       // (14, 14, filters)
            new Conv2D(2 * filters, 3) { Strides = 2, Padding = Padding.Same }, new LeakyReLU(0.2), new Dropout(0.3),   // (7, 7, 2 filters)
            new Conv2D(4 * filters, 3) { Strides = 2, Padding = Padding.Same }, new LeakyReLU(0.2), new Dropout(0.3),   // (4, 4, 4 filters)
            new Flatten(),
            new Dense(1, Activations.Sigmoid)) { Name = "discriminator", Seed = 2 };
        Discriminator.Build([28, 28, 1]);
        Discriminator.Compile(new Adam(2e-4) { Beta1 = 0.5 }, Losses.BinaryCrossentropy, Metrics.Accuracy);

        // What is trainable is read when a model is compiled: the discriminator goes on learning by itself, but not in the combined model.
        Discriminator.Trainable = false;
        var z = Symbol.Input(noise);
        Combined = new Model(z, Discriminator.Call(Generator.Call(z))) { Name = "combined", Seed = 3 };
        Combined.Compile(new Adam(2e-4) { Beta1 = 0.5 }, Losses.BinaryCrossentropy);
    }

    /// <summary>From random numbers to pictures: (N, noise) -> (N, 28, 28, 1).</summary>
    public Sequential Generator { get; }

    /// <summary>From pictures to how real they look: (N, 28, 28, 1) -> (N, 1).</summary>
    public Sequential Discriminator { get; }

    /// <summary>The discriminator, frozen, behind the generator: (N, noise) -> (N, 1).</summary>
    public Model Combined { get; }

    /// <summary>A step for the discriminator, half of it real and half made, and a step for the generator.</summary>
    public (EvaluationResult OnReal, EvaluationResult OnMade, EvaluationResult Generator) TrainStep(Tensor pictures, RandomStream random)
    {
        var count = pictures.Shape[0];
        Tensor real = Tensor.Ones([count, 1]), made = Tensor.Zeros([count, 1]);
        Tensor z = Ops.RandomNormal([count, noise], random);

        var onReal = Discriminator.TrainOnBatch(pictures, real);
        var onMade = Discriminator.TrainOnBatch(Generator.PredictOnBatch(z), made);
        return (onReal, onMade, Combined.TrainOnBatch(z, real));
    }

    /// <summary>
    /// Trains small networks for a little while; <c>new Dcgan()</c> has the sizes of the tutorials, and a step of 64 pictures takes it
    /// about a second on two cores.
    /// </summary>
    public static void Run(TextWriter output)
    {
        Tensor pictures = (TutorialImages.Load().X * 2) - 1;
        var gan = new Dcgan(noise: 32, width: 32, filters: 16);
        const int batchSize = 64;

        for (var epoch = 1; epoch <= 6; epoch++)
        {
            var (generator, discriminator, accuracy) = (0.0, 0.0, 0.0);
            for (var step = 0; step < 22; step++)
            {
                var (onReal, onMade, fooled) = gan.TrainStep(
                    pictures.Rows(step * batchSize, batchSize), new RandomStream(4).Derive(epoch).Derive(step));
                generator += fooled.Loss / 22;
                discriminator += (onReal.Loss + onMade.Loss) / 44;
                accuracy += (onReal["accuracy"] + onMade["accuracy"]) / 44;
            }
            output.WriteLine($"epoch {epoch}: generator {generator:F3}, discriminator {discriminator:F3}, accuracy {accuracy:F2}");
        }
        Tensor made = gan.Generator.Predict(Ops.RandomNormal([16, 32], new RandomStream(5)));   // (16, 28, 28, 1)
        output.WriteLine($"mean ink of made pictures {(Ops.Mean(made).Item() + 1) / 2:F3}");
    }
}
