using System.Text.Json;

namespace LatentSharp;

/// <summary>A value in a saved network's configuration, with its place at hand for what is wrong.</summary>
/// <param name="Element">The JSON.</param>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Path">Where in the file: <c>network.layers[2].units</c>.</param>
internal readonly record struct ConfigValue(JsonElement Element, string File, string Path)
{
    internal bool IsNull => Element.ValueKind == JsonValueKind.Null;

    /// <summary>Says what is wrong here.</summary>
    internal BadFileException Bad(string problem) =>
        BadFileException.At(File, Path.Length == 0 ? "outermost object" : Path, problem.TrimEnd('.') + ".");

    /// <summary>A property of this object.</summary>
    internal ConfigValue Get(string name) => Find(name) ?? throw Bad($"'{name}' is missing");

    /// <summary>A property of this object, null when it is not there.</summary>
    internal ConfigValue? Find(string name) =>
        Expect(JsonValueKind.Object, "an object").TryGetProperty(name, out var value)
            ? new ConfigValue(value, File, Path.Length == 0 ? name : $"{Path}.{name}")
            : null;

    /// <summary>Refuses properties that nobody asked for.</summary>
    internal void AllowOnly(IEnumerable<string> names)
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        foreach (var property in Expect(JsonValueKind.Object, "an object").EnumerateObject())
        {
            if (!known.Contains(property.Name))
                throw Bad($"'{Shorten(property.Name)}' is not known here; there can be {string.Join(", ", known)}");
        }
    }

    /// <summary>The items of this list.</summary>
    internal IReadOnlyList<ConfigValue> Items()
    {
        var (file, path) = (File, Path);
        return
        [
            .. Expect(JsonValueKind.Array, "a list").EnumerateArray()
            .Select((item, i) => new ConfigValue(item, file, FormattableString.Invariant($"{path}[{i}]"))),
        ];
    }

    internal string Text() => Expect(JsonValueKind.String, "a text").GetString()!;

    internal bool Flag() =>
        Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw Bad("true or false is expected here");

    internal int Whole(int least = int.MinValue, int most = int.MaxValue) =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var value) && value >= least && value <= most
            ? value : throw Bad(FormattableString.Invariant($"a whole number from {least} to {most} is expected here"));

    internal long Long() => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt64(out var value)
        ? value
        : throw Bad("a whole number is expected here");

    /// <summary>A number; what JSON has no number for is a text.</summary>
    internal double Number() => Element.ValueKind switch
    {
        JsonValueKind.Number when Element.TryGetDouble(out var value) && double.IsFinite(value) => value,
        JsonValueKind.String => Element.GetString() switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => throw Bad("a number is expected here"),
        },
        _ => throw Bad("a number is expected here"),
    };

    private JsonElement Expect(JsonValueKind kind, string what) =>
        Element.ValueKind == kind ? Element : throw Bad($"{what} is expected here");

    internal static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
