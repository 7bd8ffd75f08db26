namespace LatentSharp.Samples;

/// <summary>The deep autoencoder 784-64-32-32-64-784 as classes of one's own, trained by a loop over batches.</summary>
public static class DeepAutoencoderByHand
{
    /// <summary>From a picture to its code: (N, 784) -> (N, 32).</summary>
    public sealed class Encoder : Model
    {
        private readonly Dense hidden = new(64, Activations.Relu);
        private readonly Dense code = new(32, Activations.Relu);

        /// <inheritdoc/>
        public override IReadOnlyList<Layer> Layers => [hidden, code];

        /// <inheritdoc/>
        public override Shape OutputShape(Shape input) => input.With(^1, 32);

        /// <inheritdoc/>
        protected override Tensor Forward(Tensor input, in CallContext context) => code.Call(hidden.Call(input, context), context);
    }

    /// <summary>From a code to a picture: (N, 32) -> (N, 784).</summary>
    public sealed class Decoder : Model
    {
        private readonly Dense first = new(32, Activations.Relu);
        private readonly Dense second = new(64, Activations.Relu);
        private readonly Dense picture = new(784, Activations.Sigmoid);

        /// <inheritdoc/>
        public override IReadOnlyList<Layer> Layers => [first, second, picture];

        /// <inheritdoc/>
        public override Shape OutputShape(Shape input) => input.With(^1, 784);

        /// <inheritdoc/>
        protected override Tensor Forward(Tensor input, in CallContext context) =>
            picture.Call(second.Call(first.Call(input, context), context), context);
    }

    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var images = TutorialImages.Load();
        Tensor xTrain = images.X.Reshape([1437, 784]), xTest = images.XTest.Reshape([360, 784]);

        Encoder encoder = new();
        Decoder decoder = new() { Seed = 1 };
        encoder.Build(784);
        decoder.Build(32);
        List<Parameter> parameters = [.. encoder.TrainableParameters(), .. decoder.TrainableParameters()];
        OptimizerState optimizer = new Adam(0.005).Bind(parameters);
        const int batchSize = 64;

        for (var epoch = 1; epoch <= 30; epoch++)
        {
            var sum = 0.0;
            for (var row = 0; row < 1437; row += batchSize)
            {
                using var tape = new GradientTape();
                Tensor batch = xTrain.Rows(row, Math.Min(batchSize, 1437 - row));
                Tensor rebuilt = decoder.Call(encoder.Call(batch, training: true), training: true);
                Tensor loss = Losses.MeanSquaredError.Compute(target: batch, prediction: rebuilt);
                tape.Minimize(loss, optimizer, parameters);
                sum += loss.Item() * batch.Shape[0];
            }
            output.WriteLine($"epoch {epoch}: loss {sum / 1437:F4}");
        }
        Tensor predicted = decoder.Predict(encoder.Predict(xTest));
        output.WriteLine($"mean squared error on new pictures {Losses.MeanSquaredError.Compute(xTest, predicted).Item():F4}");
    }
}
