using System.Text.Json;

namespace LatentSharp;

/// <summary>One object of a configuration file, read with the name of the file and the place at hand for what is wrong.</summary>
internal sealed class ConfigNode
{
    private readonly string file;
    private readonly string path;
    private readonly JsonElement element;

    private ConfigNode(string file, string path, JsonElement element)
    {
        this.file = file;
        this.path = path;
        this.element = element;
        if (element.ValueKind != JsonValueKind.Object) throw Bad("an object is expected here");
    }

    /// <summary>The file's outermost object.</summary>
    /// <param name="document">The whole file.</param>
    /// <param name="file">Its name, for messages.</param>
    public static ConfigNode Root(JsonDocument document, string file) => new(file, "", document.RootElement);

    /// <summary>Says what is wrong here.</summary>
    public BadFileException Bad(string problem) => BadFileException.At(file, path.Length == 0 ? "outermost object" : path, problem + ".");

    public ConfigNode Object(string name) => new(file, path.Length == 0 ? name : $"{path}.{name}", Get(name));

    /// <summary>A list of objects.</summary>
    public IEnumerable<ConfigNode> Objects(string name)
    {
        var value = Get(name);
        if (value.ValueKind != JsonValueKind.Array) throw Bad($"'{name}' must be a list of objects");
        var place = path.Length == 0 ? name : $"{path}.{name}";
        return value.EnumerateArray().Select((item, i) => new ConfigNode(file, $"{place}[{i}]", item));
    }

    /// <summary>Refuses every name but these.</summary>
    public void Only(string[] names)
    {
        foreach (var property in element.EnumerateObject())
            if (!names.Contains(property.Name, StringComparer.Ordinal))
                throw Bad($"'{property.Name}' is not known here; there are {string.Join(", ", names)}");
    }

    /// <summary>Whether there is anything under a name.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out _);

    /// <summary>
    /// The value of an option of this type; an enumeration's is its name, of several their names. False when it is something else.
    /// </summary>
    public bool TryValue(string name, Type type, out object? result)
    {
        var value = Get(name);
        result = value.ValueKind switch
        {
            JsonValueKind.Number when type == typeof(int) || type == typeof(int?) => value.TryGetInt32(out var whole) ? whole : null,
            JsonValueKind.Number when type == typeof(long) => value.TryGetInt64(out var whole) ? whole : null,
            JsonValueKind.Number when type == typeof(double) || type == typeof(double?) =>
                value.TryGetDouble(out var number) ? number : null,
            JsonValueKind.True or JsonValueKind.False when type == typeof(bool) => value.GetBoolean(),
            JsonValueKind.String when type.IsEnum || type == typeof(IReadOnlyList<AnomalyMember>) => value.GetString(),
            JsonValueKind.Array when type == typeof(IReadOnlyList<int>) && value.EnumerateArray().All(IsWhole) =>
                value.EnumerateArray().Select(item => item.GetInt32()).ToArray(),
            _ => null,
        };
        return result is not null || (value.ValueKind == JsonValueKind.Null && Nullable.GetUnderlyingType(type) is not null);

        static bool IsWhole(JsonElement item) => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _);
    }

    public string Text(string name)
    {
        var value = Get(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Bad($"'{name}' must be text");
    }

    public string? TextOrNull(string name) => Get(name).ValueKind == JsonValueKind.Null ? null : Text(name);

    public double? NumberOrNull(string name) => Get(name).ValueKind == JsonValueKind.Null ? null : Number(name);

    public int Whole(string name, int minimum)
    {
        var value = Get(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole) && whole >= minimum
            ? whole
            : throw Bad($"'{name}' must be a whole number of {minimum} or more, and below 2147483648");
    }

    public long Long(string name)
    {
        var value = Get(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole)
            ? whole
            : throw Bad($"'{name}' must be a whole number");
    }

    public bool Flag(string name) => Get(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value
        ? value.GetBoolean()
        : throw Bad($"'{name}' must be true or false");

    public double Number(string name)
    {
        var value = Get(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Bad($"'{name}' must be a number");
    }

    public int[] Wholes(string name, int minimum) => List(
        name, $"whole numbers of {minimum} or more",
        item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var whole) && whole >= minimum ? whole : (int?)null);

    public float[] Numbers(string name) => List(
        name, "numbers",
        item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetSingle(out var number) && float.IsFinite(number) ? number : (float?)null);

    public string[] Texts(string name)
    {
        var value = Get(name);
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw Bad($"'{name}' must be a list of texts");
        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    private T[] List<T>(string name, string what, Func<JsonElement, T?> read) where T : struct
    {
        var value = Get(name);
        if (value.ValueKind != JsonValueKind.Array) throw Bad($"'{name}' must be a list of {what}");
        return [.. value.EnumerateArray().Select(item => read(item) ?? throw Bad($"'{name}' must be a list of {what}"))];
    }

    private JsonElement Get(string name) => element.TryGetProperty(name, out var value) ? value : throw Bad($"'{name}' is missing");
}
