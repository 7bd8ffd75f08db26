namespace LatentSharp;

/// <summary>Whether a code is narrow enough to say anything by what it loses.</summary>
internal static class Bottleneck
{
    /// <summary>
    /// Warns of a model that rebuilds samples from as many features as they have values: it may copy them, so that a small error says nothing. Sparse codes may be wide, since their
    /// sparsity is the bottleneck.
    /// </summary>
    internal static void Examine(FittedModel model)
    {
        if (model is not FeatureModel || model is FittedAutoencoder { Options: SparseAutoencoderOptions }) return;
        var columns = model.InputShape.Count;
        if (model.LatentSize < columns) return;
        model.History.Warn(new TrainingWarning(
            TrainingWarningKind.NoBottleneck,
            FormattableString.Invariant($"There is no bottleneck: {model.LatentSize} features of {columns} columns, so that samples can be copied and a small reconstruction error says nothing."),
            "Ask for fewer features."));
    }
}
