namespace LatentSharp;

/// <summary>Plain lines, for files and pipes: at most some twenty of them for the epochs.</summary>
internal sealed class PlainDisplay(TextWriter writer) : LearnDisplay
{
    private const int MostLines = 20;

    /// <summary>Measuring so many samples takes long enough to be told.</summary>
    private const int ManySamples = 50_000;

    public override void Finish(LearnResult result)
    {
        foreach (var warning in result.Metrics.Warnings) writer.WriteLine($"warning: {warning}");
        if (result.Metrics.Outcome.Length > 0) writer.WriteLine(result.Metrics.Outcome);
        writer.WriteLine();
        foreach (var line in Reading(result.Metrics)) writer.WriteLine(line);
        var rows = Comparison.Of(result.Metrics);
        var width = rows.Select(row => row.Title.Length).DefaultIfEmpty().Max();
        foreach (var row in rows)
            writer.WriteLine(
                $"{row.Title.PadRight(width)} {row.ModelText,8}"
                + $"{(row.Pca is null ? "" : $"   {row.Yardstick} {row.PcaText,8}")}   {row.Verdict}"
                    .TrimEnd());
        writer.WriteLine();
        if (result.Note is { } note) writer.WriteLine($"note: {note}");
        writer.WriteLine($"{result.Folder}/report.html");
    }

    protected override void Prepared(LearnEvent.Prepared prepared)
    {
        foreach (var note in prepared.Notes) writer.WriteLine($"note: {note}");
        writer.WriteLine(prepared.Data);
        writer.WriteLine(prepared.Scaling);
        writer.WriteLine(prepared.Division);
        if (prepared.Choice.Length > 0) writer.WriteLine(prepared.Choice);
        writer.WriteLine(prepared.Model);
        writer.Flush();
    }

    protected override void TakesLong(string sentence)
    {
        writer.WriteLine($"note: {sentence}");
        writer.Flush();
    }

    protected override void Training(TrainingProgress progress)
    {
        if (!progress.EpochEnded || !EpochLines.IsShown(progress, MostLines)) return;
        writer.WriteLine(EpochLines.Format(progress));
        writer.Flush();
    }

    protected override void Evaluating(LearnEvent.Evaluating evaluating)
    {
        if (evaluating.Samples < ManySamples) return;
        writer.WriteLine($"measuring: {evaluating.Step} …");
        writer.Flush();
    }
}
