namespace LatentSharp;

/// <summary>Looks at the losses of a training for what a user should know.</summary>
internal static class TrainingDiagnosis
{
    internal static void Examine(History history)
    {
        var losses = history["loss"];
        if (losses.Count == 0) return;
        if (!double.IsFinite(losses[^1]))
        {
            history.Warn(new TrainingWarning(
                TrainingWarningKind.LossNotFinite, $"The loss became {(double.IsNaN(losses[^1]) ? "not a number" : "infinite")} in epoch {losses.Count}; training ended there.",
                "Use a smaller learning rate, or check the scale of the data."));
        }
        else if (losses.Count > 1 && losses[^1] > losses[0])
        {
            history.Warn(new TrainingWarning(
                TrainingWarningKind.LearningRateTooHigh, FormattableString.Invariant($"The loss rose from {losses[0]:G4} to {losses[^1]:G4} over the training."),
                "Use a smaller learning rate."));
        }
    }
}
