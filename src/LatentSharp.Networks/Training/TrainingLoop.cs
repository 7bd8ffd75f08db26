using System.Diagnostics;

namespace LatentSharp;

/// <summary>
/// The one loop of all trainings: epochs of batches on one tape that is used again. What a step does is the model's
/// (<see cref="Model.TrainStep"/>). In the steady state a
/// step allocates nothing.
/// </summary>
internal sealed class TrainingLoop(Compilation compilation, TrainingOptions options, BatchSource source, BatchSource? validation)
{
    private readonly Model model = compilation.Model;
    private readonly History history = new();
    private readonly int? batchesInEpoch = options.Fit.StepsPerEpoch ?? source.Batches;
    private readonly ProgressReporter reporter =
        new(options, options.Fit.StepsPerEpoch ?? source.Batches, options.Fit.StepsPerEpoch is null ? source.Samples : null)
    {
        Losses = () => compilation.Training.SeveralLosses,
    };

    private readonly IReadOnlyList<Callback> callbacks = options.Callbacks;
    private readonly Augmenter? augmenter = options.Fit.Augmentation is { IsAny: true } changes ? new Augmenter(changes) : null;

    internal History Run(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        if (!model.IsBuilt && source.Peek() is { } first) model.BuildFor(first);
        using var shards = options.Fit.ShardSize is { } size ? new Shards(compilation, size) : null;
        var state = new TrainingState(compilation, history, options, source) { IsValidationLater = validation is not null };
        compilation.Training.BeginTraining();
        state.Begin();
        for (var epoch = state.Epoch + 1; epoch <= options.Epochs && !state.Stop && !options.StopRequested; epoch++)
        {
            (history.RunningEpoch, state.Batch) = (epoch, state.Batches);
            if (state.Batches == 0)
                foreach (var callback in callbacks) callback.OnEpochBegin(state);
            if (!RunEpoch(epoch, state, shards, cancellationToken)) break;
            state.Batches = 0;
            compilation.Training.Record(history, "");
            compilation.Epoch = epoch;
            if (validation is not null && epoch % options.Fit.ValidationFrequency == 0) Validate(validation, state);
            reporter.Generated = options.Progress is null ? null : model.ShowSamples();
            reporter.EpochEnded(epoch, compilation.Training.Loss);
            state.Epoch = epoch;
            state.Stop |= !double.IsFinite(compilation.Training.Loss) || !compilation.Training.IsFinite;
            foreach (var callback in callbacks) callback.OnEpochEnd(state);
        }
        history.RunningEpoch = 0;
        compilation.Minimizers.Finish();
        (history.PlannedEpochs, history.KeptEpoch, history.IsInterrupted) = (options.Epochs, state.Epoch, options.StopRequested);
        foreach (var callback in callbacks) callback.OnTrainEnd(state);
        TrainingDiagnosis.Examine(history, model.LossMayRise);
        history.StoppedEarly = state.Epoch < options.Epochs || options.StopRequested;
        history.Duration = Stopwatch.GetElapsedTime(start);
        return history;
    }

    /// <summary>Trains on the batches of an epoch; false when there are none any more.</summary>
    private bool RunEpoch(int epoch, TrainingState state, Shards? shards, CancellationToken cancellationToken)
    {
        var (steps, figures) = (options.Fit.StepsPerEpoch, compilation.Training);
        using var tape = compilation.OpenTape();
        state.PassOver(tape);
        if (state.Batches == 0)
        {
            figures.Reset(keepMeans: epoch > options.InitialEpoch + 1);
            source.BeginEpoch(goOn: steps is not null);
        }
        for (var batch = state.Batches; batch != steps && (batch == 0 || (!options.StopRequested && !state.Stop)); batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tape.Restart();
            if (source.Next() is not { } samples)
            {
                if (batch == 0 && epoch == options.InitialEpoch + 1) throw new BadArgumentException("Fit: there are no batches.");
                if (batch == 0 || steps is not null) WarnOfEnd(batch, epoch);
                return batch > 0;
            }
            state.Batch = batch + 1;
            compilation.Epoch = epoch - 1 + (batchesInEpoch is { } all ? (double)batch / all : 0);
            using (tape.Leave())
            {
                for (var i = 0; i < callbacks.Count; i++) callbacks[i].OnTrainBatchBegin(state);
            }
            compilation.Train(tape, samples, shards, augmenter);
            using (tape.Leave())
            {
                reporter.BatchEnded(epoch, batch + 1, samples.Count, figures.Loss);
                state.Batches = batch + 1;
                for (var i = 0; i < callbacks.Count; i++) callbacks[i].OnTrainBatchEnd(state);
            }
            if (!figures.IsFinite) break;
        }
        return true;
    }

    private void Validate(BatchSource held, TrainingState state)
    {
        var step = compilation.NewTesting();
        var wanted = options.Fit.ValidationSteps;
        var done = Inference.Evaluate(compilation, step, held, wanted);
        if (done == 0) throw new BadArgumentException("Fit: there are no batches for validation.");
        if (done < wanted) Warn($"Validation had {done} batches; ValidationSteps asks for {wanted}.");
        step.Figures.Record(history, "val_");
        reporter.ValidationLoss = step.Figures.Loss;
        state.IsValidationLater = false;
    }

    private void WarnOfEnd(int batch, int epoch) => Warn($"The batches ended after {batch} of epoch {epoch}; it ended there.");

    private void Warn(string message)
    {
        if (history.Warnings.Any(warning => warning.Kind == TrainingWarningKind.DataEnded)) return;
        history.Warn(new TrainingWarning(
            TrainingWarningKind.DataEnded, message,
            "Let the sequence give as many batches as steps are asked for, in every enumeration, or ask for fewer."));
    }
}
