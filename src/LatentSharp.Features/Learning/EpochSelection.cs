namespace LatentSharp;

/// <summary>
/// Decides how the epoch is chosen whose weights a model keeps, and trains accordingly: by validation samples, by cross-validation, or not
/// at all.
/// </summary>
internal static class EpochSelection
{
    /// <summary>Parts of a cross-validation.</summary>
    internal const int Folds = 5;

    /// <summary>Rows below which none are set aside: a tenth of them would judge by chance.</summary>
    internal const int FewRows = 500;

    /// <summary>
    /// Multiplications of one pass of all epochs, some seconds of training, above which a cross-validation is not done unasked.
    /// </summary>
    internal const double MostWork = 2e10;

    /// <summary>Trains as the options say.</summary>
    /// <param name="options">Complete, but for what is decided here.</param>
    /// <param name="task">Checked.</param>
    /// <param name="learn">One training.</param>
    internal static TModel Learn<TOptions, TModel>(TOptions options, LearningTask task, Func<TOptions, LearningTask, TModel> learn)
        where TOptions : EstimatorOptions where TModel : FittedModel
    {
        var chosen = options is ValidatedOptions validated ? Decide(validated, task) : null;
        if (chosen is not null) options = (TOptions)(EstimatorOptions)chosen;
        task.Completed?.Invoke(options);
        return chosen?.EarlyStopping switch
        {
            EarlyStoppingMode.Yes => Watched(chosen, task, part => learn(options, part)),
            EarlyStoppingMode.CrossValidation => CrossValidated(chosen, task, part => learn(options, part)),
            _ => learn(options, task),
        };
    }

    /// <summary>How many of some rows choose the epoch.</summary>
    internal static int HeldRows(EstimatorOptions options, LearningSet training) =>
        options is ValidatedOptions { EarlyStopping: EarlyStoppingMode.Yes } chosen
            ? RowParts.Held(training, chosen.EarlyStoppingShare, chosen.Seed).Length
            : 0;

    private static ValidatedOptions Decide(ValidatedOptions options, LearningTask task)
    {
        var mode = options.EarlyStopping;
        if (mode == EarlyStoppingMode.Auto)
        {
            mode = task.Validation is not null ? EarlyStoppingMode.Yes
                : !task.SuitsRows || task.HasUnknown ? EarlyStoppingMode.No
                : task.Training.Stream is not null || task.Training.IsOrdered || task.Training.Count >= FewRows ? EarlyStoppingMode.Yes
                : Work(options, task.Training) <= MostWork ? EarlyStoppingMode.CrossValidation : EarlyStoppingMode.No;
        }
        if (mode == EarlyStoppingMode.CrossValidation && (task.Training.Stream is not null || task.Training.IsOrdered))
            throw new BadArgumentException(
                $"{nameof(ValidatedOptions.EarlyStopping)}: a cross-validation needs samples in memory, in no order of time; "
                + "choose the epoch by rows that are set aside.")
            {
                Option = nameof(ValidatedOptions.EarlyStopping),
            };
        var divides = mode == EarlyStoppingMode.CrossValidation || (mode == EarlyStoppingMode.Yes && task.Validation is null);
        if (divides && RowParts.Held(task.Training, options.EarlyStoppingShare, options.Seed).Length == 0) mode = EarlyStoppingMode.No;
        return options with { EarlyStopping = mode, Patience = options.Patience ?? ValidatedOptions.PatienceFor(options.Epochs!.Value) };
    }

    private static double Work(ValidatedOptions options, LearningSet training) =>
        (double)training.Count * options.Epochs!.Value * options.WorkOfSample(training.Samples.Shape[1..]);

    /// <summary>With early stopping by the validation samples, or by rows set aside from those to learn from.</summary>
    private static TModel Watched<TModel>(ValidatedOptions options, LearningTask task, Func<LearningTask, TModel> learn)
    {
        var stopping = new EarlyStopping
        {
            Monitor = options.Monitor, Mode = MonitorMode.Min, Patience = options.Patience!.Value, RestoreBestWeights = true,
        };
        task = task with { Callbacks = [stopping, .. task.Callbacks] };
        if (task.Validation is not null) return learn(task);
        using var parts = new RowDivision(task.Training, RowParts.Held(task.Training, options.EarlyStoppingShare, options.Seed));
        return learn(task with { Training = parts.Others, Validation = parts.Held });
    }

    /// <summary>The epoch of the least mean loss over the folds, then a training on all rows that ends there.</summary>
    private static TModel CrossValidated<TModel>(ValidatedOptions options, LearningTask task, Func<LearningTask, TModel> learn)
        where TModel : FittedModel
    {
        var folds = RowParts.Folds(task.Training, Folds, options.Seed);
        var sums = new double[options.Epochs!.Value];
        for (var fold = 0; fold < folds.Length; fold++)
        {
            using var parts = new RowDivision(task.Training, folds[fold]);
            var model = learn(task with
            {
                Training = parts.Others,
                Validation = parts.Held,
                Callbacks = [],
                Progress = task.ProgressOf(FormattableString.Invariant($"fold {fold + 1} of {folds.Length}")),
            });
            // There is no time for another: what this one learned is all there is.
            if (task.Stop is { IsRequested: true }) return model;
            var losses = LearningChecks.Learned(model, task.Training.Samples).History[options.Monitor];
            for (var epoch = 0; epoch < sums.Length; epoch++)
                sums[epoch] += epoch < losses.Count && double.IsFinite(losses[epoch]) ? losses[epoch] : double.PositiveInfinity;
        }
        var best = Array.IndexOf(sums, sums.Min()) + 1;
        var end = new LambdaCallback { EpochEnd = state => state.Stop |= state.Epoch >= best };
        return learn(task with { Callbacks = [end, .. task.Callbacks] });
    }
}
