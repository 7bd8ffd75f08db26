namespace LatentSharp.Pictures;

/// <summary>A station of a way: a type, which of its methods works there, the type whose code names it, and what happens.</summary>
internal sealed record Station(string Type, string? Method, string? By, params string[] Lines)
{
    internal string Name => Method is null ? Type : $"{Type}.{Method}";
}

/// <summary>
/// A way through the code. What the sources do not say any more is refused, so that the picture cannot be older than they are.
/// </summary>
internal sealed record Way(string Description, IReadOnlyList<Station> Stations)
{
    /// <summary>The station from which it goes back to an earlier one; null where it does not.</summary>
    internal int? BackFrom { get; init; }

    internal int BackTo { get; init; }

    internal void Check(Sources sources, int index)
    {
        var station = Stations[index];
        if (station.By is { } by && !sources.Mentions(by, station.Type))
            throw new InvalidOperationException(
                $"eng/pictures: {by} does not mention {station.Type} any more; draw the way as it is now in Ways.cs.");
        if (station.Method is { } method && !sources.Mentions(station.Type, method))
            throw new InvalidOperationException(
                $"eng/pictures: {station.Type} has no {method} any more; draw the way as it is now in Ways.cs.");
    }
}

internal static class Ways
{
    internal static Way Batch { get; } = new("The way of one batch through a training",
    [
        new("Model", "Fit", null, "samples, options and callbacks become one task", "once for a training"),
        new("TrainingLoop", null, "Model", "the one loop of all trainings: epochs of batches"),
        new("BatchSource", "Next", "TrainingLoop", "gathers the rows that are next", "in the epoch's order, which follows from the seed"),
        new(
            "GradientTape", "Restart", "Compilation", "all that the last step computed is room for this one",
            "so that nothing is allocated"),
        new(
            "Compilation", "Train", "TrainingLoop", "asks the model for its TrainStep",
            "variational and adversarial networks have their own"),
        new("Layer", "Forward", "Model", "each layer computes by operations"),
        new("Ops", null, "Dense", "an operation checks shapes and records its Node"),
        new("Dispatch", "Run", "Gemm", "a kernel runs at the width of this machine's vectors", "every width gives the same bits"),
        new("Loss", null, "Compilation", "a number for each sample, and of these one"),
        new("Node", "Backward", "Recording", "the list of nodes backwards, into the gradients"),
        new("Minimizers", null, "ModelStep", "the optimizers walk all parameters in one pass"),
        new("ProgressReporter", null, "TrainingLoop", "listeners and callbacks are told, outside of the recording"),
    ]) { BackFrom = 11, BackTo = 2 };

    internal static Way Learn { get; } = new("The way of one latent learn",
    [
        new("LearnCommand", null, null, "flags become a request"),
        new("LearnRun", "Run", "LearnCommand", "the pipeline, for programs as well"),
        new("DataSource", "Open", "LearnRun", "finds the format and reads the samples, labels and notes"),
        new("PreparedData", null, "LearnRun", "held out first, then the scaling is chosen from the rest"),
        new("ModelKind", "Create", "LearnRun", "the kind's estimator, from the closed table"),
        new("IEstimator", "Fit", "ModelKind", "completes its options for these samples and builds a network"),
        new("EpochSelection", null, "Estimator", "sets rows aside or makes folds to choose the epoch"),
        new("TrainingLoop", null, "Model", "trains, batch by batch"),
        new("Measurement", "Of", "LearnRun", "the held-out part is measured once, beside PCA"),
        new("FeatureEvaluation", null, "Probing", "neighbours, probes and clusters of the features"),
        new("SavedModel", null, "LearnRun", "options, scaling, encoding and weights as model/"),
        new("RunFiles", "Write", "LearnRun", "metrics.json, features, history and report.html"),
        new("RunFolder", "Publish", "LearnRun", "the folder appears whole or not at all"),
    ]);
}
