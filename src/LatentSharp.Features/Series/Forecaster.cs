namespace LatentSharp;

/// <summary>
/// Learns to tell each step of a series from those before it, which needs no labels: a recurrent layer reads windows (N, T, C), and its
/// last state is what a window's features are. How far the next step is from what was told says how abnormal a window is.
/// <code>
/// FittedForecaster model = new Forecaster(new() { LatentSize = 32 }).Fit(windows);
/// Tensor day = model.Forecast(windows.Rows(windows.Shape[0] - 1, 1), steps: 24);      // (1, 24, C)
/// </code>
/// </summary>
/// <param name="options">How it is built and trained; null for the defaults.</param>
/// <exception cref="BadArgumentException">An option is out of its range.</exception>
public sealed class Forecaster(ForecasterOptions? options = null) : UnsupervisedEstimator<ForecasterOptions, FittedForecaster>(options)
{
    private protected override FittedForecaster Learn(ForecasterOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var shape = samples.Shape[1..];
        var network = options.CreateNetwork(shape);
        network.Build([shape[0] - 1, shape[1]]);
        // Through many steps gradients now and then grow large (Pascanu et al. 2013).
        network.Compile(new Adam(options.ScheduleFor(samples.Shape[0])) { GlobalClipNorm = 1 }, Losses.MeanSquaredError);
        var (x, y) = FittedForecaster.Divide(samples);
        var validation = task.Validation is { } held ? FittedForecaster.Divide(held.Samples) : ((Tensor X, Tensor Y)?)null;
        var history = task.Train(network, options, x, y, validation is { } pair ? (pair.X, pair.Y) : null);
        return new FittedForecaster(options, shape, network, history);
    }
}
