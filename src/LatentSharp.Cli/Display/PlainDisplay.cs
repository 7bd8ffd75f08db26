namespace LatentSharp;

/// <summary>Plain lines, for files and pipes: at most some twenty of them for the epochs.</summary>
internal sealed class PlainDisplay(TextWriter writer) : LearnDisplay
{
    private const int MostLines = 20;

    public override void Finish(LearnResult result)
    {
        foreach (var warning in result.Metrics.Warnings) writer.WriteLine($"warning: {warning}");
        writer.WriteLine();
        foreach (var row in Comparison.Of(result.Metrics))
            writer.WriteLine($"{row.Name,-20} {row.ModelText,8}{(row.Pca is null ? "" : $"   PCA {row.PcaText,8}   {row.Verdict}")}".TrimEnd());
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
        writer.WriteLine(prepared.Model);
        writer.Flush();
    }

    protected override void Training(TrainingProgress progress)
    {
        if (!progress.EpochEnded || !EpochLines.IsShown(progress, MostLines)) return;
        writer.WriteLine(EpochLines.Format(progress));
        writer.Flush();
    }

    protected override void Evaluating()
    {
    }
}
