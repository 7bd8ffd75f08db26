using System.Globalization;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>How an epoch was chosen and how a training ended, in the words that display and report show.</summary>
internal static class TrainingWords
{
    /// <summary>How the epoch will be chosen; empty of a model that has nothing to choose by.</summary>
    public static string Choice(LearnRequest request, EstimatorOptions options, LearningSet set) =>
        (options as ValidatedOptions)?.EarlyStopping switch
    {
        EarlyStoppingMode.Yes => EpochSelection.HeldRows(options, set) is var held && held == 1
            ? "1 of those to learn from is set aside, and the epoch is kept that is best on it"
            : $"{Count(held)} of those to learn from are set aside, and the epoch is kept that is best on them",
        EarlyStoppingMode.CrossValidation =>
            $"the number of epochs is found by cross-validation of {Math.Min(EpochSelection.Folds, set.Count)} folds",
        EarlyStoppingMode.No when request.Estimator is ValidatedOptions { EarlyStopping: EarlyStoppingMode.Auto }
            && set.Count >= EpochSelection.Folds =>
            $"all epochs are trained: fewer than {EpochSelection.FewRows} rows are too few to set some aside, and cross-validation " +
            "(--early-stopping cross-validation) would take long",
        EarlyStoppingMode.No when request.Estimator is ValidatedOptions { EarlyStopping: not EarlyStoppingMode.No } =>
            "all epochs are trained: there are too few rows to set some aside",
        EarlyStoppingMode.No => "all epochs are trained",
        _ => "",
    };

    /// <summary>
    /// <c>stopped after epoch 41 of 100; the weights of epoch 31 are kept: least validation loss</c>; empty of a model without epochs.
    /// </summary>
    public static string Outcome(History history, EstimatorOptions options)
    {
        if (history.PlannedEpochs == 0) return "";
        var (epochs, planned, kept) = (history.Epochs, history.PlannedEpochs, history.KeptEpoch);
        var end = history.IsInterrupted
            && epochs == 0 ? string.Create(CultureInfo.InvariantCulture, $"interrupted before the first of {Plural(planned, "epoch")}")
            : history.IsInterrupted ? string.Create(CultureInfo.InvariantCulture, $"interrupted in epoch {epochs} of {planned}")
            : epochs < planned ? string.Create(CultureInfo.InvariantCulture, $"stopped after epoch {epochs} of {planned}")
            : planned == 1 ? "trained for its one epoch"
            : string.Create(CultureInfo.InvariantCulture, $"trained for all {Plural(planned, "epoch")}");
        if (kept < epochs) return end + string.Create(CultureInfo.InvariantCulture,
            $"; the weights of epoch {kept} are kept: least validation loss");
        return options switch
        {
            ValidatedOptions { EarlyStopping: EarlyStoppingMode.CrossValidation } when !history.IsInterrupted =>
                $"{end}: least mean loss in cross-validation",
            ValidatedOptions { EarlyStopping: EarlyStoppingMode.Yes } when !history.IsInterrupted =>
                $"{end}: the last has the least validation loss",
            _ => end,
        };
    }
}
