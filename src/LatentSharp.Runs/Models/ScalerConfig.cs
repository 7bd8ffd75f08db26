using System.Text.Json;

namespace LatentSharp;

/// <summary>A scaling as it stands in a configuration: its kind, and offsets and scales as lists of numbers.</summary>
internal static class ScalerConfig
{
    /// <summary>The names of the kinds in files; they never change.</summary>
    private static readonly (ScalerKind Kind, string Name)[] Kinds =
    [
        (ScalerKind.None, "none"), (ScalerKind.UnitRange, "unit_range"), (ScalerKind.MinMax, "min_max"), (ScalerKind.Standard, "standard"),
        (ScalerKind.Channels, "channels"),
    ];

    public static void Write(Utf8JsonWriter json, Scaler scaling)
    {
        json.WriteString("kind", Array.Find(Kinds, entry => entry.Kind == scaling.Kind).Name);
        WriteNumbers("offset", scaling.Offset);
        WriteNumbers("scale", scaling.Scale);

        void WriteNumbers(string name, Tensor numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers.AsSpan()) json.WriteNumberValue(number);
            json.WriteEndArray();
        }
    }

    /// <summary>Reads a scaling for samples of a shape.</summary>
    /// <exception cref="BadFileException">It is damaged or does not fit the shape.</exception>
    public static Scaler Read(ConfigNode config, Shape sample)
    {
        var name = config.Text("kind");
        var index = Array.FindIndex(Kinds, entry => entry.Name == name);
        if (index < 0)
            throw config.Bad($"'{name}' is no kind of scaling; there are {string.Join(", ", Kinds.Select(entry => entry.Name))}");
        var kind = Kinds[index].Kind;
        var shape = kind is ScalerKind.None or ScalerKind.UnitRange ? Shape.Scalar : kind == ScalerKind.Channels ? sample[^1..] : sample;
        return new Scaler(kind, Numbers("offset"), Numbers("scale"));

        Tensor Numbers(string list)
        {
            var numbers = config.Numbers(list);
            return numbers.Length == shape.Count
                ? Tensor.From(numbers, shape)
                : throw config.Bad(
                    $"'{list}' has {Counted.Of(numbers.Length, "number")}; {shape.Count} {(shape.Count == 1 ? "is" : "are")} expected");
        }
    }
}
