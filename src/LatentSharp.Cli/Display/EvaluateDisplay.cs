using System.Globalization;

namespace LatentSharp;

/// <summary>
/// What <c>latent evaluate</c> says: which rows were measured, a column for all of them and each group, and what can be read from the
/// features.
/// </summary>
internal static class EvaluateDisplay
{
    private const int Gap = 3;

    public static void Write(TextWriter writer, ApplyMetrics metrics)
    {
        writer.WriteLine($"{metrics.Data}: {metrics.MeasuredOn}");
        var rows = metrics.Describe();
        var probes = metrics.DescribeProbes();
        var first = rows.Select(row => row.Name).Concat(probes.Select(row => row.Name)).Max(name => name.Length);
        int[] widths = [.. Enumerable.Range(0, rows[0].Values.Count).Select(column => rows.Max(row => row.Values[column].Length))];
        foreach (var (name, values) in rows)
            writer.WriteLine(
                (name.PadRight(first) + string.Concat(values.Select((value, column) => value.PadLeft(widths[column] + Gap)))).TrimEnd());
        if (probes.Count > 0) writer.WriteLine($"read from the features, {metrics.ProbedOn}:");
        foreach (var (name, value) in probes) writer.WriteLine(name.PadRight(first) + value.PadLeft(widths[0] + Gap));
        var features = metrics.DescribeFeatures();
        if (features.Count > 0) writer.WriteLine($"the features themselves, on {Rows(metrics.Features!.Samples)}:");
        foreach (var (name, value) in features) writer.WriteLine(name.PadRight(first) + "   " + value);
        var generated = metrics.DescribeGenerated();
        if (generated.Count > 0)
        {
            var by = metrics.Generated!.FeaturesOf is { } network ? Terminal.Clean(network) : "by their values";
            writer.WriteLine($"new samples beside {Rows(metrics.Generated.Samples)}, {by}:");
        }
        foreach (var (name, value) in generated) writer.WriteLine(name.PadRight(first) + "   " + value);
        writer.WriteLine("(↑ more is better, ↓ less is better)");
    }

    private static string Rows(int count) => count.ToString("#,0", CultureInfo.InvariantCulture) + (count == 1 ? " row" : " rows");
}
