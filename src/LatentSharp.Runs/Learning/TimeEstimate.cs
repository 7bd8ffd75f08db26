using System.Diagnostics;
using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Passes events on, and tells once, after the first seconds of a training, when it will take longer than a minute and what would take
/// less.
/// </summary>
internal sealed class TimeEstimate(IProgress<LearnEvent>? listener) : IProgress<LearnEvent>
{
    /// <summary>Before this the speed says little: code is still being compiled.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private long start;
    private bool told;

    public void Report(LearnEvent value)
    {
        if (value is LearnEvent.Training { Progress: var progress } && !told)
        {
            if (start == 0) start = Stopwatch.GetTimestamp();
            var elapsed = Stopwatch.GetElapsedTime(start);
            told = elapsed >= Warm;
            if (told && Judge(elapsed, progress) is { } estimate) listener?.Report(estimate);
        }
        listener?.Report(value);
    }

    /// <summary>What to say of a training after so long; null when it takes no longer than a minute.</summary>
    internal static LearnEvent.TakesLong? Judge(TimeSpan elapsed, TrainingProgress progress)
    {
        var folds = progress.Stage?.StartsWith("fold ", StringComparison.Ordinal) ?? false;
        var one = elapsed + progress.Remaining;
        var all = folds ? one * (EpochSelection.Folds + 1) : one;
        if (all <= Long) return null;
        var epochs = (int)Math.Clamp(progress.Epochs * (Long / all), 1, Math.Max(1, progress.Epochs - 1));
        var shorter = folds ? $"--early-stopping no takes {InWords(one)}" : string.Create(
            CultureInfo.InvariantCulture, $"--epochs {epochs} takes {InWords(all * epochs / progress.Epochs)}");
        return new LearnEvent.TakesLong(all, progress.Epochs == 1 && !folds ? "fewer rows take less" : shorter);
    }

    /// <summary><c>about 12 minutes</c>.</summary>
    internal static string InWords(TimeSpan time)
    {
        var (count, unit) = time.TotalSeconds < 59.5 ? (Math.Max(1, Math.Round(time.TotalSeconds)), "second")
            : time.TotalHours < 2 ? (Math.Round(time.TotalMinutes), "minute")
            : (Math.Round(time.TotalHours), "hour");
        return string.Create(CultureInfo.InvariantCulture, $"about {count:0} {unit}{(count == 1 ? "" : "s")}");
    }
}
