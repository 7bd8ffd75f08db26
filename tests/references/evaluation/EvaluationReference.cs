using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>Reads evaluation.json, rare.json and quality.json, which evaluation.py, rare.py and quality.py beside this file made.</summary>
internal static class EvaluationReference
{
    private static readonly JsonElement Root = Open("evaluation.json");

    private static readonly Lazy<JsonElement> Rare = new(() => Open("rare.json"));

    private static readonly Lazy<JsonElement> Quality = new(() => Open("quality.json"));

    internal static Tensor Iris => Matrix("data", "iris");

    internal static Tensor Wine => Matrix("data", "wine");

    /// <summary>(1797, 8, 8), 0 to 16.</summary>
    internal static Tensor Digits =>
        Tensor.From(
            At("data", "digits").EnumerateArray().SelectMany(row => row.GetString()!.Select(pixel => (float)(pixel - 'a'))).ToArray(),
            [1797, 8, 8]);

    internal static JsonElement At(params string[] path) =>
        path.Aggregate(Of(path[0]), (element, name) => element.GetProperty(name));

    internal static double Number(params string[] path) => At(path).GetDouble();

    /// <summary>All numbers below, however deep, in order.</summary>
    internal static double[] Numbers(params string[] path) => [.. Flatten(At(path))];

    internal static Tensor Labels(params string[] path) => Tensor.From(Array.ConvertAll(Numbers(path), value => (int)value));

    internal static Tensor Matrix(params string[] path)
    {
        var numbers = Numbers(path);
        var rows = At(path).GetArrayLength();
        return Tensor.From(Array.ConvertAll(numbers, value => (float)value), [rows, numbers.Length / rows]);
    }

    private static JsonElement Of(string first) =>
        first switch { "rare" or "several" or "components" => Rare.Value, "quality" => Quality.Value, _ => Root };

    private static JsonElement Open(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", name))).RootElement;

    private static IEnumerable<double> Flatten(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Flatten),
        JsonValueKind.True => [1],
        JsonValueKind.False => [0],
        _ => [element.GetDouble()],
    };
}
