using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Collects the names of the classes in a label column, and then numbers them.</summary>
internal sealed class CsvClasses
{
    internal const int Most = 10_000;

    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);

    /// <summary>The names, sorted: as numbers when all are, otherwise by their characters' codes.</summary>
    internal string[] Names { get; private set; } = [];

    /// <summary>Notes a name; false when there are more of them than classes can be.</summary>
    internal bool Add(ReadOnlySpan<byte> cell)
    {
        indices.TryAdd(NameOf(cell), 0);
        return indices.Count <= Most;
    }

    /// <summary>The index of a name, or -1 for one that was never added.</summary>
    internal int IndexOf(ReadOnlySpan<byte> cell) => indices.GetValueOrDefault(NameOf(cell), -1);

    /// <summary>Ends collecting.</summary>
    internal void Sort()
    {
        var names = indices.Keys.ToArray();
        var numbers = new double[names.Length];
        var numeric = true;
        for (var i = 0; i < names.Length && numeric; i++)
            numeric = double.TryParse(names[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]);
        Array.Sort(names, StringComparer.Ordinal);
        if (numeric) names = [.. names.OrderBy(name => double.Parse(name, NumberStyles.Float, CultureInfo.InvariantCulture))];
        Names = names;
        for (var i = 0; i < names.Length; i++) indices[names[i]] = i;
    }

    private static string NameOf(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell.Trim(" \t"u8));
}
