using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What autoencoders of convolutions and of recurrent layers are for.</summary>
public class NetworkAutoencoderTests
{
    [Fact]
    public void Convolutions_rebuild_digits_better_than_pca_and_no_worse_than_dense_layers()
    {
        var (train, test) = ScaledDigits();
        var model = new ConvolutionalAutoencoder(new() { Epochs = 30, Seed = 1 }).Fit(train);
        model.Score(test).ShouldBeGreaterThan(1.03 * new Autoencoder(new() { Epochs = 30, Seed = 1 }).Fit(train).Score(test));
        var pca = new Pca(new() { LatentSize = 8 }).Fit(train);
        model.Score(test).ShouldBeGreaterThan(0.6 * pca.Score(test));
        model.Transform(test).Shape.ShouldBe(new Shape(test.Shape[0], 8));
    }

    [Fact]
    public void Recurrent_layers_rebuild_waves_of_any_phase()
    {
        var waves = Waves(300, steps: 24, seed: 1);
        var model = new RecurrentAutoencoder(new() { LatentSize = 3, Units = 24, Epochs = 60, Seed = 1 }).Fit(waves);
        // The waves' own mean square is 1/2; whoever knows nothing of a wave does no better.
        model.Score(Waves(50, steps: 24, seed: 2)).ShouldBeGreaterThan(-0.05);
    }

    [Theory]
    [InlineData(RecurrentCellKind.Lstm)]
    [InlineData(RecurrentCellKind.Gru)]
    [InlineData(RecurrentCellKind.Simple)]
    public void Padding_changes_nothing(RecurrentCellKind cell)
    {
        var waves = Waves(20, steps: 10, seed: 3);
        var options = new RecurrentAutoencoderOptions
        {
            LatentSize = 2,
            Units = 5,
            Epochs = 2,
            Seed = 1,
            Cell = cell,
            MaskZeros = true,
            CodeFrom = RecurrentCode.LastState,
            Bidirectional = false,
        };
        var model = new RecurrentAutoencoder(options).Fit(Padded(waves, 14));
        var plain = new RecurrentAutoencoder(options).Fit(waves);
        // The encoder of both starts from the same weights; the decoder of the longer one just goes on.
        model.History["loss"][0].ShouldBe(plain.History["loss"][0], 1e-5);
        var (features, rebuilt) = (model.Transform(Padded(waves, 14)).ToArray(), model.Reconstruct(Padded(waves, 14)));
        for (var i = 0; i < features.Length; i++) features[i].ShouldBe(plain.Transform(waves).ToArray()[i], 1e-4);
        for (var step = 10; step < 14; step++) rebuilt[0, step, 0].ShouldBe(0);
        rebuilt[0, 9, 0].ShouldNotBe(0);
    }

    /// <summary>What a code of all states has learned of the states of padding does not matter, since these are 0.</summary>
    [Theory]
    [InlineData(RecurrentCellKind.Lstm)]
    [InlineData(RecurrentCellKind.Gru)]
    [InlineData(RecurrentCellKind.Simple)]
    public void Padding_is_not_in_the_code(RecurrentCellKind cell)
    {
        var waves = Waves(20, steps: 10, seed: 3);
        var model = new RecurrentAutoencoder(
            new() { LatentSize = 2, Units = 5, Epochs = 2, Seed = 1, Cell = cell, MaskZeros = true }).Fit(waves);
        var weights = model.Weights.ToDictionary();
        weights["encoder/code/kernel"] = Tensor.From(
            [.. weights["encoder/code/kernel"].ToArray(), .. Enumerable.Repeat(7f, 4 * 5 * 2)], [14 * 5, 2]);
        var longer = (FittedNetworkAutoencoder)FittedModel.FromWeights(model.Options, [14, 1], weights);
        longer.Transform(Padded(waves, 14)).ToArray().ShouldBe(model.Transform(waves).ToArray(), 1e-5);
    }

    /// <summary>Ten steps in frames of four are three frames, the last of which is filled up.</summary>
    [Fact]
    public void Frames_are_filled_up_and_cut_again()
    {
        var waves = Waves(20, steps: 10, seed: 3);
        var model = new RecurrentAutoencoder(new() { LatentSize = 2, Units = 5, Epochs = 1, Frame = 4 }).Fit(waves);
        model.Reconstruct(waves).Shape.ShouldBe(waves.Shape);
        model.ParameterCount.ShouldBe((int)model.Options.CountParameters([10, 1]));
        model.Weights["encoder/lstm/lstm_cell/kernel"].Shape.ShouldBe(new Shape(4, 20));
        model.Weights["encoder/code/kernel"].Shape.ShouldBe(new Shape(15, 2));
        model.Weights["decoder/output/kernel"].Shape.ShouldBe(new Shape(10, 4));
        ((RecurrentAutoencoderOptions)new RecurrentAutoencoderOptions().CompleteFor(Waves(4, steps: 286, seed: 1))).Frame.ShouldBe(9);
        Should.Throw<BadArgumentException>(
            () => new RecurrentAutoencoder(new() { Frame = 11 }).Fit(waves))
            .Message.ShouldContain("Frame: 11 does not fit; samples have 10 steps");
    }

    [Theory]
    [InlineData(7, 9, 3)]
    [InlineData(8, 12, 2)]
    [InlineData(11, 1, 3)]
    public void Images_of_any_size_are_halved_and_doubled(int height, int width, int kernel)
    {
        var images = new TestNumbers(1).Tensor([10, height, width, 3], 0, 1);
        var model = new ConvolutionalAutoencoder(new() { Filters = [3, 4], KernelSize = kernel, LatentSize = 2, Epochs = 1 }).Fit(images);
        model.Reconstruct(images).Shape.ShouldBe(images.Shape);
        model.ParameterCount.ShouldBe((int)model.Options.CountParameters([height, width, 3]));
    }

    [Theory]
    [InlineData(RecurrentCellKind.Lstm)]
    [InlineData(RecurrentCellKind.Gru)]
    [InlineData(RecurrentCellKind.Simple)]
    public void Parameters_are_counted_before_they_are_made(RecurrentCellKind cell)
    {
        var model = new RecurrentAutoencoder(new() { Cell = cell, Units = 5, LatentSize = 2, Epochs = 1 }).Fit(Waves(4, 6, 1));
        model.ParameterCount.ShouldBe((int)model.Options.CountParameters([6, 1]));
    }

    [Fact]
    public void Images_are_read_row_by_row()
    {
        var images = new TestNumbers(1).Tensor([10, 4, 5, 3], 0, 1);
        var model = new RecurrentAutoencoder(new() { Units = 4, LatentSize = 2, Epochs = 1, MaskZeros = true }).Fit(images);
        model.Reconstruct(images).Shape.ShouldBe(images.Shape);
        var rows = new RecurrentAutoencoder(
            new() { Units = 4, LatentSize = 2, Epochs = 1, MaskZeros = true }).Fit(images.Reshape([10, 4, 15]));
        var (expected, actual) = (rows.Reconstruct(images.Reshape([10, 4, 15])).ToArray(), model.Reconstruct(images).ToArray());
        for (var i = 0; i < actual.Length; i++) actual[i].ShouldBe(expected[i], 1e-5);
    }

    [Fact]
    public void Samples_and_options_that_do_not_fit_are_refused()
    {
        var images = new TestNumbers(1).Tensor([10, 7, 9], 0, 1);
        Message(
            () => new ConvolutionalAutoencoder(new() { KernelSize = 2 }).Fit(images))
            .ShouldContain("KernelSize: 2 does not fit; samples of shape (7, 9)");
        Message(() => new ConvolutionalAutoencoder(new() { Filters = [] }).Fit(images)).ShouldContain("one convolution at least");
        Message(() => new ConvolutionalAutoencoder(new() { Filters = [int.MaxValue, int.MaxValue] }).Fit(images)).ShouldContain("2 GiB");
        Message(
            () => new ConvolutionalAutoencoder(new() { Axes = SampleAxes.Sequence }).Fit(images.Reshape([10, 7, 9, 1])))
            .ShouldContain("(7, 9, 1) are no sequences");
        Message(() => new ConvolutionalAutoencoder().Fit(images.Reshape([10, 63]))).ShouldContain("(63) are no");
        Message(() => new RecurrentAutoencoder(new() { Units = int.MaxValue }).Fit(images)).ShouldContain("2 GiB");
    }

    [Theory]
    [InlineData(1, 1, 1, 8)]
    [InlineData(50, null, 215, 8)]
    [InlineData(270, null, 100, 8)]
    [InlineData(600, null, 100, 16)]
    [InlineData(1437, null, 100, 32)]
    [InlineData(20_000, null, 60, 64)]
    public void Few_samples_are_passed_over_more_often_in_small_batches(int count, int? epochs, int expected, int batch)
    {
        var options = new RecurrentAutoencoderOptions { Epochs = epochs }.CompleteFor(Tensor.Zeros([count, 3, 1]));
        (options.Epochs, options.BatchSize).ShouldBe((expected, batch));
    }

    [Fact]
    public void The_same_bits_for_any_number_of_threads()
    {
        var before = Engine.Threads;
        try
        {
            var (images, waves) = (new TestNumbers(4).Tensor([70, 9, 10, 3], 0, 1), Waves(70, 12, seed: 5));
            var results = new List<float[]>();
            foreach (var threads in new[] { 1, 2, 3 })
            {
                Engine.Threads = threads;
                results.Add(
                [
                    .. new ConvolutionalAutoencoder(new() { Epochs = 2, BatchSize = 32 }).Fit(images).Reconstruct(images).AsSpan(),
                    .. new RecurrentAutoencoder(new() { Epochs = 2, BatchSize = 32 }).Fit(waves).Reconstruct(waves).AsSpan(),
                ]);
            }
            results[1].ShouldBe(results[0]);
            results[2].ShouldBe(results[0]);
        }
        finally
        {
            Engine.Threads = before;
        }
    }

    [Theory]
    [InlineData(RecurrentCellKind.Gru, 0.003, 0.04)]
    [InlineData(RecurrentCellKind.Simple, 0.001, 0.1)]
    public void Other_cells_learn_waves_too(RecurrentCellKind cell, double rate, double most)
    {
        var options = new RecurrentAutoencoderOptions
        {
            Cell = cell, LatentSize = 3, Units = 24, LearningRate = rate, Epochs = 60, Seed = 1,
        };
        (
            -new RecurrentAutoencoder(options).Fit(Waves(300, steps: 24, seed: 1))
                .Score(Waves(50, steps: 24, seed: 2))).ShouldBeLessThan(most);
    }

    private static (Tensor Train, Tensor Test) ScaledDigits()
    {
        var (train, test) = TrainValidationSplit.Split(Digits.Load(), 0.2, 1);
        var scaler = Scaler.Choose(train.Samples);
        return (scaler.Apply(train.Samples), scaler.Apply(test.Samples));
    }

    /// <summary>(count, steps, 1): sine waves of one frequency and phases of any size.</summary>
    private static Tensor Waves(int count, int steps, ulong seed)
    {
        var phases = new TestNumbers(seed).Tensor([count], 0, 2 * MathF.PI).ToArray();
        return Tensor.From(
            [.. Enumerable.Range(0, count * steps).Select(i => MathF.Sin(phases[i / steps] + (i % steps * 0.4f)))], [count, steps, 1]);
    }

    private static Tensor Padded(Tensor sequences, int steps) =>
        Ops.Concatenate([sequences, Tensor.Zeros(sequences.Shape.With(1, steps - sequences.Shape[1]))], 1);

    private static string Message(Action action) => Should.Throw<BadArgumentException>(action).Message;
}
