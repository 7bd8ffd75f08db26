namespace LatentSharp;

/// <summary>Finds what a name that is spelled wrongly may mean.</summary>
public static class Spelling
{
    /// <summary>The name that is nearest to what was typed, by the edit distance; null when none is near.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">The names that there are.</param>
    public static string? Nearest(string typed, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(names);
        var (nearest, distance) = names.Select(name => (name, Distance(typed, name))).MinBy(pair => pair.Item2);
        return nearest is not null && distance <= Math.Max(2, typed.Length / 3) ? nearest : null;
    }

    /// <summary>The edit distance of Levenshtein.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
