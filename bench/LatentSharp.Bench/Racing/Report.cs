using System.Globalization;

namespace LatentSharp.Bench;

/// <summary>The table in Markdown, line by line as rows are raced.</summary>
internal sealed class Report(IReadOnlyList<string> families)
{
    internal void Begin(string about)
    {
        Console.WriteLine(about);
        Console.WriteLine();
        Console.WriteLine("Each pair is by the clock / by the processors' time: microseconds a step of ours, and how many times as long the best variant of a peer took.");
        Console.WriteLine();
        Console.WriteLine($"| row | bits | threads | ours, µs | {string.Concat(families.Select(family => family + " | "))}best peer | goal | bytes a step | % of peak |");
        Console.WriteLine($"|---|---:|---:|---:|{string.Concat(families.Select(_ => "---:|"))}---:|---:|---:|---:|");
    }

    internal void Add(Result result) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {result.Name} | {result.Bits} | {result.Threads} | {result.Ours.ToText("f1")} | {string.Concat(families.Select(f => Ratio(result.RatioOf(f)) + " | "))}{Ratio(result.Ratio)} | {result.Goal:f2} | {result.BytesPerStep} | {result.PercentOfPeak?.ToText("f1")} |"));

    /// <summary>What the rows are, who took part, and who could not.</summary>
    internal static void End(IEnumerable<Row> rows, IEnumerable<string> versions, IEnumerable<string> absences, bool isOnnxHeld)
    {
        Console.WriteLine();
        foreach (var row in rows) Console.WriteLine($"- {row.Name}: {row.Work}");
        Console.WriteLine();
        foreach (var version in versions) Console.WriteLine("Peer: " + version);
        if (!isOnnxHeld) Console.WriteLine("ONNX Runtime cannot be held to 256 bits: it used all that the processor has.");
        foreach (var absence in absences) Console.WriteLine("Not raced: " + absence);
    }

    private static string Ratio(Times? ratio) => ratio?.ToText("f2") ?? "";
}
