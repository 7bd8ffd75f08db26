using System.Diagnostics;
using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// Detects abnormal rows: learns from the rows themselves, or takes a finished model, scores them, finds the threshold, says the reasons,
/// and
/// writes a run folder.
/// </summary>
public static class DetectRun
{
    private const int MostTold = 5;

    /// <summary>Runs it.</summary>
    /// <param name="request">In what, by what, and where the result goes.</param>
    /// <param name="listener">Told how far it is, on the calling thread.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned scores.</param>
    /// <param name="cancellation">Ends it with an exception; nothing is left.</param>
    /// <exception cref="BadArgumentException">An option does not fit, or the model detects nothing.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written, or the data do not fit the model.</exception>
    public static DetectResult Run(
        DetectRequest request, IProgress<LearnEvent>? listener = null, StopSignal? stop = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        using var threads = new ThreadsInUse(request.Threads);
        var saved = request.Model is { } path ? SavedModel.Load(path) : null;
        var before = request.Model is { } place ? SavedDetection.Load(place) : null;
        var notes = new List<string>();
        var (rows, series) = DetectionData.Open(request, saved, before?.Series, notes);
        using var folder = RunFolder.Create(
            request.Output ?? RunFolder.DefaultPath(rows.Known.Name, saved?.Model.Name ?? request.Estimator.Kind, DateTime.Now));
        var start = Stopwatch.GetTimestamp();
        var learned = saved is null
            ? Learn(request, rows, listener, stop, notes, cancellation)
            : Take(request, saved, before, rows, listener, notes, cancellation);
        var scores = Score(learned, rows);
        var points = series?.PointScores(scores) ?? scores;
        foreach (var score in points)
        {
            if (!float.IsFinite(score))
                throw new BadArgumentException(
                    $"{rows.Known.Name}: a score is no finite number, so that rows cannot be compared; scale the columns, or choose "
                        + $"another model.");
        }
        var threshold = learned.Threshold ?? Find(request, series is null ? learned.Basis ?? points : points);
        listener?.Report(new LearnEvent.Evaluating("reasons", rows.Count));
        if (learned.Scorer.AboutReasons is { } about) notes.Add(about);
        var reasons = Reasons(learned, rows, series, scores, cancellation);
        var found = DetectedRows.Of(points, threshold, reasons);
        var labels = AnomalyLabels.Of(DetectionData.Labelled(rows, series), out var why);
        if ((labels?.Note ?? why) is { } note) notes.Add(note);
        var metrics = Measure(request, learned, rows, series, found, labels, Stopwatch.GetElapsedTime(start).TotalSeconds) with
        {
            Notes = notes, Interrupted = stop is { IsRequested: true },
        };
        Write(folder.Partial, request, learned, rows, series, found, metrics, threshold);
        var elsewhere = folder.Publish();
        return new(
            folder.Path, metrics,
            [.. Told(found, series).Select(row => (row + 1, (double)found.Scores[row], (IReadOnlyList<string>)found.Reasons[row]))])
        {
            Note = elsewhere,
        };
    }

    /// <summary>The rows to tell of first; of a series one of each stretch, where there are any.</summary>
    private static IEnumerable<int> Told(DetectedRows found, LongSeries? series) =>
        (series is null ? [] : found.Stretches()) is { Count: > 0 } all
        ? found.WorstOf(all).Take(MostTold)
        : found.Order.Take(MostTold);

    /// <summary>What scores, whether it was learned in this run or before.</summary>
    internal sealed record Learned
    {
        public required SavedModel Saved { get; init; }

        public required RowScorer Scorer { get; init; }

        /// <summary>
        /// The rows of the first piece of the data, scored as those that were learned from; null for a model that was there.
        /// </summary>
        public float[]? Scores { get; init; }

        /// <summary>The scores that a threshold is found from; null for those of the data.</summary>
        public float[]? Basis { get; init; }

        /// <summary>The threshold that is there already.</summary>
        public Threshold? Threshold { get; init; }

        public required LearnEvent.Prepared Prepared { get; init; }

        public bool IsNew => Scores is not null;
    }

    private static Learned Learn(
        DetectRequest request, AppliedData rows, IProgress<LearnEvent>? listener, StopSignal? stop, List<string> notes,
        CancellationToken cancellation)
    {
        var all = rows.Known;
        var part = new PreparedPart(all, [.. Enumerable.Range(0, all.Count)], Scaler.Choose(RowView.Of(all), all.Sequences is not null));
        var scaling = Scaler.Choose(RowView.Of(all), all.Sequences is not null);
        var options = DetectionData.Tuned(request);
        if (DetectionData.Slowness(options, all.Samples.Shape) is { } slow) notes.Add(slow);
        LearnEvent.Prepared? prepared = null;
        var model = ModelFlag.Named(options, () => ModelKind.Of(options).Create(options).Fit(new LearningTask(new(part.Scaled))
        {
            IsPadded = all.Sequences is null ? null : all.Lengths.Any(length => length < all.SampleShape[0]),
            Progress = listener is null ? null : new Forward(listener),
            Stop = stop,
            Cancellation = cancellation,
            SuitsRows = true,
            Completed = complete =>
            {
                prepared ??= new(
                    DetectionData.InWords(all), scaling.Description, DetectionData.LearningInWords(request, all.Count),
                    complete.Describe(all.SampleShape), "") { Notes = [.. notes] };
                if (prepared is not null) listener?.Report(prepared);
            },
        }));
        notes.AddRange(model.History.Warnings.Select(warning => $"{warning.Message} {warning.Remedy}"));
        var scorer = RowScorer.Learn(model, request.Score, part.Scaled, cancellation);
        var scores = scorer.OfLearned(part.Scaled);
        return new()
        {
            Saved = new SavedModel(model, scaling, [], all.ColumnNames)
            {
                Encoding = all.Encoding, Missing = request.Reading.Missing,
                Size = request.Reading.Size, Fit = request.Reading.Fit, Seed = request.Estimator.Seed, LearnedRows = part.Digests(),
            },
            Scorer = scorer, Scores = scores, Basis = scores, Prepared = prepared!,
        };
    }

    private static Learned Take(
        DetectRequest request, SavedModel saved, SavedDetection? before, AppliedData rows, IProgress<LearnEvent>? listener,
            List<string> notes,
        CancellationToken cancellation)
    {
        var asked = request.Score == DetectionScore.Auto ? before?.Score ?? DetectionScore.Auto : request.Score;
        var way = RowScorer.Resolve(saved.Model, asked);
        var ofFeatures = before is not null && before.Score == way ? before.OfFeatures : null;
        var scorer = way is DetectionScore.Mahalanobis or DetectionScore.Neighbors && ofFeatures is null
            ? RowScorer.Learn(saved.Model, way, saved.Scaling.Apply(RowView.Of(rows.Known)), cancellation)
            : RowScorer.Of(saved.Model, way, ofFeatures);
        var isSame = before is not null && before.Score == way;
        var says = request.Threshold is not null || request.Contamination is not null;
        var basis = scorer.OfFeatures is { } judge ? judge.LearnedScores.ToArray()
            : (saved.Model as FittedDetector)?.LearnedScores.ToArray();
        if (!isSame && basis is null)
            notes.Add("the model keeps no scores of the rows that it learned from, so that the threshold is found from these rows alone.");
        if (scorer.OfFeatures is not null && ofFeatures is null)
            notes.Add("the model keeps no features of the rows that it learned from, so that the features of these rows are compared "
                + "with each other.");
        var prepared = new LearnEvent.Prepared(
            DetectionData.InWords(rows.Known), saved.Scaling.Description, $"scored by {request.Model}, which has learned already",
            saved.Model.Options.Describe(saved.Model.InputShape), "") { Notes = [.. notes] };
        listener?.Report(prepared);
        return new()
        {
            Saved = saved, Scorer = scorer, Basis = basis, Threshold = isSame && !says ? before!.Threshold : null, Prepared = prepared,
        };
    }

    private static Threshold Find(DetectRequest request, float[] scores)
    {
        var rule = request.Threshold
            ?? (request.Contamination is not null ? ThresholdRule.Contamination
                : request.Normal ? ThresholdRule.PeaksOverThreshold
                : (ThresholdRule)DetectOptions.Threshold.Default);
        return Threshold.By(rule, Tensor.From(scores, scores.Length), request.Contamination ?? 0.1);
    }

    /// <summary>(N): the scores of all rows of the data.</summary>
    private static float[] Score(Learned learned, AppliedData rows)
    {
        if (learned.Scores is { } known && rows.Pieces.Count == 1) return known;
        var scores = rows.Map(
            learned.Saved.Scaling, [1], scaled => learned.Scorer.Scores(scaled).Reshape([scaled.Shape[0], 1])).ToArray();
        learned.Scores?.CopyTo(scores, 0);
        return scores;
    }

    private static string[][] Reasons(Learned learned, AppliedData rows, LongSeries? series, float[] scores, CancellationToken cancellation)
    {
        var (scorer, scaling) = (learned.Scorer, learned.Saved.Scaling);
        var look = SampleLook.Of(rows.Known, scaling);
        var (usual, spread) = Usual(scorer, scaling, learned.Saved.Model.InputShape);
        var words = new RowReasons(look, usual, spread);
        var reasons = new List<string[]>(rows.Count);
        foreach (var piece in rows.Pieces)
        {
            var view = RowView.Of(piece);
            using var blocks = new RowBlocks(view, scaling);
            while (blocks.Next())
            {
                cancellation.ThrowIfCancellationRequested();
                var width = view.Width;
                if (scorer.Shares(blocks.Scaled) is not { } all)
                {
                    for (var i = 0; i < blocks.Scaled.Shape[0]; i++) reasons.Add([]);
                    continue;
                }
                var shares = all.AsSpan();
                var expected = usual is null ? scaling.Invert(scorer.Expected(blocks.Scaled)!.Value).AsSpan() : default;
                for (var i = 0; i < blocks.Scaled.Shape[0]; i++)
                {
                    var row = blocks.First + i;
                    var own = piece.Sequences is null ? width : view[row].Length;
                    reasons.Add(words.Of(
                        view.Whole(row), shares.Slice(i * width, own), expected.IsEmpty ? default : expected.Slice(i * width, width),
                        series is null ? 1 : series.Starts[row] + 1));
                }
            }
        }
        if (series is null) return [.. reasons];
        return [.. series.WorstWindows(scores).Select(window => reasons[window])];
    }

    /// <summary>What is usual and how far values are from it, in the units of the data; nulls where each row has its own.</summary>
    private static (float[]? Usual, float[]? Spread) Usual(RowScorer scorer, Scaler scaling, Shape sample)
    {
        if (scorer.Spread is not { } spread) return (null, null);
        var middle = scorer.Expected(default)!.Value;
        var low = scaling.Invert(middle).ToArray();
        var high = scaling.Invert(middle + spread.Reshape(sample.Prepend(1))).ToArray();
        return (low, [.. high.Zip(low, (a, b) => a - b)]);
    }

    private static DetectMetrics Measure(
        DetectRequest request, Learned learned, AppliedData rows, LongSeries? series, DetectedRows found, AnomalyLabels? labels,
            double seconds)
    {
        var metrics = new DetectMetrics
        {
            Model = learned.Saved.Model.Name,
            Data = rows.Known.Name,
            Samples = found.Scores.Length,
            LearnedSamples = learned.IsNew ? rows.Known.Count : 0,
            InputShape = rows.Known.SampleShape.AsSpan().ToArray(),
            Score = learned.Scorer.InWords,
            Threshold = found.Threshold.Value,
            Rule = DetectOptions.Threshold.Write(found.Threshold.Rule),
            Reason = found.Threshold.Reason,
            Abnormal = found.AbnormalCount,
            Seed = learned.IsNew ? request.Estimator.Seed : null,
            Seconds = Math.Round(seconds, 3),
            Window = series?.Plan.Window,
            Stride = series?.Plan.Stride,
            Stretches = series is null ? null : [.. found.Stretches().Select(stretch => new[] { stretch.First + 1, stretch.Last + 1 })],
        };
        if (labels is null) return metrics;
        var truth = labels.Truth.ToArray<int>();
        var hits = truth.Where((label, row) => label == 1 && found.Threshold.IsAbnormal(found.Scores[row])).Count();
        var scores = Tensor.From(found.Scores, found.Scores.Length);
        return metrics with
        {
            RocAuc = Detection.RocAuc(labels.Truth, scores),
            AveragePrecision = Detection.AveragePrecision(labels.Truth, scores),
            LabelledAbnormal = truth.Average(),
            Precision = metrics.Abnormal == 0 ? null : hits / (double)metrics.Abnormal,
            Recall = hits / (double)truth.Sum(),
        };
    }

    private static void Write(
        string folder, DetectRequest request, Learned learned, AppliedData rows, LongSeries? series, DetectedRows found,
            DetectMetrics metrics,
        Threshold threshold)
    {
        if (learned.IsNew)
        {
            var place = Directory.CreateDirectory(Path.Combine(folder, RunFiles.Model)).FullName;
            learned.Saved.Save(place);
            new SavedDetection
            {
                Score = learned.Scorer.Score, Threshold = threshold, Series = series?.Plan, OfFeatures = learned.Scorer.OfFeatures,
            }.Save(place);
        }
        var labelled = DetectionData.Labelled(rows, series);
        string[]? labels = labelled.Labels is { } classes
            ? [.. classes.ToArray<int>().Select(label => labelled.Known.ClassNames[label])] : null;
        ScoreTable.Write(Path.Combine(folder, "scores.csv"), found, labels, series is null ? rows.PartOfRows : null);
        WriteText("metrics.json", metrics.ToJson() + "\n");
        WriteText("report.html", DetectReport.Render(request, learned, rows, series, found, metrics, labels));

        void WriteText(string name, string text) =>
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private sealed class Forward(IProgress<LearnEvent> listener) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => listener.Report(new LearnEvent.Training(value));
    }
}
