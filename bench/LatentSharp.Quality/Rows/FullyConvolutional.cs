namespace LatentSharp.Quality;

/// <summary>The fully convolutional network of Wang et al. on a set of the UCR archive.</summary>
internal sealed class FullyConvolutional(string set, int epochs, double goal, double published) : QualityRow
{
    public override string Name =>
        "fcn_" + set switch { "GunPoint" => "gun_point", "ItalyPowerDemand" => "italy_power_demand", _ => "coffee" };

    public override string Description =>
        $"{set}, standardised by the training part: Conv1D 128 filters of 8, 256 of 5, 128 of 3 (same), "
        + $"each with batch normalisation and ReLU, global average pooling, " +
        $"Dense softmax; batch min(N/10, 16), Adam 1e-3, halved after 50 epochs without an improvement "
        + $"of 1e-4 down to 1e-4, {epochs} epochs, weights with the lowest " +
        "training loss: test accuracy, mean of seeds 1 to 3";

    public override double Published => published;

    public override string Source => "Wang, Yan and Oates 2017; Fawaz et al. 2019";

    public override double Goal => goal;

    public override Better Better => Better.Higher;

    public override double Measure(Effort effort)
    {
        var (x, y, xTest, yTest) = Series.Standardized(set);
        return effort.MeanOverSeeds(3, seed =>
        {
            var network = new Sequential(
                new Conv1D(128, 8) { Padding = Padding.Same }, new BatchNormalization(), new Activation(Activations.Relu),
                new Conv1D(256, 5) { Padding = Padding.Same }, new BatchNormalization(), new Activation(Activations.Relu),
                new Conv1D(128, 3) { Padding = Padding.Same }, new BatchNormalization(), new Activation(Activations.Relu),
                new GlobalAveragePooling1D(), new Dense(2, Activations.Softmax)) { Seed = seed };
            network.Compile(new Adam(), Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);
            Callback[] callbacks =
            [
                new ReduceLROnPlateau { Monitor = "loss", Factor = 0.5, Patience = 50, MinDelta = 1e-4, MinLearningRate = 1e-4 },
                new EarlyStopping { Monitor = "loss", Patience = int.MaxValue, RestoreBestWeights = true },
            ];
            network.Fit(x, y, effort.Epochs(epochs), Math.Max(1, Math.Min(x.Shape[0] / 10, 16)), callbacks: callbacks);
            return network.Evaluate(xTest, yTest)["accuracy"];
        });
    }
}
