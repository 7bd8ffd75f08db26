using System.Diagnostics;

namespace LatentSharp;

/// <summary>One candidate, learned once and measured on the part that chooses and on the one that judges.</summary>
/// <param name="Candidate">What was tried.</param>
/// <param name="Seed">What division, weights and order followed from.</param>
/// <param name="Choice">How good it is on the part that chooses; not a number where it could not be learned.</param>
/// <param name="Test">How good it is on the part that judges.</param>
/// <param name="Seconds">The time that it took.</param>
internal sealed record Trial(Candidate Candidate, long Seed, double Choice, Score Test, double Seconds)
{
    private const int MostFeatures = 1_000, MostRows = 2_000;

    /// <summary>Why there is no figure, or what to know of it; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>How many features it gave.</summary>
    public int Features { get; init; }

    /// <summary>
    /// The features of the first rows that judge, which are the same for all seeds; null where there are none, or very many.
    /// </summary>
    public Tensor? OfJudged { get; init; }

    /// <summary>Learns and measures. What cannot be learned from these data is a trial without a figure.</summary>
    /// <param name="candidate">What to try.</param>
    /// <param name="data">The data.</param>
    /// <param name="measure">How it is judged.</param>
    /// <param name="seed">What everything follows from.</param>
    /// <param name="most">After so long its training ends, and what was learned counts.</param>
    /// <param name="stop">Ends it without a figure.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    public static Trial Run(
        Candidate candidate, ComparedData data, GoalMeasure measure, long seed, TimeSpan most, StopSignal? stop,
        CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var (training, choice, test) = data.Divide(seed);
            var ending = new StopSignal();
            var timeIsUp = false;
            var model = candidate.Options is not { } options ? null : ModelKind.Of(options).Create(options with { Seed = seed }).Fit(
                new LearningTask(new LearningSet(training.Scaled, training.Labels))
                {
                    Stop = ending,
                    Cancellation = cancellation,
                    SuitsRows = true,
                    Vocabulary = data.All.Text?.Tokenizer.VocabularySize,
                    IsPadded = data.All.Sequences is null ? null : data.All.Lengths.Any(length => length < data.All.SampleShape[0]),
                    Progress = new Watch(() =>
                    {
                        timeIsUp |= Stopwatch.GetElapsedTime(start) > most;
                        if (timeIsUp || stop is { IsRequested: true }) ending.Request();
                    }),
                });
            if (stop is { IsRequested: true }) return Without("it was interrupted");
            var learned = new Learned(model, training);
            return new Trial(
                candidate, seed, measure.Of(learned, choice).Value, measure.Of(learned, test), Stopwatch.GetElapsedTime(start).TotalSeconds)
            {
                Features = learned.FeatureCount, OfJudged = Judged(candidate, learned, test),
                Note = timeIsUp ? "its share of the time ended its training" : "",
            };
        }
        catch (BadArgumentException e)
        {
            return Without(e.Message.TrimEnd('.'));
        }

        Trial Without(string reason) =>
            new(candidate, seed, double.NaN, new(double.NaN, []), Stopwatch.GetElapsedTime(start).TotalSeconds) { Note = reason };
    }

    private static Tensor? Judged(Candidate candidate, Learned learned, PreparedPart test) =>
        candidate.Options is null || !candidate.GivesFeatures || learned.FeatureCount > MostFeatures ? null
        : learned.Features(test).Rows(0, Math.Min(test.Count, MostRows)).Keep();

    private sealed class Watch(Action look) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => look();
    }
}
