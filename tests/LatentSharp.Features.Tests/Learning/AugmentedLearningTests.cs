using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Estimators that learn from changed pictures: what they take, what they refuse, and that it reaches the training.</summary>
public class AugmentedLearningTests
{
    private static readonly Tensor Pictures = new TestNumbers(1).Tensor([24, 8, 8, 1], 0, 1).Keep();
    private static readonly Tensor Labels = Tensor.From([.. Enumerable.Range(0, 24).Select(i => i % 3)], 24);

    [Fact]
    public void An_autoencoder_learns_from_changed_pictures()
    {
        var plain = new AutoencoderOptions { LatentSize = 2, Hidden = [8], Epochs = 2, EarlyStopping = EarlyStoppingMode.No };
        Weights(plain).ShouldBe(Weights(plain with { Fill = EdgeFill.Wrap }));
        Weights(plain).ShouldNotBe(Weights(plain with { Shift = 0.2 }));
        Weights(plain with { Noise = 0.1 }).ShouldNotBe(Weights(plain with { Noise = 0.2 }));

        static float[] Weights(AutoencoderOptions options) =>
            new Autoencoder(options).Fit(Pictures).Weights.OrderBy(pair => pair.Key, StringComparer.Ordinal).First().Value.ToArray();
    }

    [Fact]
    public void Of_a_stream_shares_are_of_the_range_of_all_its_samples()
    {
        // Some of the samples stand for all, and the darkest and the brightest need not be among them.
        var set = new LearningSet(Pictures.Rows(0, 2)) { Stream = SampleStream.Of((Pictures * 8) - 3) };
        var (low, high) = new CnnOptions { Brightness = 0.1 }.FittingFor(set).Augmentation!.ValueRange;
        var values = Pictures.ToArray();
        low.ShouldBe((values.Min() * 8) - 3);
        high.ShouldBe((values.Max() * 8) - 3);
    }

    [Fact]
    public void A_stream_with_labels_is_changed_and_mixed_as_pictures_in_memory_are()
    {
        var options = new MlpOptions { Mixup = 0.3, Brightness = 0.2, Cutout = 0.3, Epochs = 2, EarlyStopping = EarlyStoppingMode.No };
        var held = new MlpClassifier(options).Fit(Pictures, Labels);
        var streamed = new MlpClassifier(options).Fit(SampleStream.Of(Pictures), Labels);
        foreach (var (name, weight) in held.Weights) streamed.Weights[name].ToArray().ShouldBe(weight.ToArray());
    }

    [Theory]
    [InlineData(ClassifierLoss.CrossEntropy)]
    [InlineData(ClassifierLoss.Focal)]
    public void Mixup_takes_tables_too_and_tells_classes_apart(ClassifierLoss loss)
    {
        // Two clouds far from each other.
        var rows = Tensor.Create<float, int>([60, 4], 0, static (values, _) =>
        {
            for (var i = 0; i < values.Length; i++) values[i] = (i / 4 % 2) + (i % 7 / 50f);
        });
        var truth = Tensor.From([.. Enumerable.Range(0, 60).Select(i => i % 2)], 60);
        var model = new MlpClassifier(new() { Mixup = 0.4, Loss = loss, Epochs = 60, EarlyStopping = EarlyStoppingMode.No }).Fit(
            rows, truth, (rows, truth));
        model.Predict(rows).ToArray<int>().ShouldBe(truth.ToArray<int>());
        model.History["val_accuracy"][^1].ShouldBe(1);
    }

    [Fact]
    public void Shares_of_values_are_of_the_range_of_the_samples()
    {
        var options = new CnnOptions { Brightness = 0.5, Mixup = 0.1 };
        var changes = options.FittingFor(new LearningSet((Pictures * 6) - 2)).Augmentation.ShouldNotBeNull();
        changes.ValueRange.ShouldBe((SampleRange.Of(Pictures * 6 - 2).Low, SampleRange.Of(Pictures * 6 - 2).High));
        changes.Mixup.ShouldBe(0.1);
        options.Describe([8, 8, 1]).ShouldEndWith("; in training brighter or darker by up to 50 %, mixed by Beta(0.1)");
        new CnnOptions().FittingFor(new LearningSet(Pictures)).Augmentation.ShouldBeNull();
    }

    [Fact]
    public void What_has_no_meaning_is_refused()
    {
        var rows = new TestNumbers(2).Tensor([24, 5], 0, 1);
        Refused(new() { Rotation = 10 }, rows).ShouldContain(
            "mlp: samples (24, 5) are no pictures that training could change (turned by up to 10°)");
        Refused(new() { Mixup = 0.2, ClassWeights = ClassWeighting.Balanced }, Pictures).ShouldContain("choose one of the two");
        Refused(new() { Flip = PictureFlip.Both, Consistency = ConsistencyKind.Vat }, Pictures).ShouldContain(
            "flipped both ways have changes");
        Should.Throw<BadArgumentException>(() => new RnnClassifier(new() { Noise = 0.1 }).Fit(Pictures, Labels))
            .Message.ShouldContain("rnn: samples");
        Should.Throw<BadArgumentException>(() => new MlpOptions { Zoom = 1 }.Validate()).Message.ShouldContain("Zoom: 1 does not fit");
    }

    [Fact]
    public void Only_kinds_that_take_pictures_offer_it()
    {
        EstimatorOption.Of(new CnnOptions()).Select(option => option.Spec.Name).ShouldContain("--flip");
        EstimatorOption.Of(new RnnOptions()).Select(option => option.Spec.Name).ShouldNotContain("--flip");
        EstimatorOption.Of(new TextClassifierOptions()).Select(option => option.Spec.Name).ShouldNotContain("--cutout");
        EstimatorOption.Of(new StackedAutoencoderOptions()).Select(option => option.Spec.Name).ShouldNotContain("--shift");
    }

    private static string Refused(MlpOptions options, Tensor samples) =>
        Should.Throw<BadArgumentException>(() => new MlpClassifier(options).Fit(samples, Labels)).Message;
}
