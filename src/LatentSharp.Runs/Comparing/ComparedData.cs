using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// Data in three parts: one to learn from, one to choose by, and one that no choice has seen. The last is the set's own test part, or drawn
/// once; what is left is divided anew for each seed.
/// </summary>
internal sealed class ComparedData
{
    private const double TestShare = 0.2, ChoiceShare = 0.25;

    private readonly Dataset rest, test;

    /// <param name="all">The data.</param>
    /// <param name="seed">What the test part is drawn from.</param>
    /// <exception cref="BadArgumentException">There are too few rows for three parts.</exception>
    public ComparedData(Dataset all, long seed)
    {
        All = all;
        if (all.TestPart is { } own)
        {
            (rest, test) = (all.WithoutTestPart(), own);
            return;
        }
        if (all.Count < Fewest)
            throw new BadArgumentException(
                $"{all.Name}: {Plural(all.Count, "row")} cannot be divided into one part to learn from, one to choose by and one to judge "
                + $"by; {Fewest} would do.");
        (rest, test) = TrainValidationSplit.Split(all, TestShare, seed);
    }

    /// <summary>The fewest rows that can be divided.</summary>
    public const int Fewest = 20;

    /// <summary>Everything.</summary>
    public Dataset All { get; }

    /// <summary>How many rows judge.</summary>
    public int TestCount => test.Count;

    /// <summary><c>1,077 rows to learn from, 360 to choose by, 360 to judge by</c>.</summary>
    public string InWords
    {
        get
        {
            var choice = (int)Math.Ceiling(rest.Count * ChoiceShare);
            return $"{Plural(rest.Count - choice, "row")} to learn from, {Count(choice)} to choose by, divided anew for each seed, and "
                + $"{Count(test.Count)} to judge by{(All.TestPart is null ? "" : ", the set's own test part")}";
        }
    }

    /// <summary>The parts of a seed, scaled by what is learned from.</summary>
    public (PreparedPart Training, PreparedPart Choice, PreparedPart Test) Divide(long seed)
    {
        var divided = PreparedData.From(rest, ChoiceShare, seed);
        return (divided.Training, divided.HeldOut, new PreparedPart(test, [.. Enumerable.Range(0, test.Count)], divided.Scaling));
    }
}
