namespace LatentSharp.Tests;

/// <summary>Rows in an order of their own are scaled as a copy of them would be, without one.</summary>
public class RowViewTests
{
    [Fact]
    public void A_scaler_of_some_rows_is_that_of_their_copy()
    {
        var digits = Digits.Load();
        var values = digits.Samples.ToArray();
        var table = new Dataset("t", Tensor.From(Array.ConvertAll(values, value => MathF.Sin(value) * 7), [digits.Count, 64]));
        var rows = new RandomStream(5).Permutation(digits.Count)[..900];
        var copy = table.Take(rows);
        foreach (var (view, data) in new[] { (RowView.Of(table, rows), copy), (RowView.Of(table), table) })
        {
            var (own, other) = (Scaler.Choose(view, isByChannel: false), Scaler.Choose(data));
            own.Kind.ShouldBe(ScalerKind.Standard);
            own.Offset.ToArray().ShouldBe(other.Offset.ToArray());
            own.Scale.ToArray().ShouldBe(other.Scale.ToArray());
            own.Apply(view).ToArray().ShouldBe(other.Apply(data).ToArray());
        }
        RowView.Of(table, rows).Slice(10, 3)[2].ToArray().ShouldBe(copy.Samples.Rows(12, 1).ToArray());
        RowView.Of(table).Slice(10, 3)[0].ToArray().ShouldBe(table.Samples.Rows(10, 1).ToArray());
    }

    [Fact]
    public void Padding_is_left_out_and_stays_0()
    {
        var data = new Dataset(
            "s", Tensor.From([1f, 10, 2, 20, 0, 0, /**/ 3, 30, 0, 0, 0, 0, /**/ 5, 50, 6, 60, 7, 70], [3, 3, 2]),
            sequences: new Sequences([2, 1, 3], ["a", "b"]));
        var view = RowView.Of(data, [1, 0]);
        view[0].ToArray().ShouldBe([3, 30]);
        view[1].ToArray().ShouldBe([1, 10, 2, 20]);
        var scaler = Scaler.Choose(view, isByChannel: true);
        // Of 3, 1 and 2 the mean is 2 and the variance 2/3.
        scaler.Offset.ToArray().ShouldBe([2, 20]);
        scaler.Scale.ToArray().ShouldBe([(float)Math.Sqrt(2 / 3.0), (float)Math.Sqrt(200 / 3.0)]);
        var scaled = scaler.Apply(view);
        scaled.ToArray()[2..6].ShouldBe([0, 0, 0, 0]);
        scaled.ToArray()[10..].ShouldBe([0, 0]);
        scaler.Invert(view.Like(scaled)).ToArray().ShouldBe([3, 30, 0, 0, 0, 0, 1, 10, 2, 20, 0, 0]);
        Should.Throw<BadArgumentException>(() => scaler.Invert(scaled, data)).Message.ShouldContain("2 samples do not fit 3 sequences");
    }

    [Fact]
    public void Choosing_a_scaler_copies_no_samples()
    {
        var data = new Dataset("t", Tensor.Create<float, int>([20_000, 50], 0, static (values, _) =>
        {
            for (var i = 0; i < values.Length; i++) values[i] = i % 777;
        }));
        var rows = new RandomStream(1).Permutation(20_000);
        Scaler.Choose(RowView.Of(data, rows), isByChannel: false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Scaler.Choose(RowView.Of(data, rows), isByChannel: false);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }
}
