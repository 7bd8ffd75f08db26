using LatentSharp.Samples;

namespace LatentSharp.Tests;

public class DcganTests
{
    [Fact]
    public void The_sizes_of_the_tutorial_have_the_shapes_and_parameters_of_the_tutorial()
    {
        var gan = new Dcgan();
        Tensor made = gan.Generator.Predict(Ops.RandomNormal([2, 100], new RandomStream(1)));
        made.Shape.ShouldBe(new Shape(2, 28, 28, 1));
        made.ToArray().ShouldAllBe(pixel => pixel >= -1 && pixel <= 1);
        gan.Combined.Predict(Ops.RandomNormal([2, 100], new RandomStream(1))).Shape.ShouldBe(new Shape(2, 1));
        gan.Discriminator.Predict(made).Shape.ShouldBe(new Shape(2, 1));

        // Dense 100-256-512-1024-12544, then kernels of 3 x 3 from 256 to 128 to 64 to 1 maps; biases with each.
        Count(gan.Generator).ShouldBe(
            (101 * 256) + (257 * 512) + (513 * 1024) + (1025 * 12544) + (((9 * 256) + 1) * 128) + (((9 * 128) + 1) * 64) + ((9 * 64) + 1));
        Count(gan.Discriminator).ShouldBe((10 * 64) + (((9 * 64) + 1) * 128) + (((9 * 128) + 1) * 256) + ((4 * 4 * 256) + 1));
    }

    [Fact]
    public void The_combined_model_trains_the_generator_alone()
    {
        var gan = new Dcgan(noise: 8, width: 8, filters: 4);
        Tensor z = Ops.RandomNormal([16, 8], new RandomStream(1));
        float[][] generator = Weights(gan.Generator), discriminator = Weights(gan.Discriminator);

        for (var step = 0; step < 3; step++) double.IsFinite(gan.Combined.TrainOnBatch(z, Tensor.Ones([16, 1])).Loss).ShouldBeTrue();

        Weights(gan.Discriminator).ShouldBe(discriminator);
        AllDiffer(generator, Weights(gan.Generator));
    }

    [Fact]
    public void The_discriminator_by_itself_goes_on_learning()
    {
        var gan = new Dcgan(noise: 8, width: 8, filters: 4);
        float[][] generator = Weights(gan.Generator), discriminator = Weights(gan.Discriminator);

        gan.Discriminator.TrainOnBatch(Ops.RandomNormal([16, 28, 28, 1], new RandomStream(2)), Tensor.Ones([16, 1]));

        AllDiffer(discriminator, Weights(gan.Discriminator));
        Weights(gan.Generator).ShouldBe(generator);
    }

    [Fact]
    public void Steps_have_finite_losses()
    {
        var gan = new Dcgan(noise: 8, width: 8, filters: 4);
        Tensor pictures = (TutorialImages.Load().X.Rows(0, 32) * 2) - 1;
        for (var step = 0; step < 4; step++)
        {
            var (onReal, onMade, fooled) = gan.TrainStep(pictures, new RandomStream(3).Derive(step));
            // Half a coin each at the start, ln 2 = 0.69, and far from certain after four steps.
            foreach (var result in new[] { onReal, onMade, fooled }) result.Loss.ShouldBeInRange(0.3, 1.5);
        }
    }

    private static long Count(Layer network) => network.AllParameters().Sum(named => (long)named.Parameter.Shape.Count);

    private static float[][] Weights(Layer network) =>
        [.. network.GetWeights().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.ToArray())];

    private static void AllDiffer(float[][] before, float[][] after)
    {
        before.Length.ShouldBe(after.Length);
        for (var i = 0; i < before.Length; i++) before[i].ShouldNotBe(after[i]);
    }
}
