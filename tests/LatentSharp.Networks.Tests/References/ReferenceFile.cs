using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>One of the files that the scripts in tests/references write: named numbers, vectors and matrices.</summary>
internal sealed class ReferenceFile(JsonElement root)
{
    internal static ReferenceFile Open(string name) =>
        new(JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", name))).RootElement);

    internal IEnumerable<string> Names => root.EnumerateObject().Select(member => member.Name);

    internal ReferenceFile this[string name] => new(root.GetProperty(name));

    internal ReferenceFile At(int index) => new(root[index]);

    internal int Length => root.GetArrayLength();

    internal double Number => root.GetDouble();

    internal string Text => root.GetString()!;

    internal bool Has(string name) => root.TryGetProperty(name, out _);

    /// <summary>All numbers in row-major order, however deep.</summary>
    internal double[] Numbers => [.. Flat(root)];

    internal Tensor Tensor => LatentSharp.Tensor.From(Array.ConvertAll(Numbers, value => (float)value), Shape);

    internal Shape Shape => new([.. Sizes(root)]);

    private static IEnumerable<double> Flat(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? [element.GetDouble()] : element.EnumerateArray().SelectMany(Flat);

    private static IEnumerable<int> Sizes(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number
            ? []
            : [element.GetArrayLength(), .. element.GetArrayLength() == 0 ? [] : Sizes(element[0])];
}

internal static class Near
{
    /// <summary>Every number within tolerance · max(1, |expected|).</summary>
    internal static void ShouldBeNear(this Tensor actual, IReadOnlyList<double> expected, double tolerance, string? what = null)
    {
        actual.Count.ShouldBe(expected.Count, what);
        for (var i = 0; i < expected.Count; i++)
            ((double)actual.AsSpan()[i]).ShouldBe(expected[i], tolerance * Math.Max(1, Math.Abs(expected[i])), $"{what} [{i}]");
    }
}
