using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Writes features and samples of a data set as tables of text, with the names of the labels and then of the parts, where there are any, as
/// last columns.
/// </summary>
internal static class FeatureTable
{
    /// <summary>Features under <c>feature_1</c>, <c>feature_2</c>, …</summary>
    public static void Write(string path, Tensor features, AppliedData data) =>
        FeatureCsv.Write(path, features, Names("feature", features.Shape[1]), Labels(data), data.PartOfRows);

    /// <summary>Samples of any shape, flattened, under the names of the data's columns or else <c>value_1</c>, <c>value_2</c>, …</summary>
    public static void WriteSamples(string path, Tensor samples, AppliedData data) =>
        WriteSamples(path, samples, data.Known.ColumnNames, Labels(data), data.PartOfRows);

    /// <summary>Samples of any shape without data that they belong to.</summary>
    public static void WriteSamples(
        string path, Tensor samples, IReadOnlyList<string> columns, string[]? labels = null, string[]? parts = null)
    {
        var rows = samples.Reshape([samples.Shape[0], samples.Shape[1..].Count]);
        FeatureCsv.Write(path, rows, columns.Count > 0 ? columns : Names("value", rows.Shape[1]), labels, parts);
    }

    private static string[] Names(string what, int count) =>
        [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{what}_{i}"))];

    private static string[]? Labels(AppliedData data) =>
        data.Labels is { } labels ? [.. labels.ToArray<int>().Select(label => data.Known.ClassNames[label])] : null;
}
