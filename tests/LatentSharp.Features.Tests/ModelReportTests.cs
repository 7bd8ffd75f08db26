namespace LatentSharp.Tests;

/// <summary>What fitted models tell of themselves.</summary>
public sealed class ModelReportTests
{
    [Fact]
    public void PcaTellsTheShareOfTheVarianceThatItExplains()
    {
        // Centred columns (±2, ±2), (±1, ∓1) and 0: their variances are 4, 1 and 0 times 4/3, so the first component has 4 of 5 parts.
        var samples = Tensor.From([2f, 1, 0, 2, -1, 0, -2, 1, 0, -2, -1, 0], [4, 3]);
        var report = new Pca(new PcaOptions { LatentSize = 1 }).Fit(samples).Measure(samples);

        var figure = report.Figures.ShouldHaveSingleItem();
        (figure.Name, figure.MoreIsBetter).ShouldBe(("explainedVariance", true));
        figure.Value.ShouldBe(0.8, 1e-6);
        figure.OfFeatures!.Values.ShouldHaveSingleItem().ShouldBe(0.8, 1e-6);
        report.Charts.ShouldHaveSingleItem().Values.ShouldBe(figure.OfFeatures.Values);
        report.Loss.ShouldBeNull();
    }

    [Fact]
    public void AVariationalAutoencoderTellsItsBoundAndWhatEachFeatureSays()
    {
        var samples = Ops.RandomUniform([40, 4], new RandomStream(1));
        var model = new VariationalAutoencoder(new VariationalAutoencoderOptions { LatentSize = 3, Hidden = [8], Epochs = 2 }).Fit(samples);
        var report = model.Measure(samples);
        double Value(string name) => report.Figures.Single(figure => figure.Name == name).Value;

        Value("elbo").ShouldBe(-Value("elboReconstruction") - Value("elboKl"), 1e-9);
        report.Loss.ShouldBe(-Value("elbo"));
        var shares = report.Figures.Single(figure => figure.Name == "elboKl").OfFeatures!;
        (shares.Name, shares.Values.Count).ShouldBe(("klPerUnit", 3));
        shares.Values.Sum().ShouldBe(Value("elboKl"), 1e-5);
        Should.Throw<BadArgumentException>(() => model.Measure(Tensor.Zeros([2, 5])));
    }

    [Fact]
    public void AnAdversarialNetworkTellsHowItsLastEpochWent()
    {
        var samples = Ops.RandomUniform([40, 4], new RandomStream(1));
        var model = new Gan(new GanOptions { LatentSize = 3, Epochs = 2 }).Fit(samples);
        var figures = model.Measure(samples).Figures;

        figures.Select(figure => figure.Name).ShouldBe(
            ["generatorLoss", "discriminatorLoss", "discriminatorAccuracyReal", "discriminatorAccuracyFake"]);
        figures[0].Value.ShouldBe(model.History["generator_loss"][^1]);
        figures[3].Value.ShouldBe(model.History["discriminator_accuracy_fake"][^1]);
        FittedGan.FromWeights(model.Options, model.InputShape, model.Weights).Measure(samples).Figures
            .ShouldBeEmpty("a loaded model has no history");
    }

    [Fact]
    public void AClassifierTellsItsLossAndAnAutoencoderNothing()
    {
        var samples = Ops.RandomUniform([40, 4], new RandomStream(1));
        var labels = Tensor.From(Enumerable.Range(0, 40).Select(row => row % 2).ToArray());
        var classifier = new MlpClassifier(new MlpOptions { Hidden = [4], LatentSize = 3, Epochs = 2 }).Fit(samples, labels);
        var probabilities = classifier.PredictProbabilities(samples).ToArray();

        // Cross-entropy by hand: the mean of minus the logarithm of the true class's probability.
        var expected = Enumerable.Range(0, 40).Average(row => -Math.Log(probabilities[(2 * row) + (row % 2)]));
        classifier.Measure(samples, labels).Loss!.Value.ShouldBe(expected, 1e-5);
        new Autoencoder(new AutoencoderOptions { LatentSize = 2, Hidden = [4], Epochs = 1 }).Fit(samples).Measure(samples)
            .ShouldBe(ModelReport.Empty);
    }

    [Fact]
    public void AFigureThatIsTheSameForAllSamplesSaysThatItIsOfTraining()
    {
        var (samples, others) = (Ops.RandomUniform([40, 4], new RandomStream(1)), Ops.RandomUniform([20, 4], new RandomStream(2)));
        FittedModel[] models =
        [
            new Pca(new PcaOptions { LatentSize = 1 }).Fit(samples), new Gan(new GanOptions { LatentSize = 3, Epochs = 2 }).Fit(samples),
            new VariationalAutoencoder(new VariationalAutoencoderOptions { LatentSize = 3, Hidden = [8], Epochs = 2 }).Fit(samples),
        ];
        foreach (var model in models)
        {
            foreach (var (figure, other) in model.Measure(samples).Figures.Zip(model.Measure(others).Figures))
            {
                var says = figure.Title.EndsWith("in training", StringComparison.Ordinal)
                    || figure.Title.EndsWith("last epoch", StringComparison.Ordinal);
                (figure.Value == other.Value).ShouldBe(says, figure.Title);
            }
        }
    }
}
