namespace LatentSharp;

/// <summary>Looks at the losses of a training for what a user should know.</summary>
internal static class TrainingDiagnosis
{
    /// <param name="history">The training's.</param>
    /// <param name="mayRise">Whether a loss that rises is nothing unusual.</param>
    internal static void Examine(History history, bool mayRise)
    {
        var trained = history.Names.Where(name => !name.StartsWith("val_", StringComparison.Ordinal));
        ExamineFinite(history, [.. trained.Where((name, place) => place == 0 || Figures.IsLoss(name))]);
        var losses = history["loss"];
        if (!mayRise && losses.Count > 1 && double.IsFinite(losses[^1]) && losses[^1] > losses[0])
        {
            history.Warn(new TrainingWarning(
                TrainingWarningKind.LearningRateTooHigh,
                FormattableString.Invariant($"The loss rose from {losses[0]:G4} to {losses[^1]:G4} over the training."),
                "Use a smaller learning rate."));
        }
    }

    /// <summary>Warns of the first of some series that ended in no finite number.</summary>
    internal static void ExamineFinite(History history, IReadOnlyList<string> series)
    {
        foreach (var name in series)
        {
            if (history[name] is not { Count: > 0 } values || double.IsFinite(values[^1])) continue;
            history.Warn(new TrainingWarning(
                TrainingWarningKind.LossNotFinite,
                $"The {name.Replace('_', ' ')} became "
                + $"{(double.IsNaN(values[^1]) ? "not a number" : "infinite")} in epoch "
                + $"{history.EpochsOf(name)[^1]}; training ended there.",
                "Use a smaller learning rate, or check the scale of the data."));
            return;
        }
    }
}
