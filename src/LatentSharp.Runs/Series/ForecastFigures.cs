namespace LatentSharp;

/// <summary>
/// How well the last step of windows is told from those before it, beside what is as good as free: the step before, the step a season
/// before, and a linear autoregression. All of them learn from the training part alone, in scaled units.
/// </summary>
internal static class ForecastFigures
{
    /// <summary>Values that the autoregression looks at, at most.</summary>
    private const int MostInputs = 256;

    /// <summary>What keeps the autoregression's equations solvable, of the mean variance of its inputs.</summary>
    private const double Ridge = 1e-6;

    /// <summary>The figures of a forecaster; none of any other model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="training">(N, T, C): the windows learned from.</param>
    /// <param name="heldOut">(M, T, C): later ones.</param>
    public static IReadOnlyList<ModelFigure> Of(FittedModel model, Tensor training, Tensor heldOut)
    {
        if (model is not FittedForecaster forecaster || heldOut.Shape[0] == 0) return [];
        var (steps, channels) = (heldOut.Shape[1], heldOut.Shape[2]);
        var truth = Column(heldOut, steps - 1);
        var told = Column(forecaster.OneStepAhead(heldOut), steps - 2);
        var season = Season(training);
        var order = Math.Clamp((steps - 1) / 2, 1, Math.Max(1, MostInputs / channels));
        var usual = MeanAbsolute(Column(training, steps - 2), Column(training, steps - 1));
        return
        [
            Figure("forecastRmse", "Error one step ahead", "root of the mean square, of the last step of held-out windows", told),
            Figure("naiveRmse", "… of the step before", "the last value stays", Column(heldOut, steps - 2)) with { IsDetail = true },
            Figure(
                "seasonalNaiveRmse", "… of a season before",
                FormattableString.Invariant($"the value {season} steps before, the season that errs least in training"),
                Column(heldOut, steps - 1 - season)) with { IsDetail = true },
            Figure(
                "autoregressionRmse", "… of a linear autoregression",
                FormattableString.Invariant($"least squares on {order} steps of all channels"),
                Autoregression(training, heldOut, order)) with { IsDetail = true },
            new(
                "mase", "Scaled error (MASE)", "mean absolute error, over that of the step before in training",
                MeanAbsolute(told, truth) / usual) { MoreIsBetter = false },
        ];

        ModelFigure Figure(string name, string title, string note, float[] forecast) =>
            new(name, title, note, RootMeanSquare(forecast, truth)) { MoreIsBetter = false };
    }

    /// <summary>The season of the least squared error in training, of 2 steps or more; 1 of windows that are too short for one.</summary>
    private static int Season(Tensor training)
    {
        var steps = training.Shape[1];
        var truth = Column(training, steps - 1);
        return steps < 4 ? 1 : Enumerable.Range(2, steps - 2).MinBy(lag => RootMeanSquare(Column(training, steps - 1 - lag), truth));
    }

    /// <summary>Each channel's last step of windows by the steps before it, as it follows from them in training at all places.</summary>
    private static float[] Autoregression(Tensor training, Tensor heldOut, int order)
    {
        var (steps, channels) = (training.Shape[1], training.Shape[2]);
        var size = (order * channels) + 1;
        var (products, targets, inputs) = (new double[size * size], new double[size * channels], new double[size]);
        var x = training.AsSpan();
        for (var row = 0; row < training.Shape[0]; row++)
        {
            for (var step = order; step < steps; step++)
            {
                Fill(x, row, step);
                var next = x.Slice(((row * steps) + step) * channels, channels);
                for (var i = 0; i < size; i++)
                {
                    for (var j = 0; j <= i; j++) products[(i * size) + j] += inputs[i] * inputs[j];
                    for (var c = 0; c < channels; c++) targets[(i * channels) + c] += inputs[i] * next[c];
                }
            }
        }
        var mean = Enumerable.Range(0, size).Average(i => products[(i * size) + i]);
        for (var i = 0; i < size; i++) products[(i * size) + i] += Ridge * mean;
        var weights = LinearAlgebra.SolveCholesky(products, size, targets);

        var forecast = new float[heldOut.Shape[0] * channels];
        for (var row = 0; row < heldOut.Shape[0]; row++)
        {
            Fill(heldOut.AsSpan(), row, steps - 1);
            for (var c = 0; c < channels; c++)
            {
                var sum = 0.0;
                for (var i = 0; i < size; i++) sum += inputs[i] * weights[(i * channels) + c];
                forecast[(row * channels) + c] = (float)sum;
            }
        }
        return forecast;

        void Fill(ReadOnlySpan<float> values, int row, int step)
        {
            var before = values.Slice(((row * steps) + step - order) * channels, order * channels);
            for (var i = 0; i < before.Length; i++) inputs[i] = before[i];
            inputs[^1] = 1;
        }
    }

    /// <summary>One step of all windows, (N · C).</summary>
    private static float[] Column(Tensor windows, int step) => Ops.Slice(windows, 1, step, 1).ToArray();

    private static double RootMeanSquare(float[] forecast, float[] truth) =>
        Math.Sqrt(forecast.Zip(truth, (a, b) => Math.Pow(a - (double)b, 2)).Average());

    private static double MeanAbsolute(float[] forecast, float[] truth) => forecast.Zip(truth, (a, b) => Math.Abs(a - (double)b)).Average();
}
