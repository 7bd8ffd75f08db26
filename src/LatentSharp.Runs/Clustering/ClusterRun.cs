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
/// Divides all rows of data, or a model's features of them, into clusters, or assigns them to clusters that a model has found, and writes
/// a run folder: the model, unless it was there, <c>clusters.csv</c>, <c>metrics.json</c> and a report.
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
        var input = ClusterInput.Open(request);
        var (rows, data) = (input.Rows, input.Rows.Known);
        using var folder = RunFolder.Create(
            request.Output ?? RunFolder.DefaultPath(data.Name, (input.Estimator ?? input.Saved!.Model.Options).Kind, DateTime.Now));

        var start = Stopwatch.GetTimestamp();
        var (clusterer, prepared) = input.Estimator is { } estimator
            ? Learn(estimator, input, listener, stop, cancellation)
            : Take(input, listener);
        listener?.Report(new LearnEvent.Evaluating("memberships", rows.Count));
        var memberships = clusterer.Memberships(input.Samples);
        var clusters = ClusterExtensions.Strongest(memberships);
        var embedded = clusterer.Embed(input.Samples);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var metrics = Measure(input, clusterer, clusters, embedded, seconds, cancellation);
        listener?.Report(new LearnEvent.Evaluating("map and report", rows.Count));

        if (input.Estimator is not null)
            input.ToSave(clusterer, request).Save(Directory.CreateDirectory(Path.Combine(folder.Partial, RunFiles.Model)).FullName);
        RunFiles.WriteText(folder.Partial, "metrics.json", metrics.ToJson() + "\n");
        RunFiles.WriteText(folder.Partial, "clusters.csv", Table(rows, clusters, memberships));
        RunFiles.WriteText(folder.Partial, "report.html", ClusterReport.Render(new ClusterReport.Content
        {
            Metrics = metrics, Rows = rows, Clusters = clusters.ToArray<int>(), Memberships = memberships, Embedded = embedded,
            Look = SampleLook.Of(data, input.Scaling), Map = request.Map, Prepared = prepared, Command = request.ToCommand(),
            HasModel = input.Estimator is not null,
        }, cancellation));
        var note = folder.Publish();
        return new ClusterResult(folder.Path, metrics, clusterer) { Note = note };
    }

    private static (FittedClusterer, LearnEvent.Prepared) Learn(
        EstimatorOptions estimator, ClusterInput input, IProgress<LearnEvent>? listener, StopSignal? stop, CancellationToken cancellation)
    {
        var estimate = new TimeEstimate(listener, MachineSpeed.Measure);
        var set = new LearningSet(input.Samples);
        LearnEvent.Prepared? prepared = null;
        var model = ModelFlag.Named(estimator, () => ModelKind.Of(estimator).Create(estimator).Fit(new LearningTask(set)
        {
            Progress = listener is null ? null : new Passed(estimate), Stop = stop, Cancellation = cancellation,
            Completed = options =>
            {
                prepared = input.Prepared(options);
                listener?.Report(prepared);
                estimate.Begin(ClusterTime.Of(options, set));
            },
        }));
        return ((FittedClusterer)model, prepared!);
    }

    private static (FittedClusterer, LearnEvent.Prepared) Take(ClusterInput input, IProgress<LearnEvent>? listener)
    {
        var clusterer = (FittedClusterer)input.Saved!.Model;
        var prepared = input.Prepared(clusterer.Options);
        listener?.Report(prepared);
        return (clusterer, prepared);
    }

    private static ClusterMetrics Measure(
        ClusterInput input, FittedClusterer clusterer, Tensor clusters, Tensor embedded, double seconds, CancellationToken cancellation)
    {
        var rows = input.Rows;
        var found = clusters.ToArray<int>();
        var sizes = new int[clusterer.ClusterCount];
        foreach (var cluster in found)
            if (cluster >= 0) sizes[cluster]++;
        var labels = rows.Labels;
        var judged = Judged(found, embedded, clusterer.Options.Seed);
        return new ClusterMetrics
        {
            Model = clusterer.Name, Data = rows.Known.Name, Samples = rows.Count, InputShape = rows.Known.SampleShape.AsSpan().ToArray(),
            Clusters = clusterer.ClusterCount, Choice = clusterer.Choice, Sizes = sizes, Unclustered = found.Count(cluster => cluster < 0),
            Accuracy = labels is { } truth ? ClusterAccuracy.Compute(truth, clusters) : null,
            Nmi = labels is { } known ? Clustering.NormalizedMutualInformation(known, clusters) : null,
            Ari = labels is { } given ? Clustering.AdjustedRand(given, clusters) : null,
            Silhouette = judged is var (own, ofOwn) ? Clustering.Silhouette(own, ofOwn, cancellation) : null,
            DaviesBouldin = judged is var (rowsOfThem, clustersOfThem) ? Clustering.DaviesBouldin(rowsOfThem, clustersOfThem) : null,
            Features = input.Estimator is null ? null : input.Saved?.Model.Name,
            Seed = clusterer.Options.Seed, Seconds = seconds,
            Warnings = [.. clusterer.History.Warnings.Select(warning => $"{warning.Message} {warning.Remedy}"), .. Doubts(
                clusterer, sizes, input.Estimator is not null)],
        };
    }

    private static IEnumerable<string> Doubts(FittedClusterer clusterer, int[] sizes, bool isNew)
    {
        var empty = sizes.Count(size => size == 0);
        if (clusterer.ClusterCount == 0)
            yield return "No group of rows is dense enough to be a cluster. Make --min-cluster-size or --min-samples smaller.";
        else if (empty > 0 && isNew)
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

    private sealed class Passed(IProgress<LearnEvent> listener) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => listener.Report(new LearnEvent.Training(value));
    }
}
