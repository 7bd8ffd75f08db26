using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// The rows that a model is applied to, told apart: by the parts of their set, and by whether the model learned from them.
/// </summary>
internal sealed class RowGroups
{
    /// <summary>The groups' names in files; they never change.</summary>
    public const string Learned = "learned", Others = "others";

    private readonly int total;

    public RowGroups(AppliedData data, LearnedRows? learned)
    {
        total = data.Count;
        var groups = new List<(string Name, int[] Rows)>();
        if (data.Parts.Count > 1)
        {
            var first = 0;
            foreach (var (name, count) in data.Parts)
            {
                groups.Add((name, [.. Enumerable.Range(first, count)]));
                first += count;
            }
        }
        if (learned is not null)
        {
            bool[] known = [.. data.Pieces.SelectMany(piece => learned.Contain(piece.Samples))];
            var rows = Enumerable.Range(0, total).ToLookup(row => known[row]);
            LearnedCount = rows[true].Count();
            if (rows[true].Any() && rows[false].Any()) groups.AddRange([(Learned, [.. rows[true]]), (Others, [.. rows[false]])]);
        }
        Groups = groups;
    }

    /// <summary>The groups; none where there is nothing to tell apart.</summary>
    public IReadOnlyList<(string Name, int[] Rows)> Groups { get; }

    /// <summary>The rows that are equal to one that the model learned from; null when that is not known.</summary>
    public int? LearnedCount { get; }

    /// <summary>Which rows were measured, and what the model knows of them.</summary>
    public string InWords => $"measured on {Plural(total, "row")}" + LearnedCount switch
    {
        null => "; which of them the model learned from cannot be told, since it was saved without their digests",
        0 => ", none of which the model learned from",
        { } count when count == total => ", all of which are rows that the model learned from, so this says nothing of new ones",
        { } count =>
            $", of which {Count(count)} {(count == 1 ? "is a row" : "are rows")} that the model learned from; "
            + $"what it does on new ones is told by the {Count(total - count)} others",
    };
}
