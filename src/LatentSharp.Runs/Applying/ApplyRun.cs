namespace LatentSharp;

/// <summary>Uses a finished model on new data.</summary>
public static class ApplyRun
{
    /// <summary>Writes the features of new data.</summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="data">A built-in data set's name or a file's path.</param>
    /// <param name="output">Where they go: a path that ends in .npy or .csv.</param>
    /// <param name="label">The column of a .csv file that holds labels.</param>
    /// <param name="sequence">The column of a .csv file that says to which sequence a row belongs.</param>
    /// <param name="notes">Told, in a sentence each, what of a table is passed over and what stands in for missing values.</param>
    /// <param name="format">How a table is written, as far as it is known; null to find it out.</param>
    /// <returns>(N, k): the features.</returns>
    /// <exception cref="BadArgumentException">An option does not fit.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written, or the data do not fit the model.</exception>
    public static Tensor Features(string model, string data, string? output, string? label = null, string? sequence = null, IProgress<string>? notes = null, TableFormat? format = null)
    {
        ApplyOptions.Output.Check(output);
        var saved = SavedModel.Load(model);
        var samples = NewData.Open(saved, data, label, sequence, notes, format);
        var features = saved.Model.Transform(saved.Scaling.Apply(samples));
        if (IsCsv(output!)) FeatureTable.Write(output!, features, samples);
        else Npy.Write(output!, features);
        return features;
    }

    /// <summary>Writes what is left of new data after they went through the features, in the units of the data.</summary>
    /// <inheritdoc cref="Features"/>
    /// <returns>(N, …): the reconstructions.</returns>
    public static Tensor Reconstruct(string model, string data, string? output, string? label = null, string? sequence = null, IProgress<string>? notes = null, TableFormat? format = null)
    {
        ApplyOptions.Output.Check(output);
        var saved = SavedModel.Load(model);
        if (saved.Model is not FeatureModel rebuilding)
            throw new BadArgumentException($"{model}: {saved.Model.Name} has no way back from features to samples, so it reconstructs nothing.");
        var samples = NewData.Open(saved, data, label, sequence, notes, format);
        var reconstructions = saved.Scaling.Invert(rebuilding.Reconstruct(saved.Scaling.Apply(samples)), samples);
        if (IsCsv(output!)) FeatureTable.WriteSamples(output!, reconstructions, samples);
        else Npy.Write(output!, reconstructions);
        return reconstructions;
    }

    /// <summary>Writes the class of each sample of new data: a .csv file with the classes' names and probabilities, or a .npy file of probabilities (N, classes).</summary>
    /// <inheritdoc cref="Features"/>
    /// <returns>How many samples were taken for each class, and how many of them rightly.</returns>
    public static PredictSummary Predict(
        string model, string data, string? output, string? label = null, string? sequence = null, IProgress<string>? notes = null, TableFormat? format = null)
    {
        ApplyOptions.Output.Check(output);
        var saved = SavedModel.Load(model);
        if (saved.Model is not FittedClassifier classifier)
            throw new BadArgumentException($"{model}: {saved.Model.Name} tells no classes apart; a model of the kind {OptionKinds.Or(ModelKind.Classifiers)} does.");
        var samples = NewData.Open(saved, data, label, sequence, notes, format);
        var probabilities = classifier.PredictProbabilities(saved.Scaling.Apply(samples));
        string[] names = [.. Enumerable.Range(0, classifier.ClassCount).Select(place => ClassNaming.Name(saved.ClassNames, place))];
        var predictions = Ops.ArgMax(probabilities);
        if (IsCsv(output!)) PredictionTable.Write(output!, names, predictions.ToArray<int>(), probabilities);
        else Npy.Write(output!, probabilities);
        return PredictSummary.Of(names, predictions, ClassNaming.ForModel(samples, saved.ClassNames)?.Labels);
    }

    /// <summary>
    /// Measures a finished model on data. The data are divided as they were at learning, so that with the same data the held-out part
    /// is the same; with labels, classifiers are fitted on the one part's features and scored on the other's.
    /// </summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="data">A built-in data set's name or a file's path.</param>
    /// <param name="label">The column of a .csv file that holds labels.</param>
    /// <param name="sequence">The column of a .csv file that says to which sequence a row belongs.</param>
    /// <param name="notes">Told, in a sentence each, what of a table is passed over and what stands in for missing values.</param>
    /// <param name="format">How a table is written, as far as it is known; null to find it out.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <exception cref="BadFileException">A file cannot be read, or the data do not fit the model.</exception>
    public static ApplyMetrics Evaluate(string model, string data, string? label = null, string? sequence = null, IProgress<string>? notes = null, TableFormat? format = null, CancellationToken cancellation = default)
    {
        var saved = SavedModel.Load(model);
        var prepared = PreparedData.From(NewData.Open(saved, data, label, sequence, notes, format), saved.Validation, saved.Seed, saved.Scaling);
        var probes = Measurement.Probe(saved.Model, prepared, cancellation);
        var named = ClassNaming.ForModel(prepared.HeldOut, saved.ClassNames);
        var confusion = saved.Model is FittedClassifier classifier && named is { } truth ? new ConfusionMatrix(truth.Labels, classifier.Predict(prepared.ScaledHeldOut)) : null;
        return new ApplyMetrics
        {
            Model = saved.Model.Name,
            Data = prepared.All.Name,
            Samples = prepared.All.Count,
            HeldOutSamples = prepared.HeldOut.Count,
            InputShape = prepared.All.SampleShape.AsSpan().ToArray(),
            LatentSize = saved.Model.FeatureSize,
            ReconstructionMse = Error(prepared.ScaledAll, prepared.All),
            HeldOutReconstructionMse = Error(prepared.ScaledHeldOut, prepared.HeldOut),
        }.WithLabels(confusion, named?.Names ?? [], probes);

        double? Error(Tensor samples, Dataset data) => saved.Model is FeatureModel ? ModelMetrics.Finite(Measurement.Error(saved.Model, samples, data.Lengths)) : null;
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
}
