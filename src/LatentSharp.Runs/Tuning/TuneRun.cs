using System.Diagnostics;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// Searches good values of a model's options: each try is learned from one part of the data and measured on a second; the best and the
/// defaults are then learned anew and told on a third part that no choice has seen. What is stopped or killed goes on when it is asked for
/// again.
/// </summary>
public static class TuneRun
{
    private const double Surely = 0.05;

    /// <summary>Runs it.</summary>
    /// <param name="request">What to tune, on what data, by what.</param>
    /// <param name="notes">Told in a sentence each what is taken for granted, how long it will take, and each try.</param>
    /// <param name="stop">Ends it after the running try; the same request goes on with it.</param>
    /// <param name="cancellation">Ends it with an exception; what was tried is written down.</param>
    /// <exception cref="BadArgumentException">An option does not fit the data, or the model has none that is searched.</exception>
    /// <exception cref="BadFileException">The data cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted before the first try.</exception>
    public static TuneResult Run(
        TuneRequest request, IProgress<string>? notes = null, StopSignal? stop = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        using var threads = new ThreadsInUse(request.Threads);
        var kind = ModelKind.Of(request.Estimator);
        var space = TuneDimension.Of(kind, request.Said);
        if (space.Count == 0)
            throw new BadArgumentException($"{kind.Name} has no option whose values are searched, or all of them were given.");
        var all = LearnRun.OpenFor(request.Estimator, request.Data, request.Reading);
        foreach (var note in all.Notes) notes?.Report(note);
        var (goal, measure) = GoalMeasure.Choose(request.Goal, all, notes);
        if (!measure.Suits(request.Estimator))
        {
            string[] others = [.. GoalMeasure.Suiting(request.Estimator, all).Select(other => CompareOptions.Goal.Write(other))];
            throw new BadArgumentException(
                $"{CompareOptions.Goal.Name}: {CompareOptions.Goal.Write(goal)} does not suit {kind.Name}; of these data"
                + $"{(all.Labels is null && request.Estimator.NeedsLabels ? ", which have no labels," : "")} "
                + $"{(others.Length > 0 ? OptionKinds.Or(others) + " would" : "no goal does")}.");
        }
        var data = new ComparedData(all, request.Seed);
        var folder = request.Output ?? Path.Combine("runs", $"{Path.GetFileNameWithoutExtension(all.Name)}-tune-{kind.Name}");
        var search = Search.Of(request.Search, space, request.Trials, request.Seed);
        // What cannot be learned at all is known before a folder is made.
        request.Estimator.CompleteFor(data.Divide(request.Seed).Training.Scaled);
        using var log = TuneLog.Open(folder, request.ToCommand(), space.Count);

        notes?.Report($"{all.Name}: {data.InWords}.");
        notes?.Report($"searched are {string.Join(", ", space.Select(dimension => $"{dimension.Option.Spec.Name} ({dimension.Range})"))}.");
        if (log.Points.Count > 0) notes?.Report($"goes on after {Plural(log.Points.Count, "training")} in {folder}.");
        notes?.Report(CompareTime.Before(
            [new(kind.Name, request.Estimator)], data, search.Trials, search.Whole, request.Seed, request.Budget, MachineSpeed.Measure));
        Try(request, space, search, data, measure, log, notes, stop, cancellation);
        if (log.Points.Count == 0) throw new OperationCanceledException("latent tune was interrupted before the first try.");
        var result = Tell(request, space, data, measure, log, folder, cancellation);
        return stop is not { IsRequested: true } ? result : result with
        {
            Interrupted = $"It was interrupted after {log.Points.Count} of {Plural(search.Trials, "training")}; the same command goes on.",
        };
    }

    private static void Try(
        TuneRequest request, IReadOnlyList<TuneDimension> space, Search search, ComparedData data, GoalMeasure measure, TuneLog log,
        IProgress<string>? notes, StopSignal? stop, CancellationToken cancellation)
    {
        while (search.Next(log.Points) is { } proposal)
        {
            cancellation.ThrowIfCancellationRequested();
            var left = request.Budget.TotalSeconds - log.Seconds;
            if (stop is { IsRequested: true } || left <= 0) return;
            var options = Options(request, space, proposal, data);
            var trial = Trial.Run(
                new("", options), data, measure, request.Seed, TimeSpan.FromSeconds(left), stop, cancellation);
            if (stop is { IsRequested: true }) return;
            var score = !double.IsFinite(trial.Choice) ? double.NegativeInfinity : measure.MoreIsBetter ? trial.Choice : -trial.Choice;
            log.Add(new(proposal.Places, proposal.Share, score), trial.Seconds);
            var words = space.Select((dimension, d) => $"{dimension.Option.Spec.Name} {dimension.TextAt(proposal.Places[d])}");
            var remaining = Math.Min(left - trial.Seconds, log.Seconds / log.Points.Count * (search.Trials - log.Points.Count));
            var share = proposal.Share < 1 ? $" and {Percent(proposal.Share)} of the epochs" : "";
            var note = trial.Note.Length > 0 ? $" ({trial.Note})" : "";
            notes?.Report(
                $"{log.Points.Count} of {search.Trials}: {CompareVerdict.Show(measure, trial.Choice)} with {string.Join(' ', words)}{share}"
                + $"{note}; {TimeEstimate.InWords(TimeSpan.FromSeconds(Math.Max(0, remaining)))} left");
        }
    }

    private static EstimatorOptions Options(
        TuneRequest request, IReadOnlyList<TuneDimension> space, TuneProposal proposal, ComparedData data)
    {
        var options = TuneDimension.At(request.Estimator, space, proposal.Places);
        if (proposal.Share == 1 || options is not TrainedOptions trained) return options;
        var epochs = ((TrainedOptions)trained.CompleteFor(data.Divide(request.Seed).Training.Scaled)).Epochs!.Value;
        return trained with { Epochs = Math.Max(1, (int)Math.Round(epochs * proposal.Share)) };
    }

    private static TuneResult Tell(
        TuneRequest request, IReadOnlyList<TuneDimension> space, ComparedData data, GoalMeasure measure, TuneLog log, string folder,
        CancellationToken cancellation)
    {
        var most = log.Points.Max(point => point.Share);
        var best = log.Points.Where(point => point.Share == most).MaxBy(point => point.Score)!;
        var options = TuneDimension.At(request.Estimator, space, best.Places);
        // With another seed than the one that chose, so that its luck does not count.
        var tuned = Learn(options);
        var plain = Learn(request.Estimator);
        var p = new Standing(tuned.Candidate, [tuned]).PValue(new Standing(plain.Candidate, [plain]));
        var command = new LearnRequest { Data = request.Data, Reading = request.Reading, Estimator = options }.ToCommand();
        var importance = TuneImportance.Of(space, log.Points);
        var mattered = space.Select((dimension, d) => KeyValuePair.Create(
            dimension.Option.Spec.Name, double.IsFinite(importance[d]) ? importance[d] : (double?)null))
            .OrderByDescending(pair => pair.Value ?? -1).ToArray();
        var better = measure.MoreIsBetter ? tuned.Test.Value > plain.Test.Value : tuned.Test.Value < plain.Test.Value;
        var verdict = (better && p < Surely ? "The best values are better than the defaults"
            : "The best values are not surely better than the defaults")
            + $": {CompareVerdict.Show(measure, tuned.Test.Value)} and {CompareVerdict.Show(measure, plain.Test.Value)} on "
            + $"{Plural(data.TestCount, "row")} that no choice has seen, each learned anew (paired test, p {CompareVerdict.Chance(p)}).";
        var result = new TuneResult(
            folder, options, command, measure.InWords, log.Points.Count, tuned.Test.Value, plain.Test.Value, p, mattered, verdict);
        TuneFiles.Write(request, space, measure, log, result);
        return result;

        Trial Learn(EstimatorOptions chosen)
        {
            var trial = Trial.Run(new(chosen.Kind, chosen), data, measure, request.Seed + 1, TimeSpan.MaxValue, null, cancellation);
            return double.IsFinite(trial.Test.Value) ? trial
                : throw new BadArgumentException($"{chosen.Kind} cannot be tuned on these data: {trial.Note}.");
        }
    }
}
