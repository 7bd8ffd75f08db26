using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>How long a comparison takes, before it begins and on the way.</summary>
internal static class CompareTime
{
    /// <summary>What all trials take at least, by their work and the machine's speed, beside the budget.</summary>
    /// <param name="candidates">What is tried.</param>
    /// <param name="data">What it is learned from.</param>
    /// <param name="trials">How often each.</param>
    /// <param name="whole">As many trainings of all epochs as these take the time of.</param>
    /// <param name="seed">How the data are divided.</param>
    /// <param name="budget">The time that there is.</param>
    /// <param name="speed">Multiplications a second.</param>
    public static string Before(
        IReadOnlyList<Candidate> candidates, ComparedData data, int trials, double whole, long seed, TimeSpan budget, Func<double> speed)
    {
        var (training, _, _) = data.Divide(seed);
        var work = whole * candidates.Sum(candidate => WorkOf(candidate, training));
        var least = work > 0 ? TimeSpan.FromSeconds(Math.Min(work / speed(), 1e7)) : TimeSpan.Zero;
        return $"{Plural(candidates.Count * trials, "training")} take "
            + (least > TimeSpan.FromSeconds(1) ? $"at least {TimeEstimate.InWords(least)} on this machine; " : "a moment; ")
            + $"the budget is {CompareOptions.Budget.Write(budget)}"
            + (least > budget ? ", which ends trainings before their time or leaves some out." : ".");
    }

    /// <summary>What is left, by the time that each took before.</summary>
    public static string Left(
        IReadOnlyList<Candidate> candidates, IReadOnlyList<Trial> trials, CompareRequest request, TimeSpan elapsed)
    {
        var known = trials.GroupBy(trial => trial.Candidate).ToDictionary(
            group => group.Key, group => double.IsFinite(group.First().Choice) ? group.Average(trial => trial.Seconds) : 0);
        var usual = trials.Average(trial => trial.Seconds);
        var left = candidates.Sum(candidate => (request.Seeds - trials.Count(trial => trial.Candidate == candidate))
            * known.GetValueOrDefault(candidate, usual));
        var most = Math.Max(0, (request.Budget - elapsed).TotalSeconds);
        return left > most ? $"{TimeEstimate.InWords(TimeSpan.FromSeconds(most))} of the budget left"
            : $"{TimeEstimate.InWords(TimeSpan.FromSeconds(left))} left";
    }

    private static double WorkOf(Candidate candidate, PreparedPart training)
    {
        if (candidate.Options is not { } options) return 0;
        try
        {
            var set = new LearningSet(training.Scaled, training.Labels);
            return TrainingPlan.Of(options.CompleteFor(training.Scaled), set)?.Work ?? 0;
        }
        catch (BadArgumentException)
        {
            // It does not fit the data, as its trial will tell.
            return 0;
        }
    }
}
