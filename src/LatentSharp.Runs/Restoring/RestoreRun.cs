using System.Diagnostics;
using System.Text;

namespace LatentSharp;

/// <summary>Learns to restore pictures and series, and restores others by what was learned.</summary>
public static class RestoreRun
{
    private const int SmallestSide = 2;

    /// <summary>Learns, measures on clean data that it did not learn from, and writes a run folder.</summary>
    /// <param name="request">What to learn from, and where the result goes.</param>
    /// <param name="listener">Told how far it is, on the calling thread.</param>
    /// <param name="stop">Ends the training after the running batch; what was learned is measured and written.</param>
    /// <param name="cancellation">Ends it with an exception; nothing is left.</param>
    /// <exception cref="BadArgumentException">An option does not fit the data, or the run folder cannot be written.</exception>
    /// <exception cref="BadFileException">The data cannot be read.</exception>
    public static RestoreResult Run(
        RestoreRequest request, IProgress<LearnEvent>? listener = null, StopSignal? stop = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        using var threads = new ThreadsInUse(request.Threads);
        var data = RestorationData.Open(request.Data, request.Reading, request.Window);
        var estimator = request.Estimator;
        data = data.ToLearnFrom(request.Data, estimator is SuperResolutionOptions { Scale: var times } ? SmallestSide * times
            : SmallestSide);
        if (data.IsSeries && estimator is SuperResolutionOptions)
            throw new BadArgumentException($"{request.Data}: these are series; only pictures are enlarged.");
        if (data.Sound is not null) estimator = OfSounds(request.Data, estimator);
        else if (data.IsSeries) estimator = (RestorationOptions)estimator.ForSequences(padded: false);
        var (training, test, measuredOn) = Divide(request, data);
        using var folder = RunFolder.Create(request.Output ?? RunFolder.DefaultPath(data.Name, estimator.Kind, DateTime.Now));

        var start = Stopwatch.GetTimestamp();
        var patches = data.ToTrain(training, estimator);
        var set = new LearningSet(patches);
        var model = ModelFlag.Named(estimator, () => Learner(estimator, data).Fit(new LearningTask(set)
        {
            IsPadded = data.IsSeries && data.Sound is null ? false : null,
            Progress = listener is null ? null : new Epochs(listener),
            Stop = stop,
            Cancellation = cancellation,
            Completed = options => listener?.Report(new LearnEvent.Prepared(
                $"{data.Name}: {data.CountInWords}", data.ScalingInWords,
                $"{ReportText.Plural(patches.Shape[0], "sample")} {patches.Shape[1..]} to learn from; {measuredOn}",
                options.Describe(patches.Shape[1..]), "") { Notes = data.Notes }),
        }));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var options = (RestorationOptions)model.Options;
        var measured = test is null ? new RestorationMeasurement()
            : RestorationMeasurement.Of(model, options, test, data.Scaling, cancellation);
        var shown = test is null ? RestorationMeasurement.Unmeasured(model, data, data.Scaling, cancellation) : measured.Samples;
        var metrics = new RestoreMetrics
        {
            Model = model.Name,
            Data = data.Name,
            MeasuredOn = measuredOn,
            TrainingSamples = patches.Shape[0],
            TestSamples = test is null ? 0 : Math.Min(test.Samples.Count, RestorationMeasurement.MostSamples),
            Parameters = model.ParameterCount,
            TrainingSeconds = seconds,
            Figures = measured.Figures,
            Notes = [.. data.Notes, .. model.History.Warnings.Select(warning => $"{warning.Message} {warning.Remedy}")],
        };
        var place = Directory.CreateDirectory(Path.Combine(folder.Partial, RunFiles.Model)).FullName;
        new SavedModel(model, data.Scaling, [], [])
        {
            Seed = estimator.Seed, Missing = request.Reading.Missing, Numbers = LearnRun.NumbersOf(request.Reading.Format),
        }.Save(place);
        data.Series?.Plan.Save(place);
        data.Sound?.Save(place);
        if (data.Sound is { } sound) WriteSounds(folder.Partial, shown, data.Scaling, sound.Rate);
        WriteText(folder.Partial, "metrics.json", metrics.ToJson() + "\n");
        WriteText(
            folder.Partial, "report.html",
            RestoreReport.Render(metrics, options, model.InputShape, shown, data.IsSeries, model.History));
        var note = folder.Publish();
        return new RestoreResult(folder.Path, metrics, model) { Note = note };
    }

    /// <summary>
    /// Restores data by a finished run: pictures into a folder, arrays into an .npy file, series into such or a .csv file.
    /// </summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="data">As <see cref="RestoreRequest.Data"/>.</param>
    /// <param name="output">As <see cref="RestoreOptions.Output"/>.</param>
    /// <param name="kind">The kind of model that is meant: <c>denoiser</c> or <c>super-resolution</c>.</param>
    /// <param name="reading">How the data are read; null for the defaults, and for what the model has learned of its own.</param>
    /// <param name="notes">Told, in a sentence each, what to know of the data.</param>
    /// <param name="cancellation">Ends it with an exception; nothing is left.</param>
    /// <returns>How many samples were restored.</returns>
    /// <exception cref="BadArgumentException">The model is of another kind, or the data or the output do not fit.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written.</exception>
    public static int Apply(
        string model, string data, string? output, string kind, DataOptions? reading = null, IProgress<string>? notes = null,
        CancellationToken cancellation = default)
    {
        RestoreOptions.Output.Check(output);
        var saved = SavedModel.Load(model);
        if (saved.Model is not IRestorer || saved.Model.Name != kind)
            throw new BadArgumentException($"{model}: this is a model of the kind {saved.Model.Name}; {kind} is needed here.");
        var opened = RestorationData.OpenFor(
            data, NewData.AsLearned(saved, reading ?? new()), SeriesPlan.Load(model), SoundPlan.Load(model));
        foreach (var note in opened.Notes) notes?.Report($"{data}: {note}");
        if (opened.Sound is null && opened.IsSeries != (saved.Scaling.Kind == ScalerKind.Channels))
            throw new BadArgumentException(
                $"{data}: these are {(opened.IsSeries ? "series" : "pictures")}, but the model has learned from "
                + $"{(opened.IsSeries ? "pictures" : "series")}.");
        if (opened.Samples.Count == 0) throw new BadFileException($"{data}: there are no rows.");
        if (opened.IsSeries && opened.Sound is null && opened.Channels.Count != saved.Model.InputShape[1])
            throw new BadFileException(
                $"{data}: the series have {Counted.Of(opened.Channels.Count, "channel")} ({string.Join(", ", opened.Channels)}), but the "
                + $"model has learned from {saved.Model.InputShape[1]}.");
        new RestoredFiles(data, opened, output!, sample => saved.Scaling.Invert(RestorationMeasurement.Bounded(
            opened.RestorerOf(saved.Model).Restore(RestorationData.Scaled(sample, saved.Scaling), cancellation), opened))).Write();
        return opened.Samples.Count;
    }

    /// <summary>What to learn from, what to measure on (null where nothing clean is known), and a sentence about the latter.</summary>
    private static (IReadOnlyList<(string Name, Tensor Values)> Training, RestorationData? Test, string InWords) Divide(
        RestoreRequest request, RestorationData data)
    {
        var isNoisy = request.Estimator is DenoiserOptions { From: DenoisingSource.Noisy };
        var how = request.Estimator is SuperResolutionOptions { Scale: var scale }
            ? FormattableString.Invariant($"made {scale} times smaller")
            : "with noise added; each filter at its best strength";
        if (request.Test is { } path)
        {
            var test = RestorationData.Open(path, request.Reading, request.Window, data.Series?.Plan.Columns);
            if (test.IsSeries != data.IsSeries)
                throw new BadArgumentException($"{RestoreOptions.Test.Name}: {path} and {request.Data} must both be pictures or series.");
            if (test.Channels.Count != data.Channels.Count)
                throw new BadArgumentException(
                    $"{RestoreOptions.Test.Name}: {path} has {Counted.Of(test.Channels.Count, "channel")} and {request.Data} "
                    + $"{data.Channels.Count}; they must have as many.");
            test = test.ToLearnFrom(path, SmallestSide).Unseen(data, path, RestoreOptions.Test.Name);
            return (data.Samples, test, $"measured on {test.CountInWords} of {test.Name}{test.LeftOut}, {how}");
        }
        if (isNoisy) return (data.Samples, null, "nothing is measured, since nothing clean is known");
        var (training, held) = data.HoldOut(request.Estimator.Seed, request.Data, RestoreOptions.Test.Name);
        var where = data.Series is null ? "" : " at its end";
        return (training, held, $"measured on {held.CountInWords} held out{where}, {how}");
    }

    /// <summary>What learns from spectra as from pictures.</summary>
    private static DenoiserOptions OfSounds(string path, RestorationOptions estimator) => estimator switch
    {
        DenoiserOptions { From: DenoisingSource.Clean, Corruption: CorruptionKind.Gaussian } denoiser =>
            denoiser with { Axes = SampleAxes.Image },
        DenoiserOptions => throw new BadArgumentException($"{path}: of recordings Gaussian noise is learned alone, from clean ones."),
        _ => throw new BadArgumentException($"{path}: these are recordings; only pictures are enlarged."),
    };

    private static IEstimator Learner(RestorationOptions estimator, RestorationData data) => data.Sound is { } sound
        ? new Denoiser((DenoiserOptions)estimator)
        {
            Noise = new SpectralNoise(sound.Planes, (float)((DenoiserOptions)estimator).CorruptionAmount),
        }
        : ModelKind.Of(estimator).Create(estimator);

    /// <summary>What the report shows, to be heard.</summary>
    private static void WriteSounds(string folder, IReadOnlyList<ShownRestoration> shown, Scaler scaling, int rate)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "sounds")).FullName;
        foreach (var (each, i) in shown.Select((each, i) => (each, i)))
        {
            Write("clean", each.Truth);
            Write("noisy", each.Worse);
            Write("restored", each.Restored);

            void Write(string what, Tensor? sound)
            {
                if (sound is not { } values) return;
                WavWriter.Write(
                    Path.Combine(place, FormattableString.Invariant($"{i + 1}-{what}.wav")),
                    scaling.Invert(values.Reshape(values.Shape.Prepend(1))).AsSpan(), rate);
            }
        }
    }

    private static void WriteText(string folder, string name, string text) =>
        AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private sealed class Epochs(IProgress<LearnEvent> listener) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => listener.Report(new LearnEvent.Training(value));
    }
}
