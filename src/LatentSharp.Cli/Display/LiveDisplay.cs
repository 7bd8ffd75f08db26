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

    private bool lineIsOpen, isMeasuring;

    public override void Finish(LearnResult result)
    {
        EraseLine();
        if (result.Metrics.Outcome.Length > 0) console.MarkupLineInterpolated($"[grey]{Terminal.Clean(result.Metrics.Outcome)}[/]");
        foreach (var warning in result.Metrics.Warnings) console.MarkupLineInterpolated($"[yellow]![/] {Terminal.Clean(warning)}");
        console.WriteLine();
        foreach (var line in Reading(result.Metrics)) console.MarkupLineInterpolated($"[grey]{line}[/]");
        var table = new Table { Border = TableBorder.None, ShowHeaders = true }.AddColumns(
            new TableColumn("").PadRight(4), new TableColumn($"[grey]{Markup.Escape(result.Metrics.Model)}[/]").RightAligned().PadRight(4),
            new TableColumn(result.Metrics.IsYardstick ? "" : $"[grey]{result.Metrics.Yardstick.ToLowerInvariant()}[/]")
                .RightAligned().PadRight(4), new TableColumn(""));
        foreach (var row in Comparison.Of(result.Metrics))
        {
            var colour = row.Better is null ? "grey" : row.Better.Value ? "green" : "yellow";
            table.AddRow(Markup.Escape(row.Title), $"[bold]{row.ModelText}[/]", row.PcaText, $"[{colour}]{Markup.Escape(row.Verdict)}[/]");
        }
        console.Write(table);
        console.WriteLine();
        if (result.Note is { } note) console.MarkupLineInterpolated($"[yellow]![/] {Terminal.Clean(note)}");
        console.MarkupLineInterpolated($"[bold blue]{Terminal.Clean(result.Folder)}/report.html[/]");
    }

    public override void Dispose()
    {
        CloseLine();
        base.Dispose();
    }

    protected override void Prepared(LearnEvent.Prepared prepared)
    {
        foreach (var note in prepared.Notes) console.MarkupLineInterpolated($"[yellow]![/] {Terminal.Clean(note)}");
        console.MarkupLineInterpolated($"[bold]{Terminal.Clean(prepared.Data)}[/]");
        console.MarkupLineInterpolated($"[grey]{Terminal.Clean(prepared.Scaling)}[/]");
        console.MarkupLineInterpolated($"[grey]{Terminal.Clean(prepared.Division)}[/]");
        if (prepared.Choice.Length > 0) console.MarkupLineInterpolated($"[grey]{Terminal.Clean(prepared.Choice)}[/]");
        console.MarkupLineInterpolated($"[bold]{Terminal.Clean(prepared.Model)}[/]");
    }

    protected override void TakesLong(string sentence)
    {
        CloseLine();
        console.MarkupLineInterpolated($"[yellow]![/] {Terminal.Clean(sentence)}");
    }

    protected override void Training(TrainingProgress progress)
    {
        var stays = progress.EpochEnded && EpochLines.IsShown(progress, MostLines);
        WriteOver(Line(progress, console.Profile.Width - 1));
        if (stays) CloseLine();
    }

    protected override void Evaluating(LearnEvent.Evaluating evaluating)
    {
        CloseLineOfEpochs();
        WriteOver($"[grey]measuring: {Markup.Escape(evaluating.Step)} …[/]");
    }

    /// <summary>The line, as wide as the terminal has room: the bar shrinks first, then the speed loses its unit.</summary>
    private static string Line(TrainingProgress progress, int width)
    {
        var number = EpochLines.Text(progress.Epoch).PadLeft(EpochLines.Text(progress.Epochs).Length);
        var epoch = $"{EpochLines.Stage(progress)}Epoch {number}/{progress.Epochs}";
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

    /// <summary>The last epoch stays; what is measured then is one line that is written over.</summary>
    private void CloseLineOfEpochs()
    {
        if (!isMeasuring) CloseLine();
        isMeasuring = true;
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
