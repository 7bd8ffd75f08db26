namespace LatentSharp;

/// <summary>Continues a series by a forecaster that has learned from it or from one like it.</summary>
public static class ForecastRun
{
    /// <summary>How many rows to tell.</summary>
    public static OptionSpec<int> Steps { get; } =
        OptionKinds.Whole("--steps", "How many rows to tell beyond the last one.", 24, 1, 100_000);

    /// <summary>Writes the rows that follow the last one of a series, in the units of the data.</summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="data">The series: a table whose rows follow each other in time.</param>
    /// <param name="steps">How many rows, as <see cref="Steps"/>.</param>
    /// <param name="output">A path that ends in .csv or .npy.</param>
    /// <param name="reading">How the table is read; null for the defaults.</param>
    /// <param name="notes">Told, in a sentence each, how the data were read.</param>
    /// <returns>(steps, C).</returns>
    /// <exception cref="BadArgumentException">An option does not fit, or the model tells no steps.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written, or the data do not fit the model.</exception>
    public static Tensor Run(
        string model, string data, int steps, string output, DataOptions? reading = null, IProgress<string>? notes = null)
    {
        Steps.Check(steps);
        OutputPlace.Check(ApplyOptions.Output, output, data, reading);
        var saved = SavedModel.Load(model);
        if (saved.Model is not FittedForecaster forecaster || SeriesPlan.Load(model) is not { } plan)
            throw new BadArgumentException(
                $"{model}: {saved.Model.Name} tells no rows of a series; a {new ForecasterOptions().Kind} that was learned with "
                + $"{DetectOptions.Window.Name} does.");
        var series = LongSeries.Open(data, NewData.AsLearned(saved, reading ?? new()), plan);
        foreach (var note in series.Notes) notes?.Report($"{data}: {note}");
        if (series.Starts[^1] + plan.Window < series.Table.Count)
            throw new BadFileException(
                $"{data}: a gap is less than {plan.Window} rows before the last one, of which the model needs so many to go on from.");
        var last = saved.Scaling.Apply(series.Windows.Samples.Rows(series.Windows.Count - 1, 1));
        // Scaling is by channel, so that any number of steps can be brought back.
        var told = saved.Scaling.Invert(forecaster.Forecast(last, steps)).Reshape([steps, plan.Columns.Count]);
        if (Path.GetExtension(output).Equals(".csv", StringComparison.OrdinalIgnoreCase)) FeatureCsv.Write(output, told, plan.Columns);
        else Npy.Write(output, told);
        return told;
    }
}
