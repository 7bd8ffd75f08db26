using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class ThresholdTests
{
    private static readonly Tensor Ten = Tensor.From(5f, 1, 2, 3, 4, 6, 7, 8, 9, 50);

    [Fact]
    public void A_known_share_leaves_so_many_rows_above_it()
    {
        var threshold = Threshold.Contamination(Ten, 0.2);
        threshold.Value.ShouldBe(8);
        Ten.ToArray().Count(score => threshold.IsAbnormal(score)).ShouldBe(2);
        threshold.Reason.ShouldBe("20 % of the rows are said to be abnormal, the 2 highest of 10 scores, which are those above 8.");
        Threshold.Contamination(Ten, 0.01).Value.ShouldBe(50, "no whole row");
    }

    [Fact]
    public void Deviations_from_the_median_are_those_by_hand()
    {
        // The median is 5.5, the distances 0.5 0.5 1.5 1.5 2.5 2.5 3.5 3.5 4.5 44.5 have the median 2.5.
        var threshold = Threshold.MedianAbsoluteDeviation(Ten);
        threshold.Value.ShouldBe(5.5 + (3.5 * 1.4826 * 2.5), 1e-9);
        threshold.Rule.ShouldBe(ThresholdRule.MedianAbsoluteDeviation);
        threshold.Reason.ShouldContain("3.5 deviations");
        // More than half are equal: the mean distance is 10 / 5.
        Threshold.MedianAbsoluteDeviation(Tensor.From(1f, 1, 1, 1, 11)).Value.ShouldBe(1 + (3.5 * 1.253314 * 2), 1e-9);
    }

    [Fact]
    public void A_bend_is_where_the_curve_is_farthest_below_its_chord()
    {
        // From the highest down 10, 1, 0.9, ..., 0: beside (1/10, 0.1) the chord is at 0.9.
        var scores = Tensor.From([10f, .. Enumerable.Range(0, 10).Select(i => 1 - (i / 9f))]);
        var threshold = Threshold.Kneedle(scores);
        threshold.Value.ShouldBe(1);
        scores.ToArray().Count(score => threshold.IsAbnormal(score)).ShouldBe(1);
        Threshold.Kneedle(Tensor.Ones(5)).Reason.ShouldContain("no bend");
    }

    /// <summary>The figures are SciPy's, by tests/references/isolation.py.</summary>
    [Fact]
    public void The_tail_is_that_of_scipy()
    {
        using var cases = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "tests", "LatentSharp.Evaluation.Tests", "Detection", "tail.json")));
        foreach (var each in cases.RootElement.EnumerateArray())
        {
            double[] excesses = [.. each.GetProperty("excesses").EnumerateArray().Select(value => value.GetDouble())];
            var (shape, scale) = ParetoTail.Fit(excesses);
            shape.ShouldBe(each.GetProperty("shape").GetDouble(), 2e-3);
            scale.ShouldBe(each.GetProperty("scale").GetDouble(), 5e-3);
            var likelihood = -Math.Log(scale) - ((1 + (1 / shape)) * excesses.Average(y => Math.Log(1 + (shape * y / scale))));
            likelihood.ShouldBeGreaterThan(each.GetProperty("likelihood").GetDouble() - 1e-6);
        }
    }

    [Fact]
    public void A_usual_score_passes_a_peak_as_seldom_as_was_asked()
    {
        var draws = new float[20_000];
        new RandomStream(3).Uniform(draws, 1e-6f);
        // Exponential scores pass ln 1000 once in a thousand.
        var threshold = Threshold.PeaksOverThreshold(Tensor.From([.. draws.Select(draw => -MathF.Log(draw))]));
        threshold.Value.ShouldBe(Math.Log(1000), 0.5);
        threshold.Reason.ShouldContain("once in 1000");
        Threshold.PeaksOverThreshold(Tensor.Ones(20)).Reason.ShouldContain("too few differ");
        Threshold.PeaksOverThreshold(Tensor.Ones(1)).Value.ShouldBe(1);
    }

    [Fact]
    public void Scores_and_settings_that_do_not_fit_are_refused()
    {
        foreach (var rule in Enum.GetValues<ThresholdRule>())
        {
            Threshold.By(rule, Ten).Rule.ShouldBe(rule);
            Should.Throw<BadArgumentException>(() => Threshold.By(rule, Tensor.Ones(0))).Message.ShouldContain("one or more");
            Should.Throw<BadArgumentException>(() => Threshold.By(rule, Tensor.From(1f, float.NaN))).Message.ShouldContain("finite");
        }
        Should.Throw<BadArgumentException>(() => Threshold.Contamination(Ten, 1));
        Should.Throw<BadArgumentException>(() => Threshold.MedianAbsoluteDeviation(Ten, 0));
        Should.Throw<BadArgumentException>(() => Threshold.PeaksOverThreshold(Ten, 0.2));
    }
}
