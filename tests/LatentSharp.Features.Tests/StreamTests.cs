namespace LatentSharp.Tests;

/// <summary>Learning from samples that are read in blocks.</summary>
public sealed class StreamTests
{
    /// <summary>A stream that fits into memory is what a tensor is: the same order, the same bits.</summary>
    [Fact]
    public void WhatFitsIntoMemoryGivesTheBitsOfATensor()
    {
        var samples = Samples(700, 6);
        foreach (var estimator in new Func<SampleStream?, FittedModel>[]
        {
            stream => Fit(new Autoencoder(new() { LatentSize = 2, Hidden = [8], Epochs = 3 }), stream, samples),
            stream => Fit(new VariationalAutoencoder(new() { LatentSize = 2, Hidden = [8], Epochs = 3 }), stream, samples),
            stream => Fit(
                new Autoencoder(new() { LatentSize = 2, Hidden = [8], Epochs = 3, EarlyStopping = EarlyStoppingMode.Yes }), stream,
                samples),
            stream => Fit(
                new StackedAutoencoder(new() { LatentSize = 2, Hidden = [5], Epochs = 4, PretrainingEpochs = 2 }), stream, samples),
            stream => Fit(new Gan(new() { LatentSize = 2, Epochs = 2 }), stream, samples),
            stream => Fit(new WassersteinGan(new() { LatentSize = 2, Epochs = 2 }), stream, samples),
            stream => Fit(new Pca(new() { LatentSize = 2 }), stream, samples),
        })
        {
            var expected = estimator(null);
            foreach (var stream in new[] { SampleStream.Of(samples), SampleStream.Of(Batches(samples, 97)) })
            {
                var actual = estimator(stream);
                $"{actual.Options}".ShouldBe($"{expected.Options}");
                foreach (var (name, weights) in expected.Weights) actual.Weights[name].ToArray().ShouldBe(weights.ToArray(), name);
            }
        }
    }

    /// <summary>Labels go with their samples, those that nobody knows and those of rows set aside too.</summary>
    [Theory]
    [InlineData(EarlyStoppingMode.No, false)]
    [InlineData(EarlyStoppingMode.Yes, false)]
    [InlineData(EarlyStoppingMode.Yes, true)]
    public void ClassifiersLearnTheSameFromAStream(EarlyStoppingMode stopping, bool hasUnknown)
    {
        var samples = Samples(600, 6);
        var labels = Tensor.From([.. Enumerable.Range(0, 600).Select(row =>
            hasUnknown && row % 7 == 3 ? -1 : samples.AsSpan()[(row * 6) + 2] > 2 ? 1 : 0)]);
        var estimator = new MlpClassifier(
            new() { Hidden = [8], Epochs = 3, EarlyStopping = stopping, ClassWeights = ClassWeighting.Balanced });
        var expected = estimator.Fit(samples, labels);
        var pairs = Batches(samples, 97).Zip(Batches(labels, 97));
        foreach (var actual in new[] { estimator.Fit(SampleStream.Of(samples), labels), estimator.Fit(pairs) })
            foreach (var (name, weights) in expected.Weights) actual.Weights[name].ToArray().ShouldBe(weights.ToArray(), name);
    }

    /// <summary>One pass finds the components of all, to what double precision leaves of single.</summary>
    [Fact]
    public void ComponentsOfOnePassAreThoseOfAll()
    {
        var samples = Samples(3_000, 12);
        var all = PrincipalComponents.Find(samples.AsSpan(), 3_000, 12, 4);
        var one = PrincipalComponents.Find(SampleStream.Of(samples), 4);
        for (var i = 0; i < all.Components.Length; i++) one.Components[i].ShouldBe(all.Components[i], 1e-5f);
        for (var i = 0; i < 4; i++) one.ExplainedVariance[i].ShouldBe(all.ExplainedVariance[i], 1e-5f * all.ExplainedVariance[i]);
        for (var i = 0; i < 12; i++) one.Mean[i].ShouldBe(all.Mean[i], 1e-5f);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var samples = Samples(50, 3);
        Should.Throw<BadArgumentException>(() => new Umap().Fit(SampleStream.Of(samples))).Message.ShouldContain("in memory alone");
        var labels = Tensor.From([.. Enumerable.Range(0, 50).Select(row => row % 2)]);
        Should.Throw<BadArgumentException>(
            () => new MlpClassifier(new() { OverSample = true }).Fit(SampleStream.Of(samples), labels))
            .Message.ShouldContain("weigh the classes");
        Should.Throw<BadArgumentException>(() => new MlpClassifier().Fit(SampleStream.Of(samples), labels.Rows(0, 49))).Message
            .ShouldContain("(50)");
        Should.Throw<BadArgumentException>(() => SampleStream.Of([Samples(2, 3), Samples(2, 4)])).Message.ShouldContain("(2, 4)");
        Should.Throw<BadArgumentException>(() => SampleStream.Of((IEnumerable<Tensor>)[])).Message.ShouldContain("no batches");
        Should.Throw<BadArgumentException>(() => SampleStream.Of([Tensor.From([float.NaN], [1, 1])])).Message.ShouldContain("not finite");
        Should.Throw<BadArgumentException>(() => new Autoencoder(new() { EarlyStopping = EarlyStoppingMode.CrossValidation })
            .Fit(SampleStream.Of(samples))).Message.ShouldContain("cross-validation");
    }

    private static FittedModel Fit<TOptions, TModel>(
        UnsupervisedEstimator<TOptions, TModel> estimator, SampleStream? stream, Tensor samples)
        where TOptions : EstimatorOptions, new() where TModel : FittedModel =>
        stream is null ? estimator.Fit(samples) : estimator.Fit(stream);

    private static IEnumerable<Tensor> Batches(Tensor samples, int size)
    {
        for (var first = 0; first < samples.Shape[0]; first += size)
            yield return samples.Rows(first, Math.Min(size, samples.Shape[0] - first));
    }

    private static Tensor Samples(int rows, int columns)
    {
        var values = new float[rows * columns];
        new RandomStream(3).Normal(values);
        for (var i = 0; i < values.Length; i++) values[i] = (values[i] * (1 + (i % columns))) + (i % columns);
        return Tensor.From(values, [rows, columns]);
    }
}
