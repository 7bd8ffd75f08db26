using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The laws of what restores pictures and series: any size, the same bits again, better than what stands beside it.</summary>
public class RestorationTests
{
    private static readonly Tensor Pictures = Waves(16, 28, 28).Keep();

    private static readonly Tensor Others = Waves(2, 45, 53, seed: 9).Keep();

    private static readonly SuperResolutionOptions Enlarging = new() { Filters = [8, 8], Epochs = 80, BatchSize = 4, LearningRate = 0.005 };

    private static readonly DenoiserOptions Denoising = new()
    {
        Filters = [8, 8], Epochs = 60, BatchSize = 4, LearningRate = 0.005, CorruptionAmount = 0.15,
    };

    [Fact]
    public void Enlarged_pictures_are_nearer_than_bicubic_ones()
    {
        var model = new SuperResolution(Enlarging).Fit(Pictures);
        var truth = Ops.Slice(Ops.Slice(Others.Rows(0, 1).Reshape([45, 53]), 0, 0, 44), 1, 0, 52);
        var small = Bicubic.Resize(truth, 22, 26);
        var enlarged = model.Restore(small.Reshape([1, 22, 26]));
        enlarged.Shape.ShouldBe(new Shape(1, 44, 52));
        var gain = PictureQuality.PeakSignalToNoise(truth, enlarged.Reshape([44, 52]))
            - PictureQuality.PeakSignalToNoise(truth, Bicubic.Resize(small, 44, 52));
        gain.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Without_training_a_picture_is_enlarged_bicubically()
    {
        var stop = new StopSignal();
        stop.Request();
        var model = new SuperResolution(Enlarging with { Scale = 3 }).Fit(Pictures, stop: stop);
        var colour = Waves(1, 12, 13 * 3, seed: 4).Reshape([1, 12, 13, 3]);
        var expected = Bicubic.Resize(colour.Reshape([12, 13, 3]), 36, 39).ToArray();
        model.Restore(colour).ToArray().ShouldBe(expected);
        model.Transform(Pictures).Shape.ShouldBe(new Shape(16, 84, 84));
        model.FeatureSize.ShouldBe(9 * 28 * 28);
    }

    [Theory]
    [InlineData(DenoisingSource.Clean)]
    [InlineData(DenoisingSource.Noisy)]
    public void Denoised_pictures_are_nearer_than_noisy_ones(DenoisingSource source)
    {
        var learned = source == DenoisingSource.Clean ? Pictures : Noisy(Pictures, 0.15f, 1);
        var model = new Denoiser(Denoising with { From = source }).Fit(learned);
        var noisy = Noisy(Others, 0.15f, 2);
        var better = model.Restore(noisy);
        better.Shape.ShouldBe(Others.Shape);
        (PictureQuality.PeakSignalToNoise(Others, better) - PictureQuality.PeakSignalToNoise(Others, noisy)).ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData(DenoisingSource.Clean)]
    [InlineData(DenoisingSource.Noisy)]
    public void Series_of_any_length_are_denoised(DenoisingSource source)
    {
        var clean = Waves(40, 1, 60).Reshape([40, 60, 1]);
        var options = Denoising with { From = source, Axes = SampleAxes.Sequence };
        var model = new Denoiser(options).Fit(source == DenoisingSource.Clean ? clean : Noisy(clean, 0.15f, 1));
        var others = Waves(3, 1, 91, seed: 7).Reshape([3, 91, 1]);
        var noisy = Noisy(others, 0.15f, 2);
        var better = model.Restore(noisy);
        (PictureQuality.PeakSignalToNoise(others, better) - PictureQuality.PeakSignalToNoise(others, noisy)).ShouldBeGreaterThan(3);
        // Channels and samples are restored each by itself.
        var two = Ops.Concatenate([noisy, noisy * 0.5f], 2);
        Ops.Slice(model.Restore(two), 2, 0, 1).ToArray().ShouldBe(better.ToArray());
        model.Restore(noisy.Rows(1, 1)).ToArray().ShouldBe(better.Rows(1, 1).ToArray());
    }

    [Fact]
    public void What_is_told_of_a_value_from_noisy_samples_does_not_know_it()
    {
        var model = new Denoiser(Denoising with { From = DenoisingSource.Noisy, Epochs = 3 }).Fit(Pictures);
        var picture = Pictures.Rows(0, 1);
        var changed = picture.ToArray();
        changed[(13 * 28) + 17] += 0.5f;
        var (before, after) = (model.Restore(picture).ToArray(), model.Restore(Tensor.From(changed, picture.Shape)).ToArray());
        after[(13 * 28) + 17].ShouldBe(before[(13 * 28) + 17]);
        after[(13 * 28) + 18].ShouldNotBe(before[(13 * 28) + 18]);
    }

    [Fact]
    public void Large_pictures_are_restored_in_strips_that_do_not_show()
    {
        var model = new Denoiser(Denoising with { Epochs = 1 }).Fit(Pictures);
        var large = Waves(1, 700, 300, seed: 3);
        var restored = model.Restore(large).Reshape([700, 300]);
        var part = model.Restore(Ops.Slice(large, 1, 380, 80)).Reshape([80, 300]);
        // Beyond the margin of 3 the border of the part says nothing.
        Ops.Slice(part, 0, 3, 74).ToArray().ShouldBe(Ops.Slice(restored, 0, 383, 74).ToArray());
    }

    [Fact]
    public void A_model_from_its_weights_gives_the_same_bits()
    {
        FittedModel[] models =
        [
            new SuperResolution(Enlarging with { Epochs = 1 }).Fit(Pictures), new Denoiser(Denoising with { Epochs = 1 }).Fit(Pictures),
        ];
        foreach (var model in models)
        {
            var again = FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
            again.Transform(Pictures).ToArray().ShouldBe(model.Transform(Pictures).ToArray());
            again.Options.ShouldBe(model.Options);
            foreach (var name in model.Weights.Keys)
                Message(() => FittedModel.FromWeights(
                    model.Options, model.InputShape, model.Weights.Where(pair => pair.Key != name).ToDictionary())).ShouldContain(name);
            foreach (var option in EstimatorOption.Of(model.Options)) option.Get(model.Options).ShouldNotBeNull(option.Name);
        }
        float[] Once() => new Denoiser(Denoising with { Epochs = 2, Seed = 3 }).Fit(Pictures).Restore(Others).ToArray();
        Once().ShouldBe(Once());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Message(() => new SuperResolution(new() { Scale = 5 })).ShouldContain("Scale: 5");
        Message(() => new SuperResolution(new() { Filters = [] }).Fit(Pictures)).ShouldContain("Filters");
        Message(() => new SuperResolution().Fit(Tensor.Zeros([4, 1, 9]))).ShouldContain("Scale: 2");
        Message(() => new SuperResolution().Fit(Tensor.Zeros([4, 9]))).ShouldContain("(9)");
        Message(() => new Denoiser(new() { Corruption = CorruptionKind.Masking, CorruptionAmount = 2 }).Fit(Pictures))
            .ShouldContain("CorruptionAmount: 2");
        var model = new Denoiser(Denoising with { Epochs = 1 }).Fit(Pictures);
        Message(() => model.Restore(Tensor.Zeros([4, 9]))).ShouldContain("(9)");
        Message(() => model.Restore(Tensor.Zeros([1, 9, 9]) / 0)).ShouldContain("NaN");
        Message(() => model.Transform(Tensor.Zeros([1, 9, 9]))).ShouldContain("(28, 28)");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => new SuperResolution(Enlarging).Fit(Pictures, cancellationToken: source.Token));
        Should.Throw<OperationCanceledException>(() => model.Restore(Others, source.Token));
    }

    /// <summary>Bars of sharp edges and smooth waves: (N, H, W), 0 to 1; by NumPy-like arithmetic from the numbers of a seed.</summary>
    private static Tensor Waves(int count, int height, int width, ulong seed = 1)
    {
        var numbers = new TestNumbers(seed).Tensor([count, 5], 0, 1).ToArray();
        var values = new float[count * height * width];
        for (var i = 0; i < values.Length; i++)
        {
            var own = numbers.AsSpan((i / (height * width)) * 5, 5);
            var (y, x) = (i / width % height, i % width);
            var wave = 0.5 + (0.25 * Math.Sin((0.1 + (0.3 * own[0])) * x + ((0.3 * own[1]) * y) + (6 * own[2])));
            var bar = Math.Sin((0.2 * x * own[3]) + (0.2 * y) + (6 * own[4])) > 0 ? 0.2 : 0;
            values[i] = (float)(wave + bar);
        }
        return Tensor.From(values, [count, height, width]);
    }

    private static Tensor Noisy(Tensor clean, float deviation, long seed) =>
        clean + (Ops.RandomNormal(clean.Shape, new RandomStream(seed)) * deviation);

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
