namespace LatentSharp.Tests;

public class PairedTestTests
{
    /// <summary>Of five differences that all point one way, 2 of the 2⁵ ways to exchange are as extreme: p = 1/16.</summary>
    [Fact]
    public void Few_pairs_have_the_p_value_of_all_exchanges() =>
        PairedTest.PValue([5, 6, 7, 8, 9], [4, 4, 4, 4, 4]).ShouldBe(1 / 16.0, 0.008);

    /// <summary>{3, 1}: the sums are ±4 and ±2, of which two of four are at least 4.</summary>
    [Fact]
    public void Samples_without_a_difference_change_nothing()
    {
        PairedTest.PValue([3, 1], [0, 0]).ShouldBe(0.5, 0.02);
        PairedTest.PValue([3, 7, 1, 7], [0, 7, 0, 7]).ShouldBe(0.5, 0.02);
        PairedTest.PValue([1, 2, 3], [1, 2, 3]).ShouldBe(1);
        PairedTest.PValue([], []).ShouldBe(1);
    }

    [Fact]
    public void A_difference_of_every_sample_is_not_chance()
    {
        double[] first = [.. Enumerable.Range(0, 200).Select(i => i % 2 + 0.5)], second = [.. Enumerable.Range(0, 200).Select(i => i % 2)];
        PairedTest.PValue(first, second).ShouldBe(1e-4, 1e-9);
        PairedTest.PValue(second, first).ShouldBe(1e-4, 1e-9);
    }

    [Fact]
    public void What_is_not_paired_is_refused() =>
        Should.Throw<BadArgumentException>(() => PairedTest.PValue([1, 2], [1])).Message.ShouldContain("2 and 1 values");
}
