namespace LatentSharp.Samples;

/// <summary>A generative adversarial network of dense layers, trained by hand.</summary>
public static class DenseGanByHand
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        Tensor pictures = (TutorialImages.Load().X.Reshape([1437, 784]) * 2) - 1;   // from -1 to 1, as tanh

        var generator = new Sequential(new Dense(128, Activations.Relu), new Dense(784, Activations.Tanh)) { Name = "generator", Seed = 1 };
        generator.Build(64);

        var x = Symbol.Input(784);
        var rows = new Dense(8, Activations.Relu).Call(new Reshape([28, 28]).Call(x));
        var seen = new Concatenate().Call(new Flatten().Call(rows), x);
        var judged = new Dense(1, Activations.Sigmoid).Call(new Dropout(0.3).Call(new LeakyReLU(0.2).Call(new Dense(128).Call(seen))));
        var discriminator = new Model(x, judged) { Name = "discriminator", Seed = 2 };
        discriminator.Compile(new Adam(2e-4) { Beta1 = 0.5 }, Losses.BinaryCrossentropy, Metrics.Accuracy);

        // The combined model trains the generator alone: what is trainable is read when a model is compiled.
        discriminator.Trainable = false;
        var noise = Symbol.Input(64);
        var combined = new Model(noise, discriminator.Call(generator.Call(noise))) { Seed = 3 };
        combined.Compile(new Adam(2e-4) { Beta1 = 0.5 }, Losses.BinaryCrossentropy);

        var random = new RandomStream(4);
        const int batchSize = 128;
        Tensor real = Tensor.Ones([batchSize, 1]), fake = Tensor.Zeros([batchSize, 1]);
        for (var epoch = 1; epoch <= 40; epoch++)
        {
            var (generatorLoss, discriminatorLoss, accuracy) = (0.0, 0.0, 0.0);
            for (var step = 0; step < 11; step++)
            {
                var drawn = random.Derive(epoch).Derive(step);
                Tensor z = Ops.RandomNormal([batchSize, 64], drawn);
                var onReal = discriminator.TrainOnBatch(pictures.Rows(step * batchSize, batchSize), real);
                var onFake = discriminator.TrainOnBatch(generator.PredictOnBatch(z), fake);
                generatorLoss += combined.TrainOnBatch(z, real).Loss / 11;
                discriminatorLoss += (onReal.Loss + onFake.Loss) / 22;
                accuracy += (onReal["accuracy"] + onFake["accuracy"]) / 22;
            }
            output.WriteLine($"epoch {epoch}: generator {generatorLoss:F3}, discriminator {discriminatorLoss:F3}, accuracy {accuracy:F2}");
        }
        Tensor made = generator.Predict(Ops.RandomNormal([16, 64], random));
        output.WriteLine($"mean ink of made pictures {(Ops.Mean(made).Item() + 1) / 2:F3}");
    }
}
