using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Estimators of images with convolutions.</summary>
public class ConvolutionalTests
{
    private static readonly ConvolutionalVariationalAutoencoderOptions Variational = new()
    {
        LatentSize = 2, Filters = [4, 6], DenseWidth = 8, Epochs = 2, Seed = 3,
    };
    private static readonly DcganOptions Adversarial = new() { LatentSize = 3, Filters = [4, 6], Epochs = 2, Seed = 3 };

    /// <summary>Bright squares at random places.</summary>
    private static Tensor Squares(Shape image, int count = 60)
    {
        var numbers = new TestNumbers(6);
        var (height, width) = (image[0], image[1]);
        var pixels = new float[count * image.Count];
        for (var i = 0; i < count; i++)
        {
            var (top, left) = (numbers.Below(height - 2), numbers.Below(width - 2));
            for (var p = 0; p < image.Count; p++)
            {
                var place = p / (image.Count / (height * width));
                var (y, x) = (place / width, place % width);
                pixels[(i * image.Count) + p] = y >= top && y < top + 3 && x >= left && x < left + 3 ? 1 : 0;
            }
        }
        return Tensor.From(pixels, image.Prepend(count));
    }

    /// <summary>Even and odd sizes, one axis of channels, several channels or none.</summary>
    public static TheoryData<int[]> Images => [new[] { 8, 8, 1 }, new[] { 7, 10, 3 }, new[] { 5, 9 }, new[] { 6, 11, 2 }];

    [Theory]
    [MemberData(nameof(Images))]
    public void Images_of_any_size_come_back_in_their_shape(int[] sizes)
    {
        var x = Squares(new Shape(sizes));
        var variational = new ConvolutionalVariationalAutoencoder(Variational).Fit(x);
        variational.Reconstruct(x).Shape.ShouldBe(x.Shape);
        variational.Sample(3).Shape.ShouldBe(x.Shape.With(0, 3));
        variational.Transform(x).Shape.ShouldBe(new Shape(60, 2));
        var adversarial = new Dcgan(Adversarial).Fit(x);
        adversarial.Sample(3).Shape.ShouldBe(x.Shape.With(0, 3));
        adversarial.Transform(x).Shape.ShouldBe(new Shape(60, 6));
        adversarial.FeatureSize.ShouldBe(6);
    }

    [Fact]
    public void The_network_is_that_of_the_Keras_tutorial()
    {
        // Counted by hand: 320 + 18,496 + 3136·16+16, 2·(16·2+2); 2·3136+3136, 36,928 + 18,464 + 289.
        var model = new ConvolutionalVariationalAutoencoder(
            new() { LatentSize = 2, Epochs = 1, Likelihood = Likelihood.Bernoulli }).Fit(Squares([28, 28, 1], 4));
        model.ParameterCount.ShouldBe(320 + 18_496 + 50_192 + 68 + 9_408 + 36_928 + 18_464 + 289);
    }

    [Fact]
    public void Squares_are_rebuilt_better_than_by_their_mean()
    {
        var x = Squares([8, 8, 1], 200);
        var model = new ConvolutionalVariationalAutoencoder(
            Variational with { LatentSize = 4, Filters = [8, 16], DenseWidth = 32, Epochs = 60, LearningRate = 0.005 }).Fit(x);
        var mean = x.ToArray().Chunk(64).Aggregate(new double[64], (sum, image) => [.. sum.Zip(image, (a, b) => a + (b / 200.0))]);
        var spread = x.ToArray().Select((value, i) => Math.Pow(value - mean[i % 64], 2)).Average();
        (-model.Score(x)).ShouldBeLessThan(0.5 * spread);
        model.History["loss"][^1].ShouldBeLessThan(0.7 * model.History["loss"][0]);
    }

    [Fact]
    public void Fitting_twice_equals_fitting_once_and_weights_make_the_model_again()
    {
        var x = Squares([8, 8, 1]);
        var (first, second) = (new Dcgan(Adversarial).Fit(x), new Dcgan(Adversarial).Fit(x));
        second.Sample(4).ToArray().ShouldBe(first.Sample(4).ToArray());
        ((FittedGan)FittedModel.FromWeights(first.Options, first.InputShape, first.Weights)).Sample(4).ToArray()
            .ShouldBe(first.Sample(4).ToArray());
        var critic = new WassersteinGan(new() { LatentSize = 3, Filters = [4, 6], Epochs = 2, Seed = 3 }).Fit(x);
        FittedModel.FromWeights(critic.Options, critic.InputShape, critic.Weights).Transform(x).ToArray()
            .ShouldBe(critic.Transform(x).ToArray());
        critic.Weights.Keys.ShouldNotContain(name =>
            name.StartsWith("discriminator", StringComparison.Ordinal) && name.Contains("normalization", StringComparison.Ordinal));
        var variational = new ConvolutionalVariationalAutoencoder(Variational).Fit(x);
        new ConvolutionalVariationalAutoencoder(Variational).Fit(x).Transform(x).ToArray().ShouldBe(variational.Transform(x).ToArray());
    }

    [Fact]
    public void The_gradient_penalty_of_a_convolution_is_that_of_differences()
    {
        const float step = 5e-3f;
        var x = Squares([6, 6, 1], 5);
        var critic = new Sequential(
            new Conv2D(3, 3, Activations.Tanh) { Padding = Padding.Same, Strides = 2 }, new Flatten(), new Dense(1));
        critic.Build([6, 6, 1]);
        var kernel = critic.TrainableParameters().First();
        float[] gradient;
        using (var tape = new GradientTape())
            gradient = tape.Gradient(GradientPenalty.At(tape, critic, x, CallContext.Inference), [kernel])[0].ToArray();
        gradient.Max(Math.Abs).ShouldBeGreaterThan(0.01f);
        for (var i = 0; i < gradient.Length; i += 4)
            ((double)gradient[i]).ShouldBe((At(i, step) - At(i, -step)) / (2 * step), 2e-3, $"[{i}]");

        double At(int index, float change)
        {
            var values = kernel.Snapshot().ToArray();
            var kept = values[index];
            values[index] += change;
            kernel.Assign(Tensor.From(values, kernel.Shape));
            using var tape = new GradientTape();
            var penalty = (double)GradientPenalty.At(tape, critic, x, CallContext.Inference).Item();
            values[index] = kept;
            kernel.Assign(Tensor.From(values, kernel.Shape));
            return penalty;
        }
    }

    [Fact]
    public void Samples_that_are_no_images_are_refused()
    {
        Message(() => new Dcgan(Adversarial).Fit(Tensor.Zeros([5, 7]))).ShouldContain("(7)");
        Message(() => new ConvolutionalVariationalAutoencoder(Variational).Fit(Tensor.Zeros([5, 2, 2, 2, 2]))).ShouldContain("no images");
        Message(() => new Dcgan(Adversarial with { Filters = [] }).Fit(Squares([8, 8, 1]))).ShouldContain("Filters");

        static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
    }
}
