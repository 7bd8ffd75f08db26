namespace LatentSharp.Tests;

/// <summary>The multiplications of one pass of a sample, counted by hand: weights and biases at each place where they stand.</summary>
public sealed class LeastWorkTests
{
    [Fact]
    public void DenseLayersUseEachWeightOnce()
    {
        // (3 + 1) · 4 + (4 + 1) · 2 + (2 + 1) · 4 + (4 + 1) · 3.
        new AutoencoderOptions { Hidden = [4], LatentSize = 2 }.LeastWorkOfSample([3]).ShouldBe(53);
        new DenoisingAutoencoderOptions { Hidden = [4], LatentSize = 2 }.LeastWorkOfSample([3]).ShouldBe(53);
        // (6 + 1) · 4 + (4 + 1) · 2.
        new MlpOptions { Hidden = [4], LatentSize = 2 }.LeastWorkOfSample([6]).ShouldBe(38);
        new GanOptions().ShouldNotBeAssignableTo<ValidatedOptions>();
    }

    [Fact]
    public void ConvolutionsUseTheirsAtEachPlace()
    {
        // (9 · 1 + 1) · 2 at 8 × 8 places, and after pooling (9 · 2 + 1) · 4 at 4 × 4.
        var pooling = new CnnOptions { Architecture = CnnArchitecture.Pooling, Filters = [2, 4], Axes = SampleAxes.Image };
        pooling.LeastWorkOfSample([8, 8, 1]).ShouldBe((20 * 64) + (76 * 16));
        // Kernels of 5 and 3 with 4 numbers of normalisation a filter: 2 · 5 · 3 + 4 · 3 + 3 · 3 · 4 + 4 · 4, at 10 steps.
        var full = new CnnOptions
        {
            Architecture = CnnArchitecture.FullyConvolutional, Filters = [3], LatentSize = 4, Axes = SampleAxes.Sequence,
        };
        full.LeastWorkOfSample([10, 2]).ShouldBe(10 * (30 + 12 + 36 + 16));
    }

    [Fact]
    public void HalvingConvolutionsAreCountedWhereTheyStand()
    {
        // (9 + 1) · 2 at 2 × 2 places that come out, (18 + 1) · 3 at one; back (27 + 1) · 3 at one place that goes in and (27 + 1) · 2 at 2
        // × 2, then (18 + 1) · 1 at 4 × 4; dense (3 + 1) · 1 + (1 + 1) · 3.
        var network = new ConvolutionalAutoencoderOptions { Filters = [2, 3], LatentSize = 1, Axes = SampleAxes.Image };
        network.LeastWorkOfSample([4, 4, 1]).ShouldBe(80 + 57 + 84 + 224 + 304 + 10);
        // The same convolutions; dense (3 + 1) · 5 + (5 + 1) · 2 + (1 + 1) · 3.
        var variational = new ConvolutionalVariationalAutoencoderOptions { Filters = [2, 3], LatentSize = 1, DenseWidth = 5 };
        variational.LeastWorkOfSample([4, 4, 1]).ShouldBe(80 + 57 + 84 + 224 + 304 + 38);
    }

    [Fact]
    public void RecurrentLayersUseTheirsAtEachStep()
    {
        // 3 · (2 + 3 + 1) at 5 steps, in both directions.
        new RnnOptions { Cell = RecurrentCellKind.Simple, Units = 3 }.LeastWorkOfSample([5, 2]).ShouldBe(18 * 5 * 2);
        // Frames of two steps are three: 3 · (2 + 3 + 1) to read, and as many to write from a code of two.
        var network = new RecurrentAutoencoderOptions
        {
            Cell = RecurrentCellKind.Simple, Units = 3, LatentSize = 2, Frame = 2, Bidirectional = false,
        };
        network.LeastWorkOfSample([6, 1]).ShouldBe(3 * (18 + 18));
    }
}
