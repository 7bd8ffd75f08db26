using System.Diagnostics;

namespace LatentSharp;

/// <summary>
/// The loop of <c>Fit</c>: epochs of batches on one tape that is used again. In the steady state a step allocates nothing.
/// </summary>
internal sealed class TrainingLoop(Model model, Compilation compilation, TrainingOptions options)
{
    private const int EvaluationBatch = 256;

    private readonly History history = new();
    private readonly RandomStream random = model.Random;

    private bool StopRequested => options.Stop is { IsRequested: true };

    internal History Run(Tensor x, Tensor y, Tensor weights, (Tensor X, Tensor Y)? validation, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var order = new BatchOrder(x.Shape[0], options.BatchSize);
        var reporter = new ProgressReporter(options, order);
        if (!model.IsBuilt) model.Build(x.Shape[1..]);
        compilation.Bind();
        var state = new TrainingState(model, history, options.Callbacks) { Epoch = options.InitialEpoch };
        state.Begin();
        for (var epoch = state.Epoch + 1; epoch <= options.Epochs && !state.Stop && !StopRequested; epoch++)
        {
            history.RunningEpoch = epoch;
            foreach (var callback in options.Callbacks) callback.OnEpochBegin(state);
            if (options.Shuffle) order.Shuffle(random.Derive("order").Derive(model.Position.NextOrder()));
            var loss = RunEpoch(order, x, y, weights, epoch, reporter, cancellationToken);
            history.Add("loss", loss);
            compilation.Metrics.Record(history, "");
            if (validation is { } pair)
            {
                var result = Inference.Evaluate(model, compilation, pair.X, pair.Y, EvaluationBatch);
                history.Add("val_loss", result.Loss);
                foreach (var (name, value) in result.Metrics) history.Add($"val_{name}", value);
                reporter.ValidationLoss = result.Loss;
            }
            reporter.EpochEnded(epoch, loss);
            state.Epoch = epoch;
            foreach (var callback in options.Callbacks) callback.OnEpochEnd(state);
            state.Stop |= !double.IsFinite(loss);
        }
        compilation.Finish();
        foreach (var callback in options.Callbacks) callback.OnTrainEnd(state);
        TrainingDiagnosis.Examine(history);
        history.StoppedEarly = state.Epoch < options.Epochs || StopRequested;
        history.Duration = Stopwatch.GetElapsedTime(start);
        return history;
    }

    /// <summary>Trains on each batch once; returns the mean loss, weighted by samples.</summary>
    private double RunEpoch(BatchOrder order, Tensor x, Tensor y, Tensor weights, int epoch, ProgressReporter reporter, CancellationToken cancellationToken)
    {
        var steps = random.Derive("step");
        compilation.Metrics.Reset();
        using var tape = new GradientTape();
        var (sum, samples) = (0.0, 0);
        for (var batch = 0; batch < order.Batches && (batch == 0 || !StopRequested); batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tape.Restart();
            var batchX = order.Take(x, batch);
            var batchY = y.IsSameAs(x) ? batchX : order.Take(y, batch);
            var batchWeights = weights.IsDefault ? default : order.Take(weights, batch);
            var loss = compilation.Step(tape, batchX, batchY, batchWeights, new CallContext(true, steps.Derive(model.Position.NextStep())));
            var count = batchX.Shape[0];
            sum += loss * (double)count;
            samples += count;
            reporter.BatchEnded(epoch, batch + 1, count, sum / samples);
            if (!float.IsFinite(loss)) break;
        }
        return sum / samples;
    }
}
