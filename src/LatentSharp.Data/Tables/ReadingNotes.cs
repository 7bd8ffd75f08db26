using System.Globalization;

namespace LatentSharp;

/// <summary>Counts what a table holds that the one that was learned from did not, and says it.</summary>
internal sealed class ReadingNotes(TableEncoding encoding)
{
    private const int TextsToList = 5;

    private readonly int[] missing = new int[encoding.Columns.Length];
    private readonly int[] unseen = new int[encoding.Columns.Length];
    private readonly HashSet<string>[] texts = [.. encoding.Columns.Select(_ => new HashSet<string>(StringComparer.Ordinal))];

    /// <summary>Notes a missing value that was replaced.</summary>
    internal void AddMissing(int column) => missing[column]++;

    /// <summary>Notes a text that the column did not hold before.</summary>
    internal void AddUnseen(int column, string text)
    {
        unseen[column]++;
        if (texts[column].Count <= TextsToList) texts[column].Add(CsvLayout.Shorten(text));
    }

    /// <summary>Sentences for people.</summary>
    /// <param name="extra">The columns that were passed over.</param>
    internal IReadOnlyList<string> Say(IReadOnlyCollection<string> extra)
    {
        var notes = new List<string>();
        var others = extra.Where(name => name != encoding.Label).ToArray();
        if (others.Length > 0)
            notes.Add(
                $"{(others.Length == 1 ? "the column" : "the columns")} {ColumnMatch.List(others)} "
                + $"{(others.Length == 1 ? "was" : "were")} not learned from and {(others.Length == 1 ? "is" : "are")} passed "
                + $"over.");
        if (encoding.Label is { } label && extra.Contains(label, StringComparer.Ordinal))
            notes.Add($"the column '{CsvLayout.Shorten(label)}' holds labels and is passed over; to use them, name it with --label.");
        for (var i = 0; i < encoding.Columns.Length; i++)
        {
            var name = CsvLayout.Shorten(encoding.Columns[i].Name);
            if (unseen[i] > 0)
            {
                notes.Add(
                    $"the column '{name}' has {Values(unseen[i])} that {(unseen[i] == 1 ? "was" : "were")} not there in "
                    + $"learning "
                    + $"({string.Join(", ", texts[i].Take(TextsToList).Select(text => $"'{text}'"))}"
                    + $"{(texts[i].Count > TextsToList ? ", …" : "")}); "
                    + $"all its numbers are 0 there.");
            }
            if (missing[i] > 0) notes.Add($"the column '{name}' misses {Values(missing[i])}; {encoding.Columns[i].FillInWords} stands in.");
        }
        return notes;
    }

    private static string Values(int count) => count == 1 ? "1 value" : count.ToString("#,0", CultureInfo.InvariantCulture) + " values";
}
