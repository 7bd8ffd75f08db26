using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>How much of a recipe is done, where its data lie, and where progress is told.</summary>
/// <param name="IsQuick">Whether a twentieth of the epochs and one seed must do; such figures compare with nothing.</param>
/// <param name="Folders">Where data sets lie.</param>
/// <param name="Notes">Told how far it is.</param>
/// <param name="Cancellation">Ends it.</param>
internal sealed record Effort(bool IsQuick, IReadOnlyList<string> Folders, IProgress<string>? Notes, CancellationToken Cancellation)
{
    public int Epochs(int all) => IsQuick ? Math.Max(1, all / 20) : all;

    /// <summary>The only seed to measure; null for all of a figure's.</summary>
    public int? Seed { get; init; }

    public IEnumerable<int> Seeds(int count) => Seed is { } only ? [only] : Enumerable.Range(1, IsQuick ? 1 : count);

    /// <summary>The mean over seeds 1 to <paramref name="count"/>.</summary>
    public double MeanOverSeeds(int count, Func<int, double> measure)
    {
        var figures = new List<double>();
        foreach (var seed in Seeds(count))
        {
            Cancellation.ThrowIfCancellationRequested();
            figures.Add(measure(seed));
            Say(FormattableString.Invariant($"seed {seed}: {figures[^1]:G5}"));
        }
        return figures.Average();
    }

    /// <summary>What a measurement gives that writes into a folder, which is gone afterwards.</summary>
    public static double InFolder(Func<string, double> measure)
    {
        var folder = Directory.CreateTempSubdirectory("latent-reproduce-").FullName;
        try
        {
            return measure(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The folder of a set.</summary>
    /// <exception cref="BadFileException">It is not there; the message says where it is from.</exception>
    public string Place(ExperimentData data) => data.Find(Folders)
        ?? throw new BadFileException($"{data.Name}: is not in {string.Join(" nor in ", Folders)}; put {data.Wanted}.");

    public void Say(string text) => Notes?.Report(text);

    /// <summary>Tells of a training at each tenth of its epochs.</summary>
    public IProgress<TrainingProgress> Training => new Told(this);

    private sealed class Told(Effort effort) : IProgress<TrainingProgress>
    {
        private (string?, int) last;

        public void Report(TrainingProgress value)
        {
            var tenth = 10 * value.Epoch / Math.Max(1, value.Epochs);
            if (!value.EpochEnded || last == (value.Stage, tenth)) return;
            last = (value.Stage, tenth);
            var stage = value.Stage is { } name ? name + ", " : "";
            var loss = double.IsFinite(value.Loss) ? $": loss {Figure(value.Loss)}" : "";
            effort.Say(FormattableString.Invariant($"{stage}epoch {value.Epoch} of {value.Epochs}{loss}"));
        }
    }
}
