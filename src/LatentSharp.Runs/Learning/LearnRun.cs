using System.Diagnostics;

namespace LatentSharp;

/// <summary>
/// The learning pipeline: data, scaling, division, fitting, measuring, and a run folder that appears complete or not at all.
/// </summary>
public static class LearnRun
{
    /// <summary>The share of a text at its end that a language model is measured on where nothing is said.</summary>
    private const double EndOfText = 0.1;

    /// <summary>Runs it.</summary>
    /// <param name="request">What to learn, from what, and where the result goes.</param>
    /// <param name="listener">Told how far it is, on the calling thread.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned is measured and written.</param>
    /// <param name="cancellation">Ends it with an exception; nothing is left.</param>
    /// <exception cref="BadArgumentException">
    /// An option is out of its range or does not fit the data, or the run folder cannot be written.
    /// </exception>
    /// <exception cref="BadFileException">The data cannot be read.</exception>
    /// <exception cref="RunInterruptedException">
    /// It was asked to stop, and has checkpoints to go on from (<see cref="LearnRequest.CheckpointEvery"/>).
    /// </exception>
    public static LearnResult Run(
        LearnRequest request, IProgress<LearnEvent>? listener = null, StopSignal? stop = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        using var threads = new ThreadsInUse(request.Threads);
        var estimator = request.Estimator;
        var validation = request.Validation ?? (estimator is LanguageModelOptions ? EndOfText : LearnOptions.Validation.Default);
        var data = request.Window is { } window ? OpenSeries(request, window, validation)
            : StreamedData.Wants(request.Data, Reading(request), request.Stream)
            ? StreamedData.Open(request, validation, cancellation)
            : PreparedData.From(Known(Open(request), estimator), validation, request.Seed).WithLabelsFor(request.LabelsFor, request.Seed);
        using var file = data.Stream as IDisposable;
        if (data.All.Labels is null && estimator.NeedsLabels)
        {
            throw new BadArgumentException(
                $"{request.Data}: these data have no labels, and {estimator.Kind} learns by "
                + "telling labels apart; name the column that holds them "
                + $"with {LearnOptions.Label.Name}, or give "
                + (data.All.Text is null
                    ? "images in a folder for each class."
                    : $"texts in a folder for each class, or lines with {TextReadingOptions.LabelSeparator.Name}.")
                + string.Concat(data.All.Notes.Select(note => $" Note that {note}")));
        }
        if (estimator is ForecasterOptions && data.All.SampleShape.Rank == 1)
            throw new BadArgumentException(
                $"{DetectOptions.Window.Name}: is needed, since {estimator.Kind} learns from windows of a series, and {data.All.Name} is a "
                + $"table; {DetectOptions.Window.Name} 24 would take 24 rows at a time, in the order of time.");
        using var folder = RunFolder.Create(request.Output ?? RunFolder.DefaultPath(data.All.Name, estimator.Kind, DateTime.Now));

        var checkpoints = RunCheckpoints.Open(folder.Path, request, data);
        var start = Stopwatch.GetTimestamp();
        var estimate = new TimeEstimate(listener, MachineSpeed.Measure);
        var sheets = new EpochSheets(folder.Partial, SampleLook.Of(data.All, data.Scaling), estimate);
        LearnEvent.Prepared? prepared = null;
        var model = ModelFlag.Named(estimator, () => ModelKind.Of(estimator).Create(estimator).Fit(new LearningTask(data.ToLearnFrom)
        {
            IsPadded = data.All.Sequences is null ? null : IsPadded(data.All),
            Vocabulary = data.All.Text?.Tokenizer.VocabularySize,
            Progress = sheets,
            Stop = stop,
            Cancellation = cancellation,
            SuitsRows = true,
            Saving = checkpoints is null ? null : checkpoints.Next,
            Completed = options =>
            {
                prepared = new LearnEvent.Prepared(
                    data.InWords, data.ScalingInWords, data.DivisionInWords, options.Describe(data.All.SampleShape),
                    TrainingWords.Choice(request, options, data.ToLearnFrom)) { Notes = data.Notes };
                listener?.Report(prepared);
                estimate.Begin(TrainingPlan.Of(options, data.ToLearnFrom));
            },
        }));
        if (checkpoints is not null && stop is { IsRequested: true }) throw new RunInterruptedException(folder.Path);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var measured = ModelFlag.Named(model.Options, () => Measurement.Of(request, model, data, seconds, listener, cancellation));
        var saved = new SavedModel(model, data.Scaling, ClassNaming.Learned(data.All, model), data.All.ColumnNames)
        {
            Encoding = data.All.Encoding, Text = data.All.Text, Missing = request.Reading.Missing,
            Sound = data.All.Sounds?.Reading, Size = request.Reading.Size, Fit = request.Reading.Fit,
            Numbers = NumbersOf(request.Reading.Format), Validation = validation,
            Seed = request.Seed,
            LearnedRows = data.Stream is null ? data.Training.Digests() : null,
            Head = measured.Head,
        };
        listener?.Report(new LearnEvent.Evaluating("writing the run folder", data.All.Count));
        RunFiles.Write(folder.Partial, request, prepared!, saved, data, measured, sheets.Sheets, cancellation);
        var note = folder.Publish();
        checkpoints?.Delete();
        return new LearnResult(folder.Path, measured.Metrics, model) { Note = note };
    }

    private static PreparedData OpenSeries(LearnRequest request, int window, double validation)
    {
        var table = SeriesRows.Read(request.Data, request.Reading);
        var (data, plan) = LongSeries.Divided(table, window, request.Stride, validation, request.MaxGap);
        return PreparedData.From(data, validation, request.Seed) with { Series = plan };
    }

    /// <summary>How data are read, where a kind reads texts those.</summary>
    private static DataOptions Reading(LearnRequest request) =>
        request.Estimator.ReadsTexts ? request.Reading with { Text = request.Reading.Text ?? new() } : request.Reading;

    private static Dataset Open(LearnRequest request)
    {
        var data = OpenFor(request.Estimator, request.Data, request.Reading, request.Validation);
        if (data.TestPart is null || request.Validation is null || data.Text is { IsContinuous: true }) return data;
        throw new BadArgumentException(
            $"{LearnOptions.Validation.Name}: does not fit {data.Name}, which has a test part of its own, "
            + $"{ReportText.Plural(data.TestPart.Count, "sample")}, to measure on; leave it out.");
    }

    /// <summary>Data as a kind of model reads them: one that reads texts finds them in any file, and takes nothing else.</summary>
    /// <exception cref="BadArgumentException">They are texts and the model takes quantities, or the other way round.</exception>
    internal static Dataset OpenFor(EstimatorOptions options, string path, DataOptions reading, double? validation = null)
    {
        if (options is LanguageModelOptions { Context: var context })
            reading = reading with
            {
                Text = (reading.Text ?? new()) with { Window = context + 1, HeldShare = validation ?? EndOfText },
            };
        var data = DataSource.Open(path, options.ReadsTexts && reading.Text is null ? reading with { Text = new() } : reading);
        if (data.Text is not null == options.ReadsTexts) return data;
        throw new BadArgumentException(
            $"{path}: these are texts, whose numbers are names of tokens and no quantities, as {options.Kind} takes; "
            + $"{OptionKinds.Or(ModelKind.OfTexts)} learns from them.");
    }

    /// <summary>Data that hold quantities.</summary>
    /// <exception cref="BadArgumentException">They are texts.</exception>
    internal static Dataset OpenQuantities(string path, DataOptions reading)
    {
        var data = DataSource.Open(path, reading);
        return data.Text is null
            ? data
            : throw new BadArgumentException(
                $"{path}: these are texts, whose numbers are names of tokens and no quantities. Learn features from them first, with "
                + $"latent learn --model {OptionKinds.Or(ModelKind.OfTexts)}, and take those: features.npy in the run folder.");
    }

    /// <summary>Data that the model reads as sequences are known as such, whatever file they come from.</summary>
    internal static Dataset Known(Dataset data, EstimatorOptions options) =>
        options.Reading(data.SampleShape) is { Sequences: true } reading && data.SampleShape.Count > 0
            ? data.AsSequences(reading.Padded)
            : data;

    /// <summary>How numbers are written, as far as it was said.</summary>
    internal static NumberNotation? NumbersOf(TableFormat format) =>
        format.Decimal is null && format.Thousands is null ? null : NumberNotation.Plain.In(format);

    private static bool IsPadded(Dataset data) => data.Lengths.Any(length => length < data.SampleShape[0]);
}
