using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>The table in Markdown, line by line as rows are raced.</summary>
internal sealed class Report(IReadOnlyList<string> families)
{
    internal void Begin(string about)
    {
        Console.WriteLine(about);
        Console.WriteLine();
        Console.WriteLine("Each pair is by the clock / by the processors' time: microseconds a step of ours, and how many times as long");
        Console.WriteLine("the best variant of a peer took.");
        Console.WriteLine();
        Line(["row", "bits", "threads", "ours, µs", .. families, "best peer", "goal", "bytes a step", "% of peak"]);
        Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---:|", families.Count + 7)));
    }

    internal void Add(Result result) => Line(
    [
        result.Name, Text(result.Bits), Text(result.Threads), result.Ours.ToText("f1"),
        .. families.Select(family => Ratio(result.RatioOf(family))),
        Ratio(result.Ratio), Text(result.Goal, "f2"), Text(result.BytesPerStep), result.PercentOfPeak?.ToText("f1") ?? "",
    ]);

    /// <summary>What the rows are, who took part, and who could not.</summary>
    internal static void End(IEnumerable<Row> rows, IReadOnlySet<string> versions, IEnumerable<string> absences, bool isHeld)
    {
        Console.WriteLine();
        foreach (var row in rows) Console.WriteLine($"- {row.Name}: {row.Work}");
        Console.WriteLine();
        foreach (var version in versions) Console.WriteLine("Peer: " + version);
        if (isHeld && versions.Any(version => version.StartsWith(OnnxRuntime.Family, StringComparison.Ordinal)))
            Console.WriteLine("ONNX Runtime cannot be held to 256 bits: it used all that the processor has.");
        foreach (var absence in absences) Console.WriteLine("Not raced: " + absence);
    }

    private static void Line(IEnumerable<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    private static string Text(double? value, string format = "g") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static string Ratio(Times? ratio) => ratio?.ToText("f2") ?? "";
}
