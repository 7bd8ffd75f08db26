using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LatentSharp;

/// <summary>Finished clusters.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Metrics">What was measured.</param>
/// <param name="Model">What was found.</param>
public sealed record ClusterResult(string Folder, ClusterMetrics Metrics, FittedModel Model)
{
    /// <summary>Why the run folder is not where it was to be; null when it is.</summary>
    public string? Note { get; init; }
}

/// <summary>
/// Divides all rows of data into clusters and writes a run folder: the model, <c>clusters.csv</c>, <c>metrics.json</c> and a report.
/// </summary>
public static class ClusterRun
{
    private const int JudgedRows = 2_000;

    /// <summary>Runs it.</summary>
    /// <param name="request">What to divide, how, and where the result goes.</param>
    /// <param name="listener">Told how far it is.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned is clustered and written.</param>
    /// <param name="cancellation">Ends it with an exception; nothing is left.</param>
    /// <exception cref="BadArgumentException">An option does not fit the data, or the run folder cannot be written.</exception>
    /// <exception cref="BadFileException">The data cannot be read.</exception>
    public static ClusterResult Run(
        ClusterRequest request, IProgress<LearnEvent>? listener = null, StopSignal? stop = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        using var threads = new ThreadsInUse(request.Threads);
        var data = DataSource.Open(request.Data, request.Reading);
        var rows = AppliedData.Of(data);
        if (rows.Count < 2) throw new BadArgumentException($"{request.Data}: one row makes no clusters; two at least are needed.");
        var scaling = Scaler.Choose(RowView.Of(data), data.Sequences is not null);
        var scaled = rows.Map(scaling, data.SampleShape, static block => block);
        using var folder = RunFolder.Create(request.Output ?? RunFolder.DefaultPath(data.Name, request.Estimator.Kind, DateTime.Now));

        var start = Stopwatch.GetTimestamp();
        LearnEvent.Prepared? prepared = null;
        var model = ModelFlag.Named(request.Estimator, () => ModelKind.Of(request.Estimator).Create(request.Estimator).Fit(
            new LearningTask(new LearningSet(scaled))
            {
                Progress = listener is null ? null : new Passed(listener), Stop = stop, Cancellation = cancellation,
                Completed = options =>
                {
                    prepared = new LearnEvent.Prepared(
                        InWords(rows), scaling.Description, $"all {ReportText.Plural(rows.Count, "row")} are clustered",
                        options.Describe(data.SampleShape), "") { Notes = data.Notes };
                    listener?.Report(prepared);
                },
            }));
        var clusterer = (FittedClusterer)model;
        listener?.Report(new LearnEvent.Evaluating("memberships", rows.Count));
        var memberships = clusterer.Memberships(scaled);
        var clusters = ClusterExtensions.Strongest(memberships);
        var embedded = clusterer.Embed(scaled);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var metrics = Measure(request, rows, clusterer, clusters, embedded, seconds, cancellation);
        listener?.Report(new LearnEvent.Evaluating("map and report", rows.Count));

        var saved = new SavedModel(model, scaling, data.ClassNames, data.ColumnNames)
        {
            Encoding = data.Encoding, Missing = request.Reading.Missing, Seed = request.Estimator.Seed,
            LearnedRows = LearnedRows.Of(RowView.Of(data)),
        };
        saved.Save(Directory.CreateDirectory(Path.Combine(folder.Partial, RunFiles.Model)).FullName);
        RunFiles.WriteText(folder.Partial, "metrics.json", metrics.ToJson() + "\n");
        RunFiles.WriteText(folder.Partial, "clusters.csv", Table(rows, clusters, memberships));
        RunFiles.WriteText(folder.Partial, "report.html", ClusterReport.Render(new ClusterReport.Content
        {
            Metrics = metrics, Rows = rows, Clusters = clusters.ToArray<int>(), Memberships = memberships, Embedded = embedded,
            Look = SampleLook.Of(data, scaling), Map = request.Map, Prepared = prepared!, Command = request.ToCommand(),
        }, cancellation));
        var note = folder.Publish();
        return new ClusterResult(folder.Path, metrics, model) { Note = note };
    }

    private static ClusterMetrics Measure(
        ClusterRequest request, AppliedData rows, FittedClusterer clusterer, Tensor clusters, Tensor embedded, double seconds,
        CancellationToken cancellation)
    {
        var found = clusters.ToArray<int>();
        var sizes = new int[clusterer.ClusterCount];
        foreach (var cluster in found)
            if (cluster >= 0) sizes[cluster]++;
        var labels = rows.Labels;
        var judged = Judged(found, embedded, request.Estimator.Seed);
        return new ClusterMetrics
        {
            Model = clusterer.Name, Data = rows.Known.Name, Samples = rows.Count, InputShape = rows.Known.SampleShape.AsSpan().ToArray(),
            Clusters = clusterer.ClusterCount, Choice = clusterer.Choice, Sizes = sizes, Unclustered = found.Count(cluster => cluster < 0),
            Accuracy = labels is { } truth ? ClusterAccuracy.Compute(truth, clusters) : null,
            Nmi = labels is { } known ? Clustering.NormalizedMutualInformation(known, clusters) : null,
            Ari = labels is { } given ? Clustering.AdjustedRand(given, clusters) : null,
            Silhouette = judged is var (own, ofOwn) ? Clustering.Silhouette(own, ofOwn, cancellation) : null,
            DaviesBouldin = judged is var (rowsOfThem, clustersOfThem) ? Clustering.DaviesBouldin(rowsOfThem, clustersOfThem) : null,
            Seed = request.Estimator.Seed, Seconds = seconds,
            Warnings = [.. clusterer.History.Warnings.Select(warning => $"{warning.Message} {warning.Remedy}"), .. Doubts(clusterer,
                sizes)],
        };
    }

    private static IEnumerable<string> Doubts(FittedClusterer clusterer, int[] sizes)
    {
        var empty = sizes.Count(size => size == 0);
        if (clusterer.ClusterCount == 0)
            yield return "No group of rows is dense enough to be a cluster. Make --min-cluster-size or --min-samples smaller.";
        else if (empty > 0)
            yield return $"{ReportText.Plural(empty, "cluster")} of {sizes.Length} {(empty == 1 ? "has" : "have")} no row. Ask for "
                + "fewer --clusters.";
    }

    /// <summary>Rows that say how tight clusters are and how far apart; null where there are fewer than two of them.</summary>
    private static (Tensor Rows, Tensor Clusters)? Judged(int[] clusters, Tensor embedded, long seed)
    {
        int[] rows = [.. new RandomStream(seed).Derive("silhouette").Permutation(clusters.Length).Where(row => clusters[row] >= 0)
            .Take(JudgedRows)];
        int[] own = [.. rows.Select(row => clusters[row])];
        var groups = own.Distinct().Count();
        return groups < 2 || groups >= own.Length ? null : (embedded.Take(rows), Tensor.From(own));
    }

    /// <summary><c>row,cluster,membership</c>, then the label and the part, where there are any. Clusters count from 1; none is
    /// empty.</summary>
    private static string Table(AppliedData rows, Tensor clusters, Tensor memberships)
    {
        var (found, strengths, width) = (clusters.ToArray<int>(), memberships.ToArray(), memberships.Shape[1]);
        var (labels, parts) = (rows.Labels?.ToArray<int>(), rows.PartOfRows);
        var text = new StringBuilder("row,cluster,membership").Append(labels is null ? "" : ",label").Append(parts is null ? "\n"
            : ",part\n");
        for (var row = 0; row < found.Length; row++)
        {
            var strength = found[row] < 0 ? 0 : strengths[(row * width) + found[row]];
            var cluster = found[row] < 0 ? "" : (found[row] + 1).ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{row + 1},{cluster},{strength:R}");
            if (labels is not null) text.Append(',').Append(FeatureCsv.Quoted(rows.Known.ClassNames[labels[row]]));
            if (parts is not null) text.Append(',').Append(parts[row]);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string InWords(AppliedData rows)
    {
        var known = rows.Known;
        return $"{known.Name}: {ReportText.Count(rows.Count)} "
            + $"{(known.SampleShape.Rank == 1 ? $"rows of {Words.Samples(known)}" : Words.Samples(known))}"
            + (known.Labels is null ? ", no labels" : $", {ReportText.Plural(known.ClassNames.Count, "label")}, which are only "
                + "compared with");
    }

    private sealed class Passed(IProgress<LearnEvent> listener) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => listener.Report(new LearnEvent.Training(value));
    }
}
