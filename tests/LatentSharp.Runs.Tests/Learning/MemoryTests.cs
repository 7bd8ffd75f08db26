namespace LatentSharp.Tests;

/// <summary>
/// Each row is held twice while it is learned from, as the file has it and scaled, and once where a model is applied to it.
/// </summary>
public sealed class MemoryTests
{
    private const int Rows = 100_000, Columns = 100;

    /// <summary>The samples as float32.</summary>
    private const double Table = 4.0 * Rows * Columns;

    /// <summary>Of the instance, so that it is made before anything is counted, whatever test comes first.</summary>
    private readonly Dataset data = new("t", Tensor.Create<float, int>([Rows, Columns], 0, static (values, _) =>
    {
        for (var i = 0; i < values.Length; i++) values[i] = (i % 1009) - (0.01f * (i % 7));
    }));

    [Fact]
    public void Dividing_and_scaling_make_one_copy()
    {
        PreparedData? prepared = null;
        // Of each row 400 bytes, and the numbers of rows, their order and its two parts.
        Allocated(() => prepared = PreparedData.From(data, 0.2, seed: 1)).ShouldBeInRange(Table, 1.06 * Table);

        // The same as a division with copies.
        var (training, heldOut) = TrainValidationSplit.Split(data, 0.2, 1);
        var scaler = Scaler.Choose(training);
        prepared!.Scaling.Offset.ToArray().ShouldBe(scaler.Offset.ToArray());
        prepared.Training.Scaled.AsSpan().SequenceEqual(scaler.Apply(training).AsSpan()).ShouldBeTrue();
        prepared.HeldOut.Scaled.AsSpan().SequenceEqual(scaler.Apply(heldOut).AsSpan()).ShouldBeTrue();
        prepared.HeldOut.Original(7).ToArray().ShouldBe(heldOut.Samples.Rows(7, 1).ToArray());
        // Values of both parts come back into the order of the file.
        prepared.InOrder(prepared.Training.Scaled, prepared.HeldOut.Scaled).AsSpan().SequenceEqual(scaler.Apply(data).AsSpan())
            .ShouldBeTrue();
    }

    [Fact]
    public void A_test_part_of_its_own_is_not_joined_to_the_others()
    {
        var whole = new Dataset("t", data.Samples.Rows(0, 60_000), testPart: new Dataset("t", data.Samples.Rows(60_000, 40_000)));
        AppliedData? all = null;
        Allocated(() => all = AppliedData.Of(whole)).ShouldBeLessThan(10_000);
        all!.Count.ShouldBe(Rows);

        // The first value of each row, scaled; a block of rows is 16.6 MB here, and the last of a part less, in memory of its own.
        Tensor firsts = default;
        var scaler = Scaler.Choose(data);
        Allocated(() => firsts = all.Map(scaler, [1], First)).ShouldBeLessThan(0.7 * Table);
        firsts.ToArray().ShouldBe(First(scaler.Apply(data)).ToArray());
        var prepared = PreparedData.From(whole, 0.2, 1);
        prepared.InOrder(First(prepared.Training.Scaled), First(prepared.HeldOut.Scaled)).Count.ShouldBe(Rows);
    }

    [Fact]
    public void Reconstructions_are_measured_without_being_held()
    {
        var scaled = Scaler.Choose(data).Apply(data);
        var before = Allocated(() =>
        {
            using var blocks = new RowBlocks(scaled);
            var rows = 0;
            while (blocks.Next())
            {
                blocks.First.ShouldBe(rows);
                rows += (blocks.Scaled * 2).Shape[0];
            }
            rows.ShouldBe(Rows);
        });
        before.ShouldBeLessThan(0.7 * Table);
    }

    private static Tensor First(Tensor samples) => Tensor.Create<float, Tensor>([samples.Shape[0], 1], samples, static (firsts, source) =>
    {
        for (var row = 0; row < firsts.Length; row++) firsts[row] = source.AsSpan()[row * Columns];
    });

    private static double Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
