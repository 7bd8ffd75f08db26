using System.Globalization;

namespace LatentSharp;

/// <summary>Shows figures beside the published ones, a row of a table in Markdown as soon as each is known.</summary>
internal sealed class ReproduceDisplay : IProgress<ReproducedFigure>
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private bool hasHead;

    public void Report(ReproducedFigure value)
    {
        if (!hasHead)
        {
            Console.Out.WriteLine("| figure | ours | goal | reached | published | source | seconds |");
            Console.Out.WriteLine("|---|---:|---:|---|---:|---|---:|");
            hasHead = true;
        }
        var experiment = value.Experiment;
        Console.Out.WriteLine(value.Note.Length > 0
            ? $"| {experiment.Name} | not measured | {Goal(experiment)} | | {Number(experiment.Published)} | {value.Note} | |"
            : $"| {experiment.Name} | {Number(value.Ours)} | {Goal(experiment)} | {Reached(value.Reached)} | "
            + $"{Number(experiment.Published)} | {experiment.Source} | {value.Seconds.ToString("F0", Invariant)} |");
        Console.Out.Flush();
    }

    /// <summary>Lists the figures of a request: what each is, its source, the time it takes and whether its data are there.</summary>
    public static void List(ReproduceRequest request)
    {
        foreach (var experiment in Experiments.Find(request.Names))
        {
            Console.Out.WriteLine(experiment.Name);
            Console.Out.WriteLine($"    {experiment.Recipe}");
            Console.Out.WriteLine(
                $"    published: {Number(experiment.Published)} ({experiment.Source}); goal: {Goal(experiment)}");
            Console.Out.WriteLine($"    takes {experiment.ExpectedInWords}; data: {Data(experiment, request.Folders)}");
        }
    }

    private static string Data(Experiment experiment, IReadOnlyList<string> folders) => experiment.Data.Count == 0 ? "built in"
        : experiment.Data.All(data => data.Find(folders) is not null) ? "there"
        : string.Join("; ", experiment.Data.Where(data => data.Find(folders) is null).Select(data => $"needs {data.Wanted}"));

    private static string Goal(Experiment experiment) => experiment.Goal is not { } goal ? "–"
        : $"{(experiment.Better == MetricDirection.SmallerIsBetter ? "≤" : "≥")} {Number(goal)}";

    private static string Reached(bool? reached) => reached is { } known ? known ? "yes" : "no" : "";

    private static string Number(double? value) => value is { } number ? number.ToString("G5", Invariant) : "–";
}
