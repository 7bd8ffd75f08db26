using System.Globalization;

namespace LatentSharp;

/// <summary>Where in a table the columns are that an encoding was found for.</summary>
/// <param name="Places">For each column of the encoding its place in the table, from 0.</param>
/// <param name="Extra">The names of the table's other columns but its label; they are passed over.</param>
internal sealed record ColumnMatch(int[] Places, string[] Extra)
{
    private const int NamesToList = 10;

    /// <summary>
    /// Finds the columns by their names, in any order; where the table or the encoding has no names, or names that stand for several
    /// columns, by their places.
    /// </summary>
    /// <exception cref="BadFileException">A column is missing, is there twice, or the columns without names are more or fewer.</exception>
    internal static ColumnMatch Find(TableText table, TableEncoding encoding)
    {
        var places = Enumerable.Range(0, table.Layout.Columns.Count).Where(column => column != table.Layout.Label).ToArray();
        var there = Array.ConvertAll(places, place => table.Layout.Columns[place]);
        var wanted = encoding.Columns.Select(column => column.Name).ToArray();
        if (!table.Layout.HasHeader || !HasNames(wanted)) return new ColumnMatch(ByPlace(table, places, wanted), []);
        if (wanted.Distinct(StringComparer.Ordinal).Count() < wanted.Length)
            return new ColumnMatch(InOrder(table, ByPlace(table, places, wanted), there, wanted), []);

        var label = table.Layout.Label < 0 ? null : table.Layout.Columns[table.Layout.Label];
        if (label is not null && wanted.Contains(label, StringComparer.Ordinal) && !there.Contains(label, StringComparer.Ordinal))
            throw new BadFileException(
                $"{table.Name}: the column '{CsvLayout.Shorten(label)}' was learned from, so that it cannot hold the labels.");
        var missing = wanted.Except(there, StringComparer.Ordinal).ToArray();
        if (missing.Length == 1)
            throw new BadFileException(
                $"{table.Name}: the column {List(missing)} that was learned from is missing; there are {List(there)}.");
        if (missing.Length > 1)
            throw new BadFileException(
                $"{table.Name}: the columns {List(missing)} that were learned from are missing; there are {List(there)}.");
        var twice = Array.Find(wanted, name => Array.IndexOf(there, name) != Array.LastIndexOf(there, name));
        if (twice is not null)
            throw new BadFileException($"{table.Name}: the column '{CsvLayout.Shorten(twice)}' is there several times; once is enough.");
        return new ColumnMatch(
            Array.ConvertAll(wanted, name => places[Array.IndexOf(there, name)]), [.. there.Except(wanted, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Whether a first record holds names of these columns, so that it is a header: one that is a text and no value of any column, or else
    /// all.
    /// </summary>
    internal static bool IsHeader(string[] first, TableEncoding encoding)
    {
        var names = encoding.Columns.Select(column => column.Name).ToArray();
        var cells = first.Select(cell => cell.Trim()).ToHashSet(StringComparer.Ordinal);
        return HasNames(names) && (names.Any(name => cells.Contains(name) && IsOnlyAName(name)) || names.All(cells.Contains));

        bool IsOnlyAName(string name) =>
            CsvNumber.Parse(System.Text.Encoding.UTF8.GetBytes(name), out _) == CsvCell.Text
                && !encoding.Columns.Any(column => column.Categories.Contains(name, StringComparer.Ordinal));
    }

    /// <summary>The first names of a list, in quotes.</summary>
    internal static string List(IReadOnlyCollection<string> names) =>
        string.Join(
            ", ",
            names.Take(NamesToList).Select(name => $"'{CsvLayout.Shorten(name)}'")) + (names.Count > NamesToList
                ? $" and {names.Count - NamesToList} more"
                : "");

    private static int[] ByPlace(TableText table, int[] places, string[] wanted)
    {
        if (places.Length == wanted.Length) return places;
        var hint = places.Length == wanted.Length + 1 && table.Layout.Label < 0 ? "; if one holds labels, name it with --label" : "";
        throw new BadFileException(string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Name}: there "
            + $"{(places.Length == 1 ? "is 1 column" : $"are {places.Length} columns")}"
            + $"{(table.Layout.Label < 0 ? "" : " besides the label")}, "
            + $"but the model learned from {wanted.Length}, {List(wanted)}{hint}."));
    }

    private static int[] InOrder(TableText table, int[] places, string[] there, string[] wanted)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            if (there[i] == wanted[i]) continue;
            throw new BadFileException(
                $"{table.Name}: column {places[i] + 1} is '{CsvLayout.Shorten(there[i])}', but '{CsvLayout.Shorten(wanted[i])}' was "
                + "learned from there; since a name stands for several columns, the order must be the same.");
        }
        return places;
    }

    /// <summary>Whether there are names from a header, not just the columns' numbers.</summary>
    private static bool HasNames(string[] names) =>
        !names.All(name =>
            name.StartsWith("column ", StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
