namespace LatentSharp;

/// <summary>What tells classes of series apart, on sets of the UCR and UEA archives.</summary>
internal static class SeriesExperiments
{
    private const string Rocket = "MiniRocket, Dempster et al. 2021",
        Fawaz = "FCN, Fawaz et al. 2019, table of the UCR archive: 100.0 (0.0)";

    public static IEnumerable<Experiment> All =>
    [
        JapaneseVowels(),
        FullyConvolutional("gun_point", "GunPoint", 1000, goal: 0.99, published: 1, seconds: 250),
        FullyConvolutional("coffee", "Coffee", 500, goal: 0.99, published: 1, seconds: 230),
        FullyConvolutional("italy_power_demand", "ItalyPowerDemand", 400, goal: 0.955, published: 0.961, seconds: 30),
        Cnn("gun_point", "GunPoint", 1, Fawaz), Cnn("coffee", "Coffee", 1, Fawaz),
        Cnn("italy_power_demand", "ItalyPowerDemand", 0.97, "FCN, Wang, Yan and Oates 2017; Fawaz et al. 2019: 96.1 (0.3)"),
        Cnn("japanese_vowels", "JapaneseVowels", 0.993, "FCN, Fawaz et al. 2019, table of multivariate sets: 99.3 (0.2)"),
        Cnn("basic_motions", "BasicMotions", 1, "InceptionTime and ROCKET, Ruiz et al. 2021"),
        .. Rockets(multi: false), .. Rockets(multi: true),
    ];

    /// <summary>A bidirectional LSTM on sequences of unequal lengths.</summary>
    private static Experiment JapaneseVowels() => new(effort =>
    {
        var set = SeriesSet.Load("JapaneseVowels", effort);
        return effort.MeanOverSeeds(5, seed =>
        {
            var network = new Sequential(
                new Masking(), new Dropout(0.2), new Bidirectional(new LSTM(64)), new Dropout(0.5),
                new Dense(9, Activations.Softmax)) { Seed = seed };
            network.Compile(new Adam { GlobalClipNorm = 1 }, Losses.SparseCategoricalCrossentropy, Metrics.Accuracy);
            network.Fit(
                set.X, set.Y, effort.Epochs(60), batchSize: 16, progress: effort.Training, cancellationToken: effort.Cancellation);
            return network.Evaluate(set.XTest, set.YTest)["accuracy"];
        });
    })
    {
        Name = "japanese_vowels",
        Recipe = "JapaneseVowels (270 training and 370 test sequences of 7 to 29 steps, 12 channels, standardised by the training part, "
            + "padded and masked): dropout 0.2 on the input, bidirectional LSTM of 64, last states concatenated, dropout 0.5, Dense 9 "
            + "softmax; Adam 1e-3, gradient norm clipped at 1, batch 16, 60 epochs, last weights: test accuracy, mean of seeds 1 to 5",
        Published = 0.993,
        Source = "a convolutional net, Fawaz et al. 2019; PyTorch 1.13 with this recipe: 0.983",
        Goal = 0.975,
        Expected = TimeSpan.FromSeconds(15),
        Data = [ExperimentData.Series("JapaneseVowels")],
    };

    /// <summary>The fully convolutional network of Wang et al.</summary>
    private static Experiment FullyConvolutional(string name, string set, int epochs, double goal, double published, double seconds) =>
        new(effort =>
        {
            var data = SeriesSet.Load(set, effort);
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
                network.Fit(
                    data.X, data.Y, effort.Epochs(epochs), Math.Max(1, Math.Min(data.X.Shape[0] / 10, 16)), callbacks: callbacks,
                    progress: effort.Training, cancellationToken: effort.Cancellation);
                return network.Evaluate(data.XTest, data.YTest)["accuracy"];
            });
        })
        {
            Name = "fcn_" + name,
            Recipe = $"{set}, standardised by the training part: Conv1D 128 filters of 8, 256 of 5, 128 of 3 (same), each with batch "
                + "normalisation and ReLU, global average pooling, Dense softmax; batch min(N/10, 16), Adam 1e-3, halved after 50 epochs "
                + $"without an improvement of 1e-4 down to 1e-4, {epochs} epochs, weights with the lowest training loss: test accuracy, "
                + "mean of seeds 1 to 3",
            Published = published,
            Source = "Wang, Yan and Oates 2017; Fawaz et al. 2019",
            Goal = goal,
            Expected = TimeSpan.FromSeconds(seconds),
            Data = [ExperimentData.Series(set)],
        };

    /// <summary>What <c>latent learn DIR --model cnn</c> reaches.</summary>
    private static Experiment Cnn(string name, string set, double published, string source) => new(effort =>
    {
        var data = SeriesSet.Load(set, effort);
        return effort.MeanOverSeeds(3, seed =>
        {
            var options = new CnnOptions { Axes = SampleAxes.Sequence, MaskZeros = data.IsPadded, Seed = seed };
            if (effort.IsQuick) options = options with { Epochs = effort.Epochs(options.CompleteFor(data.X).Epochs!.Value) };
            return new CnnClassifier(options)
                .Fit(data.X, data.Y, progress: effort.Training, cancellationToken: effort.Cancellation).Score(data.XTest, data.YTest);
        });
    })
    {
        Name = "cnn_" + name,
        Recipe = $"{set}, standardised by the training part: CnnClassifier with its defaults for sequences, which are what the command "
            + "takes (128 filters of 8, 256 of 5, 64 of 3, each with batch normalisation and ReLU, the mean over the steps, dropout 0.25, "
            + "Dense softmax; batch 16, about 1,000 steps, Adam from 0.002 to 0 along half a cosine, last weights): test accuracy, mean of "
            + "seeds 1 to 3",
        Published = published,
        Source = source,
        Goal = published - 0.015,
        Expected = TimeSpan.FromMinutes(2),
        Data = [ExperimentData.Series(set)],
    };

    private static IEnumerable<Experiment> Rockets(bool multi) =>
    [
        Features("gun_point", "GunPoint", multi, goal: 0.983, published: 0.993, Rocket),
        Features("coffee", "Coffee", multi, goal: 0.99, published: 1, Rocket),
        Features("italy_power_demand", "ItalyPowerDemand", multi, goal: 0.953, published: 0.963, Rocket),
        Features(
            "japanese_vowels", "JapaneseVowels", multi, goal: 0.97, published: 0.993,
            $"FCN, Fawaz et al. 2019; none of {(multi ? "MultiRocket" : "MiniRocket")}"),
    ];

    /// <summary>MiniRocket or MultiRocket and a ridge.</summary>
    private static Experiment Features(string name, string set, bool multi, double goal, double published, string source) => new(effort =>
    {
        var data = SeriesSet.Load(set, effort);
        return effort.MeanOverSeeds(5, seed =>
        {
            FittedModel model = multi
                ? new MultiRocket(new MultiRocketOptions { Seed = seed, MaskZeros = data.IsPadded })
                    .Fit(data.X, cancellationToken: effort.Cancellation)
                : new MiniRocket(new MiniRocketOptions { Seed = seed, MaskZeros = data.IsPadded })
                    .Fit(data.X, cancellationToken: effort.Cancellation);
            var probe = new RidgeProbe().Fit(model.Transform(data.X), data.Y);
            return probe.Accuracy(model.Transform(data.XTest), data.YTest);
        });
    })
    {
        Name = (multi ? "multirocket_" : "minirocket_") + name,
        Recipe = $"{set}, standardised by the training part: {(multi ? "multirocket, 49,728" : "minirocket, 9,996")} features, "
            + "standardised, a ridge with alpha from 0.001 to 1,000 by leaving one out: test accuracy, mean of seeds 1 to 5",
        Published = published,
        Source = source,
        Goal = goal,
        Expected = TimeSpan.FromSeconds(multi ? 60 : 5),
        Data = [ExperimentData.Series(set)],
    };
}
