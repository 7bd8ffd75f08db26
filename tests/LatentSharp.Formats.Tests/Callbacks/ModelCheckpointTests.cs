using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class ModelCheckpointTests
{
    private static readonly Tensor X = new TestNumbers(1).Tensor([20, 3]).Keep();
    private static readonly Tensor Y = Tensor.From(Array.ConvertAll(X.ToArray(), value => value > 0 ? 1f : 0f), [20, 3]).Keep();

    [Fact]
    public void Names_files_by_epoch_and_values_whatever_the_culture()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = new ModelCheckpoint(folder.File("new/{epoch:D3}-{own:F2}.latent"));
        InCulture.German(() => Fit(checkpoint, [1.5, 0.257]));
        Directory.GetFiles(folder.File("new")).Select(Path.GetFileName).Order().ShouldBe(["001-1.50.latent", "002-0.26.latent"]);
        checkpoint.LastSaved.ShouldBe(folder.File("new/002-0.26.latent"));
    }

    [Fact]
    public void A_saved_network_goes_on_training_with_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var model = Create();
        model.Fit(X, Y, epochs: 2, batchSize: 8, callbacks: [new ModelCheckpoint(folder.File("{epoch}.latent"))]);
        var loaded = Model.Load(folder.File("2.latent"));
        loaded.IsCompiled.ShouldBeTrue();
        loaded.Evaluate(X, Y).Metrics.ShouldBe(model.Evaluate(X, Y).Metrics);
        loaded.Fit(X, Y, epochs: 2, batchSize: 8)["loss"].ShouldBe(model.Fit(X, Y, epochs: 2, batchSize: 8)["loss"]);
        loaded.GetWeights()["dense/kernel"].ToArray().ShouldBe(model.GetWeights()["dense/kernel"].ToArray());
    }

    [Theory]
    [InlineData(MonitorMode.Min, null, new[] { 1, 3, 5 })]
    [InlineData(MonitorMode.Max, null, new[] { 1, 2 })]
    [InlineData(MonitorMode.Min, 0.5, new[] { 5 })]
    public void The_best_alone_is_saved(MonitorMode mode, double? threshold, int[] saved)
    {
        using var folder = new TemporaryFolder();
        var checkpoint = new ModelCheckpoint(folder.File("{epoch}.safetensors"))
        {
            Monitor = "own", Mode = mode, SaveBestOnly = true, SaveWeightsOnly = true, InitialValueThreshold = threshold,
        };
        Fit(checkpoint, [1, 2, 0.5, 0.5, 0.25]);
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order().ShouldBe(saved.Select(epoch => $"{epoch}.safetensors"));
        checkpoint.Best.ShouldBe(mode == MonitorMode.Max ? 2 : 0.25);
        Safetensors.Read(folder.File($"{saved[^1]}.safetensors")).Tensors.Keys.ShouldBe(["dense/bias", "dense/kernel"]);
    }

    [Fact]
    public void Every_few_epochs_are_saved()
    {
        using var folder = new TemporaryFolder();
        Fit(new ModelCheckpoint(folder.File("{epoch}.latent")) { EveryEpochs = 2 }, [1, 1, 1, 1, 1]);
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order().ShouldBe(["2.latent", "4.latent"]);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<BadArgumentException>(() =>
            new ModelCheckpoint("a{epoch.latent")).Message.ShouldContain("has a brace that belongs to no field");
        Should.Throw<BadArgumentException>(() =>
            Fit(new ModelCheckpoint(folder.File("{other}.latent")), [1])).Message.ShouldContain("'other'");
        Should.Throw<BadArgumentException>(
            () => Fit(new ModelCheckpoint(folder.File("{own:D2}.latent")), [1]))
            .Message.ShouldContain("the format 'D2', which does not fit 'own'");
        Should.Throw<BadArgumentException>(() =>
            Fit(
                new ModelCheckpoint(folder.File("a.latent")) { SaveBestOnly = true, Monitor = "other" },
                [1])).Message.ShouldContain("'other'");
    }

    private static History Fit(ModelCheckpoint checkpoint, double[] own)
    {
        var series = new LambdaCallback { EpochEnd = state => state.History.Add("own", own[state.Epoch - 1]) };
        return Create().Fit(X, Y, epochs: own.Length, callbacks: [series, checkpoint]);
    }

    private static Sequential Create()
    {
        var model = new Sequential(new Dropout(0.2), new Dense(3));
        model.Compile(new Adam(0.01) { AmsGrad = true }, Losses.Huber with { Delta = 0.5 }, Metrics.MeanAbsoluteError, Metrics.F1());
        return model;
    }
}
