using System.Diagnostics;
using System.Text.Json;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Measures published figures anew by their whole recipes.</summary>
public static class ReproduceRun
{
    /// <summary>Runs it.</summary>
    /// <param name="request">Which figures, and how.</param>
    /// <param name="notes">Told in a sentence each what will be measured, how long that takes, and how far it is.</param>
    /// <param name="listener">Told each figure as soon as it is known.</param>
    /// <param name="cancellation">
    /// Ends it with an exception, without the figure that is being measured; those before it were told and written.
    /// </param>
    /// <exception cref="BadArgumentException">There is no such experiment, or an option is out of its range.</exception>
    /// <exception cref="BadFileException">The data of none of them are there.</exception>
    public static IReadOnlyList<ReproducedFigure> Run(
        ReproduceRequest request, IProgress<string>? notes = null, IProgress<ReproducedFigure>? listener = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        var chosen = Experiments.Find(request.Names);
        var folders = request.Folders;
        var ready = chosen.Where(experiment => Missing(experiment, folders) is null).ToArray();
        if (ready.Length == 0) throw new BadFileException($"reproduce: {Missing(chosen[0], folders)}.");
        using var threads = new ThreadsInUse(request.Threads);
        var effort = new Effort(request.IsQuick, folders, notes, cancellation) { Seed = request.Seed };
        notes?.Report(Before(ready, request));

        var figures = new List<ReproducedFigure>();
        foreach (var experiment in chosen)
        {
            var figure = Measured(experiment, effort);
            figures.Add(figure);
            listener?.Report(figure);
            if (request.Output is { } file) AtomicFile.Write(file, stream => Write(stream, figures));
        }
        return figures;
    }

    /// <summary>What is missing of an experiment's data, in a sentence without its point; null when all are there.</summary>
    public static string? Missing(Experiment experiment, IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var absent = experiment.Data.Where(data => data.Find(folders) is null).Select(data => data.Wanted).ToArray();
        return absent.Length == 0 ? null
            : $"{experiment.Name} needs {string.Join(", and ", absent)}, below the folder that {ReproduceOptions.DataFolder.Name} or the "
            + "environment variable LATENT_DATA names";
    }

    private static ReproducedFigure Measured(Experiment experiment, Effort effort)
    {
        effort.Cancellation.ThrowIfCancellationRequested();
        if (Missing(experiment, effort.Folders) is { } missing) return new(experiment, null, 0, effort.IsQuick) { Note = missing };
        effort.Say($"{experiment.Name}: {experiment.Recipe}");
        var start = Stopwatch.GetTimestamp();
        var ours = experiment.Measure(effort);
        return new(experiment, RecognitionMetrics.Finite(ours), Stopwatch.GetElapsedTime(start).TotalSeconds, effort.IsQuick);
    }

    private static string Before(Experiment[] ready, ReproduceRequest request)
    {
        var all = TimeSpan.FromTicks(ready.Sum(experiment => experiment.Expected.Ticks));
        return request.IsQuick
            ? $"{Plural(ready.Length, "figure")}, by a twentieth of the epochs and one seed: these compare with nothing."
            : $"{Plural(ready.Length, "figure")}; that took {TimeEstimate.InWords(all)} on two processors"
                + (request.Seed is { } seed ? $" with all seeds; of those over several, seed {seed} alone is measured." : ".");
    }

    private static void Write(Stream stream, IReadOnlyList<ReproducedFigure> figures)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var figure in figures)
        {
            var experiment = figure.Experiment;
            json.WriteStartObject();
            json.WriteString("name", experiment.Name);
            Number("ours", figure.Ours);
            Number("published", experiment.Published);
            json.WriteString("source", experiment.Source);
            json.WriteString("better", experiment.Better == MetricDirection.SmallerIsBetter ? "lower" : "higher");
            json.WriteNumber("seconds", Math.Round(figure.Seconds, 1));
            Number("goal", experiment.Goal);
            if (figure.Reached is { } reached) json.WriteBoolean("reached", reached);
            else json.WriteNull("reached");
            json.WriteBoolean("quick", figure.IsQuick);
            json.WriteString("recipe", experiment.Recipe);
            json.WriteString("note", figure.Note);
            json.WriteEndObject();
        }
        json.WriteEndArray();

        void Number(string name, double? value)
        {
            if (value is { } number) json.WriteNumber(name, number);
            else json.WriteNull(name);
        }
    }
}
