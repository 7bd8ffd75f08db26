namespace LatentSharp;

/// <summary>What a fitted model makes of the data, and how good that is.</summary>
internal sealed record Measurement
{
    /// <summary>The figures.</summary>
    public required RunMetrics Metrics { get; init; }

    /// <summary>What the model shows of itself.</summary>
    public required IReadOnlyList<ModelChart> Charts { get; init; }

    /// <summary>The course of training.</summary>
    public required History History { get; init; }

    /// <summary>(N, k): the features of every row in the order of the file; those of a test part of its own are the last.</summary>
    public required Tensor Features { get; init; }

    /// <summary>(M): the mean squared error of each held-out sample, in scaled units; null for a model that does not reconstruct.</summary>
    public required float[]? Errors { get; init; }

    /// <summary>(M, classes): the probabilities of the held-out part's classes; null of a model that does not classify.</summary>
    public Tensor? Probabilities { get; init; }

    /// <summary>A classifier on the features; null where the model learned from labels, or all of them are used.</summary>
    public LabelHead? Head { get; init; }

    /// <summary>Measures a model and the yardstick beside it: PCA of the same size, or TF-IDF of texts.</summary>
    public static Measurement Of(
        LearnRequest request, FittedModel model, PreparedData data, double seconds, IProgress<LearnEvent>? listener,
        CancellationToken cancellation)
    {
        listener?.Report(new LearnEvent.Evaluating("features and figures of the held-out part", data.All.Count));
        var (training, heldOut) = (model.Transform(data.Training.Scaled), model.Transform(data.HeldOut.Scaled));
        if (!Require.AreFinite(training.AsSpan()) || !Require.AreFinite(heldOut.AsSpan()))
            throw LearningChecks.Diverged(model, SampleRange.Of(data.Training.Scaled));
        var errors = model is FeatureModel ? new float[data.HeldOut.Count] : null;
        var error = Error(model, data.HeldOut, errors);
        var head = HeadOf(model, data, training, cancellation);
        var probabilities = (model as IClassifier ?? head)?.PredictProbabilities(data.HeldOut.Scaled);
        var report = model.Measure(data.HeldOut.Scaled, data.HeldOut.Labels);
        var probes = Probing.Of(data, training, heldOut, listener, cancellation);

        var few = data.LabelledRows is null && data.Training.Labels is { } known && data.HeldOut.Labels is { } truth && heldOut.Shape[0] > 0
            ? (new Probing.Part(training, known, "to learn from"), new Probing.Part(heldOut, truth, "held out")
                .Draw(EvaluationBudget.MostTest))
            : ((Probing.Part, Probing.Part)?)null;
        var features = heldOut.Shape[0] == 0 ? null : FeatureFigures.Of(heldOut, few, cancellation);

        // Windows of one text have no features that others know too.
        var isContinuous = data.All.Text is { IsContinuous: true };
        if (!isContinuous)
            listener?.Report(new LearnEvent.Evaluating(
                data.All.Text is null ? "PCA of the same size" : "TF-IDF with truncated SVD", data.All.Count));
        FittedModel? yardstick = isContinuous ? null
            : data.All.Text is { } texts ? Baseline(model, data, texts, cancellation) : Baseline(model, data, cancellation);
        var isItself = ReferenceEquals(yardstick, model);
        var pcaError = isItself ? error : yardstick is null || errors is null ? double.NaN : Error(yardstick, data.HeldOut);
        var other = isItself ? probes : yardstick is null || data.Balance is null ? null
            : Probing.Of(
                data, yardstick.Transform(data.Training.Scaled), yardstick.Transform(data.HeldOut.Scaled), listener, cancellation);
        var (pcaProbes, tfIdfProbes) = data.All.Text is null ? (other, (Probing?)null) : (null, other);

        var history = model.History;
        var metrics = new RunMetrics
        {
            Model = model.Name,
            Data = data.All.Name,
            Samples = data.SampleCount,
            HeldOutSamples = data.HeldOut.Count,
            InputShape = data.All.SampleShape.AsSpan().ToArray(),
            LatentSize = model.FeatureSize,
            Parameters = model.ParameterCount,
            Seed = request.Seed,
            Epochs = history.Epochs,
            StoppedEarly = history.StoppedEarly,
            Interrupted = history.IsInterrupted,
            PlannedEpochs = history.PlannedEpochs > 0 ? history.PlannedEpochs : null,
            KeptEpoch = history.PlannedEpochs > 0 ? history.KeptEpoch : null,
            Outcome = TrainingWords.Outcome(history, model.Options),
            Seconds = seconds,
            SamplesPerSecond = Speed(model, data, seconds),
            TrainLoss = RecognitionMetrics.Finite(Kept(history, "loss") ?? TrainingError(model, data)),
            ValidationLoss = RecognitionMetrics.Finite(report.Loss ?? error),
            ReconstructionMse = RecognitionMetrics.Finite(error),
            PcaReconstructionMse = RecognitionMetrics.Finite(pcaError),
            PcaKnnAccuracy = pcaProbes?.Scores.KnnAccuracy,
            PcaLinearProbeAccuracy = pcaProbes?.Scores.LinearProbeAccuracy,
            PcaKnn = pcaProbes is null ? null : ProbeFigures.Of(pcaProbes.Scores.Neighbours),
            PcaLinearProbe = pcaProbes is null ? null : ProbeFigures.Of(pcaProbes.Scores.Probe),
            TfIdfKnnAccuracy = tfIdfProbes?.Scores.KnnAccuracy,
            TfIdfLinearProbeAccuracy = tfIdfProbes?.Scores.LinearProbeAccuracy,
            TfIdfKnn = tfIdfProbes is null ? null : ProbeFigures.Of(tfIdfProbes.Scores.Neighbours),
            TfIdfLinearProbe = tfIdfProbes is null ? null : ProbeFigures.Of(tfIdfProbes.Scores.Probe),
            Yardstick = data.All.Text is null ? RunMetrics.Pca : RunMetrics.TfIdf,
            YardstickSize = yardstick?.FeatureSize ?? 0,
            Figures = [.. report.Figures, .. ForecastFigures.Of(model, data.Training.Scaled, data.HeldOut.Scaled)],
            Features = features,
            Generated = GeneratedFigures.Of(model, data.HeldOut.Count, rows => data.HeldOut.Scaled.Take(rows), network: null, cancellation),
            IsYardstick = isItself || isContinuous,
            OneHotColumns = TableReport.Counts(data.All.Encoding, column => column.Categories.Length),
            ImputedColumns = TableReport.Counts(data.All.Encoding, column => column.MissingCount),
            Warnings = [.. history.Warnings.Select(warning => $"{warning.Message} {warning.Remedy}")],
        }.WithClasses(data.HeldOut.Labels, data.Balance, data.All.ClassNames, probabilities).WithProbes(probes);
        return new Measurement
        {
            Metrics = metrics,
            Charts = report.Charts,
            History = history,
            Features = data.InOrder(training, heldOut),
            Errors = errors,
            Probabilities = probabilities,
            Head = head,
        };
    }

    /// <summary>
    /// A linear classifier on the features of the rows with labels, of a model that learned from none where few are known.
    /// </summary>
    private static LabelHead? HeadOf(FittedModel model, PreparedData data, Tensor training, CancellationToken cancellation)
    {
        if (model is IClassifier || data.LabelledRows is not { } rows) return null;
        var probe = new LinearProbe { VarianceFloor = FeatureEvaluation.VarianceFloor };
        return new LabelHead(
            model, probe.Fit(training.Take(rows), data.Training.Labels!.Value.Take(rows), cancellation), data.All.ClassNames.Count);
    }

    /// <summary>The value of a series in the epoch whose weights are kept, if it has any.</summary>
    private static double? Kept(History history, string series) =>
        history[series] is { Count: > 0 } values ? values[Math.Clamp(history.KeptEpoch, 1, values.Count) - 1] : null;

    /// <summary>
    /// Samples a second: of the training that the model is from, without those that chose its epoch; of one that is solved at once, of the
    /// whole.
    /// </summary>
    private static double Speed(FittedModel model, PreparedData data, double seconds)
    {
        var history = model.History;
        if (history.Epochs == 0) return data.ToLearnFrom.Count / Math.Max(seconds, 1e-9);
        var rows = data.ToLearnFrom.Count - EpochSelection.HeldRows(model.Options, data.ToLearnFrom);
        return (double)rows * history.Epochs / Math.Max(history.Duration.TotalSeconds, 1e-9);
    }

    private static double TrainingError(FittedModel model, PreparedData data) => model is FeatureModel { History.Epochs: 0 }
        ? Error(model, data.Training)
        : double.NaN;

    /// <summary>
    /// The mean squared error of reconstructions, where the padding of sequences does not count; NaN of a model that makes none.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="part">What is reconstructed, some rows at a time.</param>
    /// <param name="each">Takes the error of each sample; null for none.</param>
    private static double Error(FittedModel model, PreparedPart part, float[]? each = null)
    {
        if (model is not FeatureModel able) return double.NaN;
        var (sample, width) = (part.Scaled.Shape[1..], part.Scaled.Shape[1..].Count);
        var errors = new RowErrors(sample, part.Lengths);
        using var blocks = new RowBlocks(part.Scaled);
        while (blocks.Next())
        {
            var (original, rebuilt) = (blocks.Scaled, able.Reconstruct(blocks.Scaled));
            for (var row = 0; row < original.Shape[0]; row++)
            {
                var error = errors.Add(
                    blocks.First + row, original.AsSpan().Slice(row * width, width), rebuilt.AsSpan().Slice(row * width, width));
                if (each is not null) each[blocks.First + row] = error;
            }
        }
        return errors.Mean;
    }

    /// <summary>TF-IDF of the same training part, of as many features as are usual, or as the model has where these are more.</summary>
    private static FittedTfIdf Baseline(FittedModel model, PreparedData data, TextEncoding texts, CancellationToken cancellation)
    {
        if (model is FittedTfIdf itself) return itself;
        var usual = new TfIdfOptions();
        return new TfIdf(usual with
        {
            LatentSize = Math.Max(usual.LatentSize, model.FeatureSize), VocabularySize = texts.Tokenizer.VocabularySize,
        }).Fit(data.Training.Scaled, cancellationToken: cancellation);
    }

    /// <summary>
    /// PCA of the same size on the same training part, or of the greatest size that this allows; null when it has no principal components.
    /// </summary>
    private static FittedPca? Baseline(FittedModel model, PreparedData data, CancellationToken cancellation)
    {
        if (model is FittedPca itself) return itself;
        if (data.Training.Count < PcaOptions.FewestSamples) return null;
        var size = Math.Min(model.FeatureSize, PcaOptions.Most(model.InputShape, data.Training.Count));
        return new Pca(new PcaOptions { LatentSize = size }).Fit(data.Training.Scaled, cancellationToken: cancellation);
    }
}
