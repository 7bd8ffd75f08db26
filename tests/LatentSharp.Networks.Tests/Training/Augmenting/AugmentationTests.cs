using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What each change does to samples, by hand and by the moments of the distributions that numbers are drawn from.</summary>
public class AugmentationTests
{
    private static readonly RandomStream Random = new(3);

    [Fact]
    public void Half_of_the_pictures_are_flipped_each_way_by_its_own_chance()
    {
        var pictures = Tensor.Create<float, int>([4000, 2, 2, 1], 0, static (values, _) =>
        {
            for (var i = 0; i < values.Length; i++) values[i] = i % 4;
        });
        var counts = new Augmentation { Flip = PictureFlip.Both }.Apply(pictures, Random).ToArray().Chunk(4)
            .GroupBy(picture => string.Join(' ', picture)).ToDictionary(group => group.Key, group => group.Count());
        counts.Keys.ShouldBe(["0 1 2 3", "1 0 3 2", "2 3 0 1", "3 2 1 0"], ignoreOrder: true);
        // Five deviations of 4000 draws of a quarter.
        foreach (var count in counts.Values) count.ShouldBeInRange(863, 1137);
        new Augmentation { Flip = PictureFlip.Horizontal }.Apply(pictures, Random).ToArray().Chunk(4)
            .Select(picture => string.Join(' ', picture)).Distinct().Order().ShouldBe(["0 1 2 3", "1 0 3 2"]);
    }

    [Fact]
    public void Brightness_is_even_between_its_limits_and_cut_to_the_range()
    {
        var changes = new Augmentation { Brightness = 0.25, ValueRange = (-2, 2) };
        var changed = changes.Apply(Tensor.Full([2000, 1, 1, 1], 1.5f), Random).ToArray();
        changed.Max().ShouldBe(2);
        changed.Min().ShouldBeInRange(0.5f, 0.51f);
        changed.Count(value => value == 2).ShouldBeInRange(403, 597);
        changed.Count(value => value < 1).ShouldBeInRange(403, 597);
    }

    [Fact]
    public void Noise_has_its_deviation_as_a_share_of_the_range()
    {
        var changed = new Augmentation { Noise = 0.1, ValueRange = (0, 5) }.Apply(Tensor.Full([100, 400], 3), Random).ToArray();
        changed.Average().ShouldBe(3, 0.0125f);
        Math.Sqrt(changed.Average(value => (value - 3.0) * (value - 3))).ShouldBe(0.5, 0.009);
        changed.Distinct().Count().ShouldBeGreaterThan(39_000);
    }

    [Fact]
    public void Cutout_wipes_a_rectangle_with_the_mean_of_each_channel()
    {
        var picture = new TestNumbers(1).Tensor([1, 8, 12, 2], 0, 1);
        var many = picture.Take(new int[300]);
        var changed = new Augmentation { Cutout = 0.5 }.Apply(many, Random).ToArray();
        var own = picture.ToArray();
        float[] means = [.. Enumerable.Range(0, 2).Select(c => (float)own.Where((_, i) => i % 2 == c).Average(value => (double)value))];
        var largest = 0;
        foreach (var one in changed.Chunk(own.Length))
        {
            int[] wiped = [.. Enumerable.Range(0, own.Length).Where(i => one[i] != own[i])];
            foreach (var i in wiped) one[i].ShouldBe(means[i % 2]);
            int[] rows = [.. wiped.Select(i => i / 24).Distinct()], columns = [.. wiped.Select(i => i / 2 % 12).Distinct()];
            wiped.Length.ShouldBe(2 * rows.Length * columns.Length);
            rows.Length.ShouldBeInRange(2, 4);
            columns.Length.ShouldBeInRange(3, 6);
            largest = Math.Max(largest, wiped.Length);
        }
        largest.ShouldBe(2 * 4 * 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.2)]
    public void Mixup_draws_shares_of_Beta(double alpha)
    {
        // One sample is 1 and the others are 0: what is left of the 1 is λ, and what went to its partner is 1 - λ.
        float[] samples = [.. Enumerable.Range(0, 8000).Select(i => (float)(i % 2))];
        var changed = new Augmentation { Mixup = alpha }.Apply(Tensor.From(samples, [8000, 1]), Random);
        var shares = changed.ToArray().Where(value => value is > 0 and < 1).Select(value => (double)value).ToArray();
        // Half of the pairs are of different samples; the variance of Beta(α, α) is 1 / (4 (2α + 1)).
        shares.Average().ShouldBe(0.5, 0.03);
        shares.Average(share => (share - 0.5) * (share - 0.5)).ShouldBe(1 / (4 * ((2 * alpha) + 1)), 0.01);
    }

    [Fact]
    public void Mixup_mixes_targets_as_it_mixes_samples()
    {
        var x = new TestNumbers(2).Tensor([64, 3], 0, 1);
        var seen = Seen(new Augmentation { Mixup = 1 }, x, x * 2);
        Close(seen.Y, seen.X.ToArray().Select(value => 2 * value));
        seen.X.ToArray().ShouldNotBe(x.ToArray());
    }

    [Fact]
    public void An_autoencoder_is_to_give_back_the_changed_picture_without_noise()
    {
        var x = new TestNumbers(2).Tensor([16, 5, 4, 1], 0, 1).Keep();
        var moved = Seen(new Augmentation { Shift = 0.3, Rotation = 20 }, x, x);
        moved.Y.ToArray().ShouldBe(moved.X.ToArray());
        moved.X.ToArray().ShouldNotBe(x.ToArray());
        var noisy = Seen(new Augmentation { Shift = 0.3, Rotation = 20, Noise = 0.1, Cutout = 0.4 }, x, x);
        noisy.Y.ToArray().ShouldBe(moved.Y.ToArray());
        noisy.X.ToArray().ShouldNotBe(moved.X.ToArray());
        var other = Seen(new Augmentation { Shift = 0.3, Rotation = 20 }, x, x * 1);
        other.Y.ToArray().ShouldBe(x.ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        var flat = Tensor.Ones([4, 6]);
        Refused(new Augmentation { Rotation = 5 }, flat, flat).ShouldContain(
            "turned by up to 5° is for pictures (N, H, W, C); samples are (4, 6)");
        Refused(new Augmentation { Mixup = 0.2 }, flat, Tensor.From([0, 1, 0, 1], 4)).ShouldContain("are labels, which Mixup cannot mix");
        Should.Throw<BadArgumentException>(() => new Augmentation { Zoom = 1 }).Message.ShouldContain("Zoom is 1; it must be 0 to below 1");
        Should.Throw<BadArgumentException>(() => new Augmentation { ValueRange = (1, 0) }).Message.ShouldContain("1 to 0");
    }

    /// <summary>What the step of a training gets to see.</summary>
    private static (Tensor X, Tensor Y) Seen(Augmentation changes, Tensor x, Tensor y)
    {
        var model = new Watcher();
        model.Compile(new Sgd(0.1));
        model.Fit(x, y, batchSize: x.Shape[0], shuffle: false, options: new FitOptions { Augmentation = changes });
        return (model.X, model.Y);
    }

    private static void Close(Tensor values, IEnumerable<float> expected)
    {
        foreach (var (value, wanted) in values.ToArray().Zip(expected)) value.ShouldBe(wanted, 1e-6f);
    }

    private static string Refused(Augmentation changes, Tensor x, Tensor y) =>
        Should.Throw<BadArgumentException>(() => Seen(changes, x, y)).Message;

    private sealed class Watcher : Model
    {
        internal Tensor X { get; private set; }

        internal Tensor Y { get; private set; }

        public override IReadOnlyList<Layer> Layers => [];

        public override Shape OutputShape(Shape input) => input;

        protected internal override Tensor Forward(Tensor input, in CallContext context) => input;

        protected internal override void TrainStep(ModelStep step)
        {
            (X, Y) = (step.Batch.X.Keep(), step.Batch.Y.Keep());
            step.Report("loss", 0.0);
        }
    }
}
