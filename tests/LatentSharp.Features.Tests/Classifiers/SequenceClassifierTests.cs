using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The fully convolutional network that tells sequences apart.</summary>
public class SequenceClassifierTests
{
    private static readonly Tensor Labels = Tensor.From([.. Enumerable.Range(0, 60).Select(i => i % 2)]).Keep();

    [Fact]
    public void Sequences_get_the_published_network_and_images_the_one_with_pooling()
    {
        var sequences = (CnnOptions)new CnnOptions { Axes = SampleAxes.Sequence }.CompleteFor(Tensor.Zeros([50, 150, 1]));
        (sequences.Architecture, sequences.BatchSize, sequences.Epochs).ShouldBe((CnnArchitecture.FullyConvolutional, 16, 250));
        sequences.Describe([150, 1]).ShouldStartWith("cnn fully convolutional 128×8, 256×5, 64×3, 250 epochs in batches of 16");
        // Kernels, and gamma, beta and two moving averages for each filter.
        sequences.CountParameters([150, 1]).ShouldBe((8 * 128) + (5 * 128 * 256) + (3 * 256 * 64) + (4 * (128 + 256 + 64)));
        var images = (CnnOptions)new CnnOptions().CompleteFor(Tensor.Zeros([50, 28, 28, 1]));
        (images.Architecture, images.BatchSize, images.Epochs, images.KernelSize).ShouldBe((CnnArchitecture.Pooling, 32, 1000, 3));
        images.Filters.ShouldBe([32, 64]);
        Should.Throw<BadArgumentException>(() =>
            new CnnOptions { Architecture = CnnArchitecture.FullyConvolutional }.CompleteFor(Tensor.Zeros([50, 28, 28, 1])))
            .Message.ShouldContain("are read as images");
    }

    [Theory]
    [InlineData(2_000, 20)]
    [InlineData(28, 500)]
    [InlineData(160, 100)]
    public void Epochs_follow_from_steps(int samples, int epochs) =>
        ((CnnOptions)new CnnOptions { Axes = SampleAxes.Sequence }.CompleteFor(Tensor.Zeros([samples, 4, 1]))).Epochs.ShouldBe(epochs);

    /// <summary>A bump anywhere in a sequence of noise, wide or narrow: what pooling at fixed places has to learn at each place.</summary>
    [Fact]
    public void Shapes_are_found_wherever_they_are()
    {
        var (samples, others) = (Bumps(seed: 1), Bumps(seed: 2));
        var model = new CnnClassifier(
            new() { Filters = [8, 8], LatentSize = 8, Epochs = 40, Axes = SampleAxes.Sequence, Seed = 1 }).Fit(samples, Labels);
        model.Score(others, Labels).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void The_length_that_sequences_are_filled_up_to_does_not_matter()
    {
        var samples = Bumps(seed: 1);
        var model = new CnnClassifier(
            new()
            {
                Filters = [4, 6], LatentSize = 5, Epochs = 2, Axes = SampleAxes.Sequence, MaskZeros = true, Seed = 1,
            }).Fit(Padded(samples, 45),
            Labels);
        var longer = (FittedClassifier)FittedModel.FromWeights(model.Options, [60, 1], model.Weights);
        var exact = (FittedClassifier)FittedModel.FromWeights(model.Options, [40, 1], model.Weights);
        var expected = exact.PredictProbabilities(samples).ToArray();
        model.PredictProbabilities(Padded(samples, 45)).ToArray().ShouldBe(expected, 1e-6);
        longer.PredictProbabilities(Padded(samples, 60)).ToArray().ShouldBe(expected, 1e-6);

        // In training the statistics of a batch are those of its steps alone: the losses of the first epoch are the same.
        var again = new CnnClassifier(model.Options as CnnOptions).Fit(Padded(samples, 60), Labels);
        again.History["loss"][0].ShouldBe(model.History["loss"][0], 1e-4);
    }

    private static Tensor Bumps(ulong seed)
    {
        var numbers = new TestNumbers(seed);
        var values = numbers.Tensor([60, 40, 1], -0.3f, 0.3f).ToArray();
        for (var row = 0; row < 60; row++)
        {
            var (at, width) = ((int)numbers.Uniform(0, 30), row % 2 == 0 ? 3 : 9);
            for (var step = at; step < at + width; step++) values[(row * 40) + step] += 2;
        }
        return Tensor.From(values, [60, 40, 1]);
    }

    private static Tensor Padded(Tensor samples, int steps)
    {
        var (from, to) = (samples.ToArray(), new float[60 * steps]);
        for (var row = 0; row < 60; row++) from.AsSpan(row * 40, 40).CopyTo(to.AsSpan(row * steps));
        return Tensor.From(to, [60, steps, 1]);
    }
}
