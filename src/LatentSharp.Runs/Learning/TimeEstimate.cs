using System.Diagnostics;
using System.Globalization;

namespace LatentSharp;

/// <summary>
/// Passes events on, and tells when a training will take longer than a minute and what would take less: before it begins, by its work and
/// the speed of the machine, and after its first seconds, by its own speed, where that was not told or turns out to be wrong.
/// </summary>
/// <param name="listener">Told all of it.</param>
/// <param name="speed">Multiplications a second of this machine at best; asked only where there is much to do.</param>
internal sealed class TimeEstimate(IProgress<LearnEvent>? listener, Func<double> speed) : IProgress<LearnEvent>
{
    /// <summary>A minute's work for a machine with this many multiplications a second is not worth asking how fast it is.</summary>
    private const double Slowest = 1e9;

    /// <summary>What was told before is corrected when it was too much or too little by this factor.</summary>
    private const double Wrong = 1.5;

    /// <summary>Before this the speed says little: code is still being compiled.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private TrainingPlan? plan;
    private TimeSpan? told;
    private long start;
    private bool measured;

    /// <summary>Tells what is known before the first epoch.</summary>
    public void Begin(TrainingPlan? begun)
    {
        plan = begun;
        if (begun is null || listener is null || ((begun.Work ?? 0) + begun.LaterWork <= Slowest * 60 && begun.Later <= Long)
            || Before(begun, speed()) is not { } estimate)
            return;
        told = estimate.Estimate;
        listener.Report(estimate);
    }

    public void Report(LearnEvent value)
    {
        // What comes after the epochs has stages of its own, whose speed says nothing of these.
        if (value is LearnEvent.Training { Progress: var progress } && !measured && plan is not null
            && (progress.Stage is null || plan is { LaterWork: 0, Later.Ticks: 0 }))
        {
            if (start == 0) start = Stopwatch.GetTimestamp();
            var elapsed = Stopwatch.GetElapsedTime(start);
            measured = elapsed >= Warm;
            if (measured && After(plan, elapsed, progress, told) is { } estimate) listener?.Report(estimate);
        }
        listener?.Report(value);
    }

    /// <summary>What to say before a training; null when it may take no longer than a minute, or nobody can tell.</summary>
    /// <param name="plan">What it will do.</param>
    /// <param name="speed">Multiplications a second.</param>
    internal static LearnEvent.TakesLong? Before(TrainingPlan plan, double speed)
    {
        var later = Time(plan.LaterWork) + plan.Later;
        var all = Time(plan.Work ?? 0) + later;
        return all <= Long ? null : Tell(plan, all, Time(plan.WorkOfOne ?? 0) + later, later) with { IsMeasured = false };

        TimeSpan Time(double work) => TimeSpan.FromSeconds(Math.Min(work / speed, TimeSpan.MaxValue.TotalSeconds / 4));
    }

    /// <summary>What to say of a training after so long; null when it takes no longer than a minute, or as long as was told.</summary>
    /// <param name="plan">What it does.</param>
    /// <param name="elapsed">The time since it began.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="told">What was told before; null for nothing.</param>
    internal static LearnEvent.TakesLong? After(TrainingPlan plan, TimeSpan elapsed, TrainingProgress progress, TimeSpan? told = null)
    {
        var epochs = elapsed + progress.Remaining;
        var later = plan.Later + (plan.WorkOfOne is > 0 and var work ? epochs * (plan.LaterWork / work) : TimeSpan.Zero);
        var one = epochs + later;
        var all = (plan.Folds > 0 ? epochs * (plan.Folds + 1) : epochs) + later;
        var isRight = told is { } before ? all <= before * Wrong && before <= all * Wrong : all <= Long;
        return isRight ? null : Tell(plan, all, one, later);
    }

    /// <summary><c>about 12 minutes</c>.</summary>
    internal static string InWords(TimeSpan time)
    {
        var (count, unit) = time.TotalSeconds < 59.5 ? (Math.Max(1, Math.Round(time.TotalSeconds)), "second")
            : time.TotalHours < 2 ? (Math.Round(time.TotalMinutes), "minute")
            : (Math.Round(time.TotalHours), "hour");
        return string.Create(CultureInfo.InvariantCulture, $"about {count:0} {unit}{(count == 1 ? "" : "s")}");
    }

    private static LearnEvent.TakesLong Tell(TrainingPlan plan, TimeSpan all, TimeSpan one, TimeSpan later) =>
        new(all, all > Long ? Shorter(plan, all, one, later) : "") { EndsEarly = plan.EndsEarly, CanStop = plan.CanStop };

    /// <summary>A setting that takes a minute, or half of what is little more.</summary>
    private static string Shorter(TrainingPlan plan, TimeSpan all, TimeSpan one, TimeSpan later)
    {
        if (plan.Folds > 0) return $"--early-stopping no takes {InWords(one)}";
        if (plan.Epochs == 1) return "fewer rows take less";
        var epochs = Math.Max(1, (int)(plan.Epochs * Math.Min(0.5, Long / all)));
        var time = later + ((all - later) * epochs / plan.Epochs);
        return string.Create(CultureInfo.InvariantCulture, $"--epochs {epochs} takes {InWords(time)}");
    }
}
