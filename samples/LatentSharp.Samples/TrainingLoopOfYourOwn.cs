namespace LatentSharp.Samples;

/// <summary>A training loop by hand, with a gradient tape.</summary>
public static class TrainingLoopOfYourOwn
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        Tensor x = Digits.Load().Samples.Reshape([1797, 64]) / 16;
        var model = new Sequential(new Dense(16, Activations.Tanh), new Dense(64));
        model.Build(64);
        List<Parameter> parameters = [.. model.TrainableParameters()];
        OptimizerState optimizer = new Adam(0.005).Bind(parameters);

        for (var epoch = 1; epoch <= 5; epoch++)
        {
            var sum = 0f;
            for (var row = 0; row + 32 <= 1797; row += 32)
            {
                using var tape = new GradientTape();
                Tensor batch = x.Rows(row, 32);
                Tensor loss = Losses.MeanSquaredError.Compute(target: batch, prediction: model.Call(batch, training: true));
                tape.Minimize(loss, optimizer, parameters);
                sum += loss.Item();
            }
            output.WriteLine($"epoch {epoch}: loss {sum / 56:F4}");
        }
    }
}
