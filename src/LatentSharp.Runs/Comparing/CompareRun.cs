using System.Diagnostics;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// Compares ways to features: each kind of model that suits the data, beside the raw values and PCA, is learned with several seeds within a
/// budget of time. Ranked is by a part of the data that chooses, told is another that no choice has seen.
/// </summary>
public static class CompareRun
{
    /// <summary>Runs it.</summary>
    /// <param name="request">What to compare, by what, and where the result goes.</param>
    /// <param name="notes">Told in a sentence each what is taken for granted, how long it will take, and each trial's figure.</param>
    /// <param name="stop">Ends it after the running trial; what was found until then is told and written.</param>
    /// <param name="cancellation">Ends it with an exception; nothing is left.</param>
    /// <exception cref="BadArgumentException">An option is out of its range or does not fit the data.</exception>
    /// <exception cref="BadFileException">The data cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted before the first figure.</exception>
    public static CompareResult Run(
        CompareRequest request, IProgress<string>? notes = null, StopSignal? stop = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        using var threads = new ThreadsInUse(request.Threads);
        var all = LearnRun.OpenQuantities(request.Data, request.Reading);
        foreach (var note in all.Notes) notes?.Report(note);
        var (goal, measure) = GoalMeasure.Choose(request.Goal, all, notes);
        var data = new ComparedData(all, request.Seed);
        var features = request.Features ?? Candidate.FeaturesFor(all.SampleShape);
        Candidate.Check(features, all.SampleShape);
        var candidates = Candidate.For(all, measure, features);
        using var folder = RunFolder.Create(request.Output ?? RunFolder.DefaultPath(all.Name, "compare", DateTime.Now));

        notes?.Report($"{all.Name}: {data.InWords}.");
        if (measure.WithoutRaw is { } why) notes?.Report(why);
        notes?.Report(CompareTime.Before(
            candidates, data, request.Seeds, request.Seeds, request.Seed, request.Budget, MachineSpeed.Measure));
        var trials = Trials(candidates, data, measure, request, notes, stop, cancellation);
        if (trials.Count == 0) throw new OperationCanceledException("latent compare was interrupted before the first figure.");
        var standings = Standing.Rank(candidates, trials, measure.MoreIsBetter);
        var result = new CompareResult(
            folder.Path, goal, measure.InWords, measure.MoreIsBetter, Rows(standings, trials), CompareVerdict.Of(standings, measure, data))
        {
            Interrupted = stop is { IsRequested: true }
                ? $"It was interrupted after {trials.Count} of {Plural(candidates.Count * request.Seeds, "training")}; what was not tried "
                    + "has no figure and no part in this."
                : null,
            IsShare = measure.IsShare, Beside = measure.Beside,
        };
        CompareFiles.Write(folder.Partial, request, data, measure, result, trials);
        var moved = folder.Publish();
        return result with { Folder = folder.Path, Note = moved };
    }

    /// <summary>Seed after seed, so that each candidate has a figure before one has two.</summary>
    private static List<Trial> Trials(
        IReadOnlyList<Candidate> candidates, ComparedData data, GoalMeasure measure, CompareRequest request, IProgress<string>? notes,
        StopSignal? stop, CancellationToken cancellation)
    {
        var (start, trials) = (Stopwatch.GetTimestamp(), new List<Trial>());
        for (var round = 0; round < request.Seeds; round++)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (stop is { IsRequested: true }) return trials;
                var left = request.Budget - Stopwatch.GetElapsedTime(start);
                var before = trials.Find(trial => trial.Candidate == candidates[i]);
                // What has no figure will have none with another seed; what took longer than there is left would not end.
                if (before is { } known && (!double.IsFinite(known.Choice) || known.Seconds > left.TotalSeconds)) continue;
                var most = round == 0 ? left / (candidates.Count - i) : left;
                var trial = Trial.Run(
                    candidates[i], data, measure, request.Seed + round, most > TimeSpan.Zero ? most : TimeSpan.Zero, stop, cancellation);
                if (stop is { IsRequested: true }) return trials;
                trials.Add(trial);
                notes?.Report(
                    $"{trial.Candidate.Name}, seed {trial.Seed}: {CompareVerdict.Show(measure, trial.Choice)} on the part that chooses, "
                    + $"{Duration(TimeSpan.FromSeconds(trial.Seconds))}{(trial.Note.Length > 0 ? $" ({trial.Note})" : "")}; "
                    + $"{CompareTime.Left(candidates, trials, request, Stopwatch.GetElapsedTime(start))}");
            }
        }
        return trials;
    }

    private static CompareRow[] Rows(IReadOnlyList<Standing> standings, List<Trial> trials) =>
    [
        .. standings.Select((standing, place) => new CompareRow(
            standing.Candidate.Name, standing.Trials.Count > 0 ? standing.Trials[0].Features : 0, standing.Trials.Count,
            RecognitionMetrics.Finite(standing.Choice), RecognitionMetrics.Finite(standing.Test),
            RecognitionMetrics.Finite(standing.Deviation), place == 0 || standing.Trials.Count == 0 ? null : standing.PValue(standings[0]),
            standing.Seconds,
            trials.TrueForAll(trial => trial.Candidate != standing.Candidate) ? "not tried"
                : string.Join("; ", trials.Where(trial => trial.Candidate == standing.Candidate && trial.Note.Length > 0)
                    .Select(trial => trial.Note).Distinct(StringComparer.Ordinal)))
        {
            Stability = standing.Stability, Beside = standing.Beside,
        }),
    ];
}
