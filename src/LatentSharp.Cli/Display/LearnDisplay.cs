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
        var writer = json ? Console.Error : Console.Out;
        var redirected = json ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        if (redirected || Environment.GetEnvironmentVariable("TERM") == "dumb") return new PlainDisplay(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        return console.Profile.Capabilities.Ansi ? new LiveDisplay(console) : new PlainDisplay(writer);
    }

    public void Report(LearnEvent value)
    {
        switch (value)
        {
            case LearnEvent.Prepared prepared: Prepared(prepared); break;
            case LearnEvent.Training training: Training(training.Progress); break;
            case LearnEvent.Evaluating: Evaluating(); break;
        }
    }

    /// <summary>Shows what came out.</summary>
    public abstract void Finish(LearnResult result);

    public virtual void Dispose()
    {
    }

    protected abstract void Prepared(LearnEvent.Prepared prepared);

    protected abstract void Training(TrainingProgress progress);

    protected abstract void Evaluating();

    private sealed class NoDisplay : LearnDisplay
    {
        public override void Finish(LearnResult result)
        {
            if (result.Note is { } note) Console.Error.WriteLine($"note: {note}");
        }

        protected override void Prepared(LearnEvent.Prepared prepared)
        {
        }

        protected override void Training(TrainingProgress progress)
        {
        }

        protected override void Evaluating()
        {
        }
    }
}
