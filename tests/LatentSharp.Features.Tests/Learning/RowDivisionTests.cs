using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Rows are set aside without a copy where nobody else reads them, and lie as before afterwards.</summary>
public class RowDivisionTests
{
    private static readonly int[] Aside = [1, 4, 5, 8];

    [Fact]
    public void Parts_of_an_owned_set_are_those_of_any_other_and_its_rows_go_back()
    {
        var owned = new LearningSet(Rows(9), Tensor.From(0, 1, 0, 1, 0, 1, 0, 1, 0)) { IsOwned = true };
        using (var parts = new RowDivision(owned, Aside))
        {
            // Row i holds 10 i and 10 i + 1.
            parts.Others.Samples.ToArray().ShouldBe([0, 1, 20, 21, 30, 31, 60, 61, 70, 71]);
            parts.Held.Samples.ToArray().ShouldBe([10, 11, 40, 41, 50, 51, 80, 81]);
            parts.Others.Labels!.Value.ToArray<int>().ShouldBe([0, 0, 1, 0, 1]);
            parts.Held.Labels!.Value.ToArray<int>().ShouldBe([1, 0, 1, 0]);
            // They lie where the set lies, one behind the other.
            owned.Samples.ToArray().ShouldBe([.. parts.Others.Samples.ToArray(), .. parts.Held.Samples.ToArray()]);
        }
        owned.Samples.ToArray().ShouldBe(Rows(9).ToArray());

        var other = new LearningSet(Rows(9), owned.Labels);
        using var copies = new RowDivision(other, Aside);
        other.Samples.ToArray().ShouldBe(Rows(9).ToArray());
        copies.Held.Samples.ToArray().ShouldBe([10, 11, 40, 41, 50, 51, 80, 81]);
        copies.Others.Samples.ToArray().ShouldBe([0, 1, 20, 21, 30, 31, 60, 61, 70, 71]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_order_goes_back(int seed)
    {
        var order = new RandomStream(seed).Permutation(50);
        var owned = new LearningSet(Rows(50)) { IsOwned = true };
        var parts = new RowDivision(owned, order[..20]);
        parts.Held.Samples.ToArray().Where((_, place) => place % 2 == 0).ShouldBe(order[..20].Select(row => 10f * row));
        parts.Dispose();
        owned.Samples.ToArray().ShouldBe(Rows(50).ToArray());
    }

    [Theory]
    [InlineData(EarlyStoppingMode.Yes)]
    [InlineData(EarlyStoppingMode.CrossValidation)]
    public void An_owned_set_is_learned_from_alike_and_in_place(EarlyStoppingMode mode)
    {
        var options = new AutoencoderOptions { LatentSize = 2, Hidden = [8], Epochs = 3, BatchSize = 16, EarlyStopping = mode };
        float[] Learned(bool owned, out long bytes, out float[] left)
        {
            var samples = new TestNumbers(3).Tensor([4000, 100], 0, 1);
            IEstimator estimator = new Autoencoder(options);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var model = estimator.Fit(new LearningTask(new LearningSet(samples) { IsOwned = owned }));
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            left = samples.ToArray();
            return [.. model.Weights.Values.SelectMany(weights => weights.ToArray())];
        }

        var copied = Learned(false, out var more, out var untouched);
        Learned(true, out var less, out var back).ShouldBe(copied);
        back.ShouldBe(untouched);
        // A division copies 1.6 MB of samples.
        var divisions = mode == EarlyStoppingMode.Yes ? 1 : 5;
        (more - less).ShouldBeGreaterThan(divisions * 1_500_000L);
    }

    [Fact]
    public void Rows_go_back_when_a_training_is_given_up()
    {
        var samples = new TestNumbers(3).Tensor([600, 4], 0, 1);
        var before = samples.ToArray();
        IEstimator estimator = new Autoencoder(
            new AutoencoderOptions { LatentSize = 2, Epochs = 3, EarlyStopping = EarlyStoppingMode.Yes });
        using var given = new CancellationTokenSource();
        given.Cancel();
        Should.Throw<OperationCanceledException>(() => estimator.Fit(
            new LearningTask(new LearningSet(samples) { IsOwned = true }) { Cancellation = given.Token }));
        samples.ToArray().ShouldBe(before);
    }

    private static Tensor Rows(int count) =>
        Tensor.From([.. Enumerable.Range(0, count).SelectMany(row => new[] { 10f * row, (10f * row) + 1 })], [count, 2]);
}
