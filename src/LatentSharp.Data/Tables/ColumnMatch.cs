using System.Globalization;

namespace LatentSharp;

/// <summary>Finds in a table the columns that an encoding was found for.</summary>
internal static class ColumnMatch
{
    private const int NamesToList = 10;

    /// <summary>
    /// For each column of the encoding, its place in the table. Columns are found by their names, in any order; where the table or the encoding has no names, or
    /// names that stand for several columns, by their places.
    /// </summary>
    /// <exception cref="BadFileException">A column is missing or left over; the message names it.</exception>
    internal static int[] Find(TableText table, TableEncoding encoding)
    {
        var places = Enumerable.Range(0, table.Layout.Columns.Count).Where(column => column != table.Layout.Label).ToArray();
        var there = Array.ConvertAll(places, place => table.Layout.Columns[place]);
        var wanted = encoding.Columns.Select(column => column.Name).ToArray();
        if (!table.Layout.HasHeader || !HasNames(wanted)) return ByPlace(table, places, wanted);
        if (AreDistinct(wanted))
        {
            var missing = wanted.Except(there, StringComparer.Ordinal).ToArray();
            if (missing.Length > 0) throw new BadFileException($"{table.Name}: the column{(missing.Length == 1 ? "" : "s")} {List(missing)} that {(missing.Length == 1 ? "was" : "were")} learned from {(missing.Length == 1 ? "is" : "are")} missing; there are {List(there)}.");
            var extra = there.Except(wanted, StringComparer.Ordinal).ToArray();
            if (extra.Length > 0) throw Extra(table, extra);
            if (AreDistinct(there)) return Array.ConvertAll(wanted, name => places[Array.IndexOf(there, name)]);
            throw new BadFileException($"{table.Name}: the column '{there.GroupBy(name => name, StringComparer.Ordinal).First(group => group.Count() > 1).Key}' is there several times; once is enough.");
        }
        var matched = ByPlace(table, places, wanted);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (there[i] != wanted[i])
                throw new BadFileException($"{table.Name}: column {matched[i] + 1} is '{CsvLayout.Shorten(there[i])}', but '{CsvLayout.Shorten(wanted[i])}' was learned from there; since names stand for several columns, the order must be the same.");
        }
        return matched;
    }

    /// <summary>Whether a first record holds these columns' names.</summary>
    internal static bool IsHeader(string[] first, TableEncoding encoding) =>
        encoding.Columns.Select(column => column.Name).ToArray() is var names && HasNames(names) && names.All(name => Array.Exists(first, cell => cell.Trim() == name));

    private static int[] ByPlace(TableText table, int[] places, string[] wanted) => places.Length == wanted.Length
        ? places
        : throw new BadFileException(string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Name}: there {(places.Length == 1 ? "is 1 column" : $"are {places.Length} columns")}{(table.Layout.Label < 0 ? "" : " besides the label")}, but {wanted.Length} were learned from: {List(wanted)}{(places.Length == wanted.Length + 1 && table.Layout.Label < 0 ? "; if one holds the classes, name it with --label" : "")}."));

    private static BadFileException Extra(TableText table, string[] extra) => extra.Length > 1
        ? new($"{table.Name}: the columns {List(extra)} were not learned from; leave them out.")
        : new($"{table.Name}: the column {List(extra)} was not learned from; leave it out{(table.Layout.Label < 0 ? $", or, if it holds the classes, say so with --label {CsvLayout.Shorten(extra[0])}" : "")}.");

    private static bool HasNames(string[] names) => !Array.TrueForAll(names, name => name.StartsWith("column ", StringComparison.Ordinal) && int.TryParse(name.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static bool AreDistinct(string[] names) => names.Distinct(StringComparer.Ordinal).Count() == names.Length;

    private static string List(string[] names) =>
        string.Join(", ", names.Take(NamesToList).Select(name => $"'{CsvLayout.Shorten(name)}'")) + (names.Length > NamesToList ? $" and {names.Length - NamesToList} more" : "");
}
