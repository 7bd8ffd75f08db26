using System.Globalization;
using Spectre.Console;

namespace LatentSharp;

/// <summary>Shows a run while it goes on: live on a terminal, as plain lines elsewhere, or not at all.</summary>
internal abstract class LearnDisplay : IProgress<LearnEvent>, IDisposable
{
    /// <summary>The display that fits where the output goes.</summary>
    /// <param name="quiet">Whether nothing is to be shown.</param>
    /// <param name="json">Whether the standard output is for the metrics alone, so that all else goes to the error stream.</param>
    public static LearnDisplay Create(bool quiet, bool json)
    {
        if (quiet) return new NoDisplay();
        var writer = json ? Terminal.Error : Terminal.Out;
        var redirected = json ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        if (redirected || Environment.GetEnvironmentVariable("TERM") == "dumb") return new PlainDisplay(json ? Console.Error : Console.Out);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        return console.Profile.Capabilities.Ansi ? new LiveDisplay(console) : new PlainDisplay(json ? Console.Error : Console.Out);
    }

    public void Report(LearnEvent value)
    {
        switch (value)
        {
            case LearnEvent.Prepared prepared: Prepared(prepared); break;
            case LearnEvent.TakesLong estimate: TakesLong(estimate.InWords); break;
            case LearnEvent.Training training: Training(training.Progress); break;
            case LearnEvent.Evaluating evaluating: Evaluating(evaluating); break;
        }
    }

    /// <summary>What the figures are measured on and how to read them.</summary>
    protected static IEnumerable<string> Reading(RunMetrics metrics)
    {
        if (Comparison.Of(metrics).Count == 0)
        {
            yield return "The data have no labels and the model rebuilds no samples, so that nothing was measured.";
            yield break;
        }
        var count = metrics.HeldOutSamples.ToString("#,0", CultureInfo.InvariantCulture);
        var samples = metrics.HeldOutSamples == 1 ? "one sample" : $"{count} samples";
        yield return $"Measured on the {samples} held out; ↑ more is better, ↓ less is better.";
        if (metrics.ProbedOn is { } probed) yield return $"Nearest neighbours and linear probe: {probed}.";
    }

    /// <summary>Shows what came out.</summary>
    public abstract void Finish(LearnResult result);

    public virtual void Dispose()
    {
    }

    protected abstract void Prepared(LearnEvent.Prepared prepared);

    protected abstract void TakesLong(string sentence);

    protected abstract void Training(TrainingProgress progress);

    protected abstract void Evaluating(LearnEvent.Evaluating evaluating);

    private sealed class NoDisplay : LearnDisplay
    {
        public override void Finish(LearnResult result)
        {
            if (result.Metrics.Interrupted) Console.Error.WriteLine($"note: the training was {result.Metrics.Outcome}");
            if (result.Note is { } note) Console.Error.WriteLine($"note: {note}");
        }

        protected override void Prepared(LearnEvent.Prepared prepared)
        {
        }

        protected override void TakesLong(string sentence)
        {
        }

        protected override void Training(TrainingProgress progress)
        {
        }

        protected override void Evaluating(LearnEvent.Evaluating evaluating)
        {
        }
    }
}
