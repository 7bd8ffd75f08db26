namespace LatentSharp;

/// <summary>Uses a finished model on new data.</summary>
public static class ApplyRun
{
    /// <summary>
    /// Writes the features of new data: of every row, in the order of the file, and of a set with a test part of its own the training rows
    /// and then the test rows.
    /// </summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="data">A built-in data set's name or a file's path.</param>
    /// <param name="output">
    /// Where they go: a path that ends in .npy or .csv; the latter has a column <c>part</c> when the data have a test part of their own.
    /// </param>
    /// <param name="reading">How the data are read; null for the defaults, and for what the model has learned of its own.</param>
    /// <param name="part">Which rows of data with a test part of their own. Default all.</param>
    /// <param name="notes">
    /// Told, in a sentence each, what of a table is passed over, what stands in for missing values, and which rows are which part.
    /// </param>
    /// <returns>(N, k): the features.</returns>
    /// <exception cref="BadArgumentException">An option does not fit, or the output is a file of the data.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written, or the data do not fit the model.</exception>
    public static Tensor Features(
        string model, string data, string? output, DataOptions? reading = null, DataPart part = DataPart.All,
        IProgress<string>? notes = null)
    {
        OutputPlace.Check(ApplyOptions.Output, output, data, reading);
        var saved = SavedModel.Load(model);
        var rows = Open(saved, model, data, reading, part, notes);
        var features = rows.Map(saved.Scaling, [saved.Model.FeatureSize], saved.Model.Transform);
        Tell(data, TrainingWarning.NotFinite("the features", features), notes);
        if (IsCsv(output!)) FeatureTable.Write(output!, features, rows);
        else Npy.Write(output!, features);
        return features;
    }

    /// <summary>
    /// The same, of an array or a table that takes more than 1 GiB in memory too: it is read in blocks, and its features are written as
    /// they come.
    /// </summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="data">A built-in data set's name or a file's path.</param>
    /// <param name="output">Where they go: .npy, or .csv for what is held in memory.</param>
    /// <param name="reading">How the data are read; null for the defaults.</param>
    /// <param name="part">Which rows of data with a test part of their own. Default all.</param>
    /// <param name="notes">Told, in a sentence each, how the data were read.</param>
    /// <param name="cancellation">Ends it with an exception; nothing is left.</param>
    /// <exception cref="BadArgumentException">An option does not fit, or the output is a file of the data.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written, or the data do not fit the model.</exception>
    /// <returns>The shape of what was written: <c>(60000, 32)</c>.</returns>
    public static string WriteFeatures(
        string model, string data, string? output, DataOptions? reading = null, DataPart part = DataPart.All,
        IProgress<string>? notes = null, CancellationToken cancellation = default)
    {
        OutputPlace.Check(ApplyOptions.Output, output, data, reading);
        if (!StreamedData.Wants(data, reading ?? new(), StreamMode.Auto))
            return Features(model, data, output, reading, part, notes).Shape.ToString();
        if (IsCsv(output!))
            throw new BadArgumentException($"{ApplyOptions.Output.Name}: features of so many rows are written to an .npy file alone.");
        var saved = SavedModel.Load(model);
        using var opened = StreamSource.Open(data, NewData.AsLearned(saved, reading ?? new()));
        var stream = opened.Samples;
        foreach (var note in opened.Notes) notes?.Report($"{data}: {note}");
        if (stream.Width != saved.Model.InputShape.Count)
            throw new BadFileException(
                $"{data}: a sample has {stream.SampleShape}, but the model takes {saved.Model.InputShape}; the file is read in "
                + "blocks, as it lies.");
        StreamedData.WriteFeatures(output!, stream, saved.Scaling, saved.Model, cancellation);
        return FormattableString.Invariant($"({stream.Count}, {saved.Model.FeatureSize})");
    }

    /// <summary>Writes what is left of new data after they went through the features, in the units of the data.</summary>
    /// <inheritdoc cref="Features"/>
    /// <returns>(N, …): the reconstructions.</returns>
    public static Tensor Reconstruct(
        string model, string data, string? output, DataOptions? reading = null, DataPart part = DataPart.All,
        IProgress<string>? notes = null)
    {
        OutputPlace.Check(ApplyOptions.Reconstructions, output, data, reading);
        var saved = SavedModel.Load(model);
        SoundSheet.Check(ApplyOptions.Reconstructions, output!, saved);
        if (saved.Model is not FeatureModel rebuilding)
            throw new BadArgumentException(
                $"{model}: {saved.Model.Name} has no way back from features to samples, so it reconstructs nothing.");
        var rows = Open(saved, model, data, reading, part, notes);
        var reconstructions = rows.Map(
            saved.Scaling, saved.Model.InputShape, (scaled, own) => saved.Scaling.Invert(own.Like(rebuilding.Reconstruct(scaled))));
        Tell(data, TrainingWarning.NotFinite("the reconstructions", reconstructions), notes);
        if (SoundSheet.IsMeant(output!)) SoundSheet.Write(output!, saved.Sound!, reconstructions);
        else if (IsCsv(output!)) FeatureTable.WriteSamples(output!, reconstructions, rows);
        else Npy.Write(output!, reconstructions);
        return reconstructions;
    }

    /// <summary>
    /// Writes the class of each sample of new data: a .csv file with the classes' names and probabilities, or a .npy file of probabilities
    /// (N, classes).
    /// </summary>
    /// <inheritdoc cref="Features"/>
    /// <returns>
    /// How many samples were taken for each class, and how many of them rightly: of all, of each part, and of those that the model learned
    /// from and the others.
    /// </returns>
    public static PredictSummary Predict(
        string model, string data, string? output, DataOptions? reading = null, DataPart part = DataPart.All,
        IProgress<string>? notes = null)
    {
        OutputPlace.Check(ApplyOptions.Output, output, data, reading);
        var saved = SavedModel.Load(model);
        if (saved.Classifier is not { } classifier)
            throw new BadArgumentException(
                $"{model}: {saved.Model.Name} tells no classes apart; a model of the kind {OptionKinds.Or(ModelKind.Classifiers)} does, "
                    + $"or any that "
                + $"was learned with {LearnOptions.LabelsFor.Name}.");
        var rows = Open(saved, model, data, reading, part, notes);
        ClassNaming.TellUnknown(data, rows, saved.ClassNames, notes);
        var probabilities = rows.Map(saved.Scaling, [classifier.ClassCount], classifier.PredictProbabilities);
        Tell(data, TrainingWarning.NotFinite("the probabilities", probabilities), notes);
        string[] names = [.. Enumerable.Range(0, classifier.ClassCount).Select(place => ClassNaming.Name(saved.ClassNames, place))];
        var predictions = Ops.ArgMax(probabilities);
        if (IsCsv(output!)) PredictionTable.Write(output!, names, predictions.ToArray<int>(), probabilities, rows.PartOfRows);
        else Npy.Write(output!, probabilities);
        return PredictSummary.Of(
            names, probabilities, predictions, ClassNaming.ForModel(rows, saved.ClassNames), new RowGroups(rows, saved.LearnedRows));
    }

    /// <summary>
    /// Measures a finished model on all rows of data, and tells groups of them apart: the parts of a set with a test part of its own, and
    /// the rows that are equal to one that the model learned from beside the others. With labels, nearest neighbours and a linear
    /// classifier are fitted on the features of one group and scored on the other: the set's own parts, or else the rows learned from and
    /// the others; where there is one group only they are cross-validated on it.
    /// </summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="data">A built-in data set's name or a file's path.</param>
    /// <param name="reading">How the data are read; null for the defaults, and for what the model has learned of its own.</param>
    /// <param name="featuresOf">As <see cref="ApplyOptions.FeaturesOf"/>; null for by their values.</param>
    /// <param name="notes">Told, in a sentence each, what of a table is passed over and what stands in for missing values.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <exception cref="BadArgumentException">The run of other features does not fit.</exception>
    /// <exception cref="BadFileException">A file cannot be read, or the data do not fit the model.</exception>
    public static ApplyMetrics Evaluate(
        string model, string data, DataOptions? reading = null, string? featuresOf = null, IProgress<string>? notes = null,
        CancellationToken cancellation = default)
    {
        var saved = SavedModel.Load(model);
        var network = featuresOf is null ? null : FeatureNetwork.Open(featuresOf, saved, model);
        var rows = Open(saved, model, data, reading, DataPart.All, notes);
        if (saved.Classifier is not null) ClassNaming.TellUnknown(data, rows, saved.ClassNames, notes);
        var groups = new RowGroups(rows, saved.LearnedRows);
        var probabilities = saved.Classifier is { } classifier
            ? rows.Map(saved.Scaling, [classifier.ClassCount], classifier.PredictProbabilities) : (Tensor?)null;
        var errors = saved.Model is FeatureModel able ? GroupErrors.Of(able, rows, saved.Scaling, groups) : null;
        var surprises = saved.Model is FittedLanguageModel language
            ? rows.Map(saved.Scaling, [1], language.Surprise).ToArray() : null;
        var truth = ClassNaming.ForModel(rows, saved.ClassNames);
        var balance = truth is { } given ? ClassBalance.Of(given.Labels) : null;
        var (probes, figures) = Probe(saved, rows, truth?.Labels, groups, cancellation);
        return new ApplyMetrics
        {
            Features = figures,
            Generated = GeneratedFigures.Of(
                saved.Model, rows.Pieces[^1].Count, own => saved.Scaling.Apply(RowView.Of(rows.Pieces[^1], own)), network,
                cancellation),
            Model = saved.Model.Name,
            Data = rows.Known.Name,
            Samples = rows.Count,
            LearnedSamples = groups.LearnedCount,
            MeasuredOn = groups.InWords,
            InputShape = rows.Known.SampleShape.AsSpan().ToArray(),
            LatentSize = saved.Model.FeatureSize,
            ReconstructionMse = errors is null ? null : RecognitionMetrics.Finite(errors.All),
            NatsPerToken = Mean(surprises, [.. Enumerable.Range(0, rows.Count)]),
            Groups =
            [
                .. groups.Groups.Select((group, i) =>
                    GroupMetrics.Of(group.Name, group.Rows, truth?.Labels, balance, truth?.Names ?? [], probabilities) with
                {
                    ReconstructionMse = errors is null ? null : RecognitionMetrics.Finite(errors.OfGroups[i]),
                    NatsPerToken = Mean(surprises, group.Rows),
                }),
            ],
        }.WithClasses(truth?.Labels, balance, truth?.Names ?? [],
        probabilities).WithProbes(probes);
    }

    /// <summary>The mean over some rows; null without values or rows.</summary>
    private static double? Mean(float[]? values, int[] rows) =>
        values is null || rows.Length == 0 ? null : RecognitionMetrics.Finite(rows.Average(row => (double)values[row]));

    /// <summary>What can be read from the features, and what they are like.</summary>
    private static (Probing? Probes, FeatureFigures? Figures) Probe(
        SavedModel saved, AppliedData rows, Tensor? labels, RowGroups groups, CancellationToken cancellation)
    {
        if (rows.Count == 0) return default;
        var features = rows.Map(saved.Scaling, [saved.Model.FeatureSize], saved.Model.Transform);
        if (!Require.AreFinite(features.AsSpan())) return default;
        if (labels is not { } truth) return (null, FeatureFigures.Of(features, null, cancellation));
        var balance = ClassBalance.Of(truth);
        if (groups.Groups.Count < 2)
            return (Probing.CrossValidated(new(features, truth, "given"), balance, cancellation),
                FeatureFigures.Of(features, null, cancellation));
        var isParts = groups.Groups[0].Name != RowGroups.Learned;
        var from = Part(groups.Groups[0].Rows, isParts ? "of the training part" : "that the model learned from");
        var to = Part(groups.Groups[1].Rows, isParts ? "of the test part" : "that it did not");
        return (
            Probing.Of(from, to, balance, null, cancellation),
            FeatureFigures.Of(features, (from, to.Draw(EvaluationBudget.MostTest)), cancellation));

        Probing.Part Part(int[] own, string name) => new(features.Take(own), truth.Take(own), name);
    }

    private static AppliedData Open(
        SavedModel saved, string model, string data, DataOptions? reading, DataPart part, IProgress<string>? notes)
    {
        ApplyOptions.Part.Check(part);
        var rows = AppliedData.Of(Read(saved, model, data, reading ?? new(), notes), part);
        if (rows.InWords is { } division) notes?.Report($"{data}: {division}.");
        return rows;
    }

    /// <summary>New data; of a model of windows those of a table.</summary>
    private static Dataset Read(SavedModel saved, string model, string data, DataOptions reading, IProgress<string>? notes)
    {
        if (SeriesPlan.Load(model) is not { } plan) return NewData.Open(saved, data, reading, notes);
        var series = LongSeries.Open(data, NewData.AsLearned(saved, reading), plan);
        foreach (var note in series.Notes) notes?.Report($"{data}: {note}");
        return series.Windows;
    }

    private static void Tell(string data, TrainingWarning? warning, IProgress<string>? notes)
    {
        if (warning is not null) notes?.Report($"{data}: {warning.Message} {warning.Remedy}");
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
}
