using System.Text;
using System.Text.Json;

namespace LatentSharp;

/// <summary>Shows objects of numbers and texts as the records of a table, whose columns are the keys of the first object.</summary>
internal sealed class JsonLinesTable(InputSource source, Dictionary<string, int> columns) : ITableScanner
{
    private readonly JsonLinesScanner scanner = new(source);
    private readonly byte[][] cells = new byte[columns.Count][];

    public int Line => scanner.Line;

    public int CellCount => cells.Length;

    public ReadOnlySpan<byte> Cell(int index) => cells[index];

    public bool Next()
    {
        if (!scanner.Next()) return false;
        if (scanner.Value.ValueKind != JsonValueKind.Object) throw scanner.Bad("an object is expected, as on the first line.");
        Array.Fill(cells, []);
        foreach (var property in scanner.Value.EnumerateObject())
        {
            var name = Name(scanner, property);
            if (!columns.TryGetValue(name, out var column))
                throw scanner.Bad($"the key '{CsvLayout.Shorten(name)}' is not on the first line.");
            cells[column] = property.Value.ValueKind switch
            {
                JsonValueKind.Number => Encoding.UTF8.GetBytes(property.Value.GetRawText()),
                JsonValueKind.String => Encoding.UTF8.GetBytes(Text(scanner, property.Value)),
                JsonValueKind.True => [(byte)'1'],
                JsonValueKind.False => [(byte)'0'],
                JsonValueKind.Null => [],
                _ => throw scanner.Bad($"'{CsvLayout.Shorten(name)}' is neither a number nor a text, as on the first line."),
            };
        }
        return true;
    }

    public void Dispose() => scanner.Dispose();

    internal static string Name(JsonLinesScanner scanner, JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw scanner.Bad("a key is not valid Unicode.");
        }
    }

    internal static string Text(JsonLinesScanner scanner, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw scanner.Bad("a text is not valid Unicode.");
        }
    }
}
