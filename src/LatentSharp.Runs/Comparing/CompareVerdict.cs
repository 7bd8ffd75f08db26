using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>The plain sentence: which features to use, and whether they beat the raw values at all.</summary>
internal static class CompareVerdict
{
    private const double Surely = 0.05;

    /// <summary>The sentence.</summary>
    /// <param name="standings">The best first.</param>
    /// <param name="measure">What they were compared by.</param>
    /// <param name="data">The data.</param>
    public static string Of(IReadOnlyList<Standing> standings, GoalMeasure measure, ComparedData data)
    {
        var found = standings.Where(standing => standing.Trials.Count > 0).ToArray();
        if (found.Length == 0) return "Nothing could be learned from these data; the notes say why.";
        var best = found[0];
        var yardstick = Array.Find(found, standing => standing.Candidate == Candidate.Raw)
            ?? Array.Find(found, standing => standing.Candidate.Options is PcaOptions);
        var name = best.Candidate.Name;
        var features = best.Candidate.GivesFeatures ? $" with {Plural(best.Trials[0].Features, "feature")}" : "";
        var told = $"on {Plural(data.TestCount, "row")} that no choice has seen, {name}{features} {Have(best)} {Show(measure, best.Test)}"
            + (double.IsFinite(best.Deviation) ? $" ± {Show(measure, best.Deviation)}" : "");
        told += Doubt(found, measure);
        if (yardstick is null) return $"Use {name}: {told}.";
        if (yardstick == best) return $"Use {Words(yardstick)}: nothing that was learned is better; {told}.";
        var p = best.PValue(yardstick);
        var beside = $"{told}, and {Words(yardstick)} have {Show(measure, yardstick.Test)} (paired test, p {Chance(p)})";
        var better = measure.MoreIsBetter ? best.Test > yardstick.Test : best.Test < yardstick.Test;
        return better && p < Surely ? $"Use {name}: {beside}."
            : better ? $"No features are surely better than {Words(yardstick)}: {beside}; more rows or seeds would tell."
            : $"No features are better than {Words(yardstick)}: {beside}.";
    }

    /// <summary>Where the part that judges says with certainty that another is better than the one that was chosen.</summary>
    private static string Doubt(Standing[] found, GoalMeasure measure)
    {
        var best = found[0];
        var other = found.Skip(1).Where(standing => standing.PValue(best) < Surely
                && (measure.MoreIsBetter ? standing.Test > best.Test : standing.Test < best.Test))
            .OrderBy(standing => measure.MoreIsBetter ? -standing.Test : standing.Test).FirstOrDefault();
        return other is null ? ""
            : $" (there {other.Candidate.Name} {Have(other)} {Show(measure, other.Test)}, surely better, though the part that chooses says "
                + "otherwise: more rows or seeds would tell)";
    }

    private static string Have(Standing standing) => standing.Candidate == Candidate.Raw ? "have" : "has";

    /// <summary>A value of the measure.</summary>
    public static string Show(GoalMeasure measure, double value) =>
        !double.IsFinite(value) ? "no figure" : measure.IsShare ? Percent(value) : Figure(value);

    /// <summary>A p-value.</summary>
    public static string Chance(double p) => p < 0.001 ? "< 0.001" : "= " + p.ToString("0.000", Invariant);

    private static string Words(Standing standing) => standing.Candidate == Candidate.Raw ? "the raw values" : "PCA’s features";
}
