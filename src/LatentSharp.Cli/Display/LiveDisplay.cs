using Spectre.Console;

namespace LatentSharp;

/// <summary>
/// A terminal: one line that is written over and over with the running epoch, its batches, losses, speed and the time left; above it
/// the few epochs that stay.
/// </summary>
internal sealed class LiveDisplay(IAnsiConsole console) : LearnDisplay
{
    private const int MostLines = 10;
    private const int LongestBar = 20, ShortestBar = 4;

    private bool lineIsOpen;

    public override void Finish(LearnResult result)
    {
        EraseLine();
        foreach (var warning in result.Metrics.Warnings) console.MarkupLineInterpolated($"[yellow]![/] {warning}");
        console.WriteLine();
        var table = new Table { Border = TableBorder.None, ShowHeaders = true }.AddColumns(
            new TableColumn("").PadRight(4), new TableColumn($"[grey]{Markup.Escape(result.Metrics.Model)}[/]").RightAligned().PadRight(4),
            new TableColumn(result.Metrics.Model == "pca" ? "" : "[grey]pca[/]").RightAligned().PadRight(4), new TableColumn(""));
        foreach (var row in Comparison.Of(result.Metrics))
        {
            var colour = row.Better is null ? "grey" : row.Better.Value ? "green" : "yellow";
            table.AddRow(row.Name, $"[bold]{row.ModelText}[/]", row.PcaText, $"[{colour}]{row.Verdict}[/]");
        }
        console.Write(table);
        console.WriteLine();
        if (result.Note is { } note) console.MarkupLineInterpolated($"[yellow]![/] {note}");
        console.MarkupLineInterpolated($"[bold blue]{result.Folder}/report.html[/]");
    }

    public override void Dispose()
    {
        CloseLine();
        base.Dispose();
    }

    protected override void Prepared(LearnEvent.Prepared prepared)
    {
        foreach (var note in prepared.Notes) console.MarkupLineInterpolated($"[yellow]![/] {note}");
        console.MarkupLineInterpolated($"[bold]{prepared.Data}[/]");
        console.MarkupLineInterpolated($"[grey]{prepared.Scaling}[/]");
        console.MarkupLineInterpolated($"[grey]{prepared.Division}[/]");
        console.MarkupLineInterpolated($"[bold]{prepared.Model}[/]");
    }

    protected override void Training(TrainingProgress progress)
    {
        var stays = progress.EpochEnded && EpochLines.IsShown(progress, MostLines);
        WriteOver(Line(progress, console.Profile.Width - 1));
        if (stays) CloseLine();
    }

    protected override void Evaluating()
    {
        CloseLine();
        WriteOver("[grey]measuring what was learned …[/]");
    }

    /// <summary>The line, as wide as the terminal has room: the bar shrinks first, then the speed loses its unit.</summary>
    private static string Line(TrainingProgress progress, int width)
    {
        var epoch = $"Epoch {EpochLines.Text(progress.Epoch).PadLeft(EpochLines.Text(progress.Epochs).Length)}/{progress.Epochs}";
        var batch = $"{EpochLines.Text(progress.Batch).PadLeft(EpochLines.Text(progress.Batches).Length)}/{progress.Batches}";
        var losses = string.Join(' ', progress.Losses.Select(loss => $"[grey]{loss.Key}[/] {EpochLines.Loss(loss.Value)}"));
        var speed = EpochLines.Speed(progress.SamplesPerSecond);
        var left = progress.EpochEnded && progress.Epoch == progress.Epochs ? "" : $" {EpochLines.Left(progress.Remaining)}";

        var others = epoch.Length + batch.Length + Markup.Remove(losses).Length + left.Length + 4;
        if (others + speed.Length + LongestBar > width) speed = speed.Replace(" samples", "", StringComparison.Ordinal);
        var bar = Math.Min(LongestBar, width - others - speed.Length);
        return $"{epoch} {batch} {(bar >= ShortestBar ? Bar(progress, bar) + " " : "")}{losses} [grey]{speed}{left}[/]";
    }

    private static string Bar(TrainingProgress progress, int cells)
    {
        var done = (int)((long)cells * progress.Batch / Math.Max(1, progress.Batches));
        return $"[{(done == cells ? "green" : "blue")}]{new string('━', done)}[/][grey]{new string('━', cells - done)}[/]";
    }

    private void WriteOver(string markup)
    {
        // Carriage return, text, and the rest of the line erased: nothing flickers, and a line too long for the terminal is cut.
        console.Write(new ControlCode("\r"));
        console.Write(new Fitted(markup, console.Profile.Width - 1));
        console.Write(new ControlCode("\x1b[K"));
        lineIsOpen = true;
    }

    private void EraseLine()
    {
        console.Write(new ControlCode("\r\x1b[K"));
        lineIsOpen = false;
    }

    private void CloseLine()
    {
        if (lineIsOpen) console.WriteLine();
        lineIsOpen = false;
    }
}
