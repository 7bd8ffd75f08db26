namespace LatentSharp;

/// <summary>Makes samples with a finished model that can: new ones, and those on paths through its latent space.</summary>
public static class GenerateRun
{
    /// <summary>New samples, or the continuation of a text.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    /// <returns>What to show: the text, or the file and the shape of the samples in it.</returns>
    /// <exception cref="BadArgumentException">An option does not fit, or the model makes no samples.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written.</exception>
    public static string Run(GenerateRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var saved = SavedModel.Load(request.Model);
        if (saved.Model is FittedLanguageModel language) return TextGeneration.Continue(saved, language, request, cancellation);
        TextGeneration.RefuseOf(request, saved.Model);
        var samples = Samples(request.Model, request.Count ?? GenerateOptions.Count.Default, request.Seed, request.Output);
        return $"{request.Output}: {samples.Shape}";
    }

    /// <summary>New samples.</summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which.</param>
    /// <param name="output">
    /// Where they go: .png as a sheet of pictures or curves, .wav as a recording of one after the other, .npy or .csv in the units of the
    /// data.
    /// </param>
    /// <returns>(count, …): the samples, in the units of the data.</returns>
    /// <exception cref="BadArgumentException">An option does not fit, or the model makes no samples.</exception>
    /// <exception cref="BadFileException">A file cannot be read or written.</exception>
    public static Tensor Samples(string model, int count, long seed, string? output)
    {
        var (saved, generative) = Open(model, output);
        return Write(saved, generative.Sample(GenerateOptions.Count.Check(count), GenerateOptions.Seed.Check(seed)), output!, null);
    }

    /// <summary>
    /// The samples on the way from one latent point to another: between two samples of data, or between two random points.
    /// </summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="data">A data set, for a model that has codes of samples; null for random points.</param>
    /// <param name="from">The sample to begin with, from 1.</param>
    /// <param name="to">The sample to end with, from 1.</param>
    /// <param name="seed">Which random points.</param>
    /// <param name="steps">How many samples, 2 or more.</param>
    /// <param name="path">Along an arc or a line.</param>
    /// <param name="output">Where they go, as for <see cref="Samples"/>.</param>
    /// <param name="reading">How the data are read; null for the defaults, and for what the model has learned of its own.</param>
    /// <param name="notes">Told, in a sentence each, how a table was read.</param>
    /// <inheritdoc cref="Samples"/>
    public static Tensor Interpolate(
        string model, string? data, int from, int to, long seed, int steps, LatentPath path, string? output,
        DataOptions? reading = null, IProgress<string>? notes = null)
    {
        OutputPlace.Check(GenerateOptions.Output, output, data, reading);
        var (saved, generative) = Open(model, output);
        GenerateOptions.Steps.Check(steps);
        var (a, b) = data is null
            ? RandomPoints(generative, seed)
            : Codes(saved, data, () => NewData.Open(saved, data, reading ?? new(), notes), from, to);
        return Write(saved, generative.Interpolate(a, b, steps, path), output!, steps);
    }

    /// <summary>The samples while one latent unit moves and the others stay at 0, or while each does in turn.</summary>
    /// <param name="model">A run folder or its model folder.</param>
    /// <param name="unit">Which unit, from 1; null for all, one after the other.</param>
    /// <param name="steps">How many samples for a unit, 2 or more.</param>
    /// <param name="range">How far it moves to either side, above 0.</param>
    /// <param name="output">Where they go, as for <see cref="Samples"/>.</param>
    /// <inheritdoc cref="Samples"/>
    public static Tensor Traverse(string model, int? unit, int steps, double range, string? output)
    {
        var (saved, generative) = Open(model, output);
        GenerateOptions.Unit.Check(unit);
        GenerateOptions.Steps.Check(steps);
        GenerateOptions.Range.Check(range);
        if (unit > generative.LatentSize)
            throw new BadArgumentException(
                $"{GenerateOptions.Unit.Name}: {unit} does not fit; the model has "
                + $"{(generative.LatentSize == 1 ? "unit 1 alone" : $"units 1 to {generative.LatentSize}")}.");
        var units = unit is { } one ? [one - 1] : Enumerable.Range(0, generative.LatentSize).ToArray();
        var rows = Array.ConvertAll(units, each => generative.Traverse(each, steps, range));
        return Write(saved, Ops.Concatenate(rows, 0), output!, steps);
    }

    private static (SavedModel Saved, IGenerative Model) Open(string model, string? output)
    {
        GenerateOptions.Output.Check(output);
        var saved = SavedModel.Load(model);
        if (saved.Model is not IGenerative generative)
            throw new BadArgumentException(
                $"{model}: {saved.Model.Name} makes no samples of its own; {OptionKinds.Or(ModelKind.Generative)} do.");
        SoundSheet.Check(GenerateOptions.Output, output!, saved);
        if (IsPicture(output!) && !SampleLook.Of(saved).HasPicture)
            throw new BadArgumentException(
                $"{GenerateOptions.Output.Name}: '{output}' does not fit, since samples of shape {saved.Model.InputShape} are "
                + "neither pictures nor sequences; it must be a path that ends in .npy or .csv.");
        return (saved, generative);
    }

    private static (Tensor A, Tensor B) RandomPoints(IGenerative model, long seed)
    {
        var points = model.Latents(2, GenerateOptions.Seed.Check(seed));
        return (points.Rows(0, 1), points.Rows(1, 1));
    }

    private static (Tensor A, Tensor B) Codes(SavedModel saved, string data, Func<Dataset> open, int from, int to)
    {
        if (saved.Model is not FeatureModel)
            throw new BadArgumentException(
                $"{data}: {saved.Model.Name} has no codes of samples; leave the data out to go between random points.");
        var samples = open();
        var rows = new[] { Row(GenerateOptions.From, from, samples), Row(GenerateOptions.To, to, samples) };
        var codes = saved.Model.Transform(saved.Scaling.Apply(samples.Take(rows)));
        return (codes.Rows(0, 1), codes.Rows(1, 1));
    }

    private static int Row(OptionSpec<int> option, int number, Dataset data) => option.Check(number) <= data.Count
        ? number - 1
        : throw new BadArgumentException(
            $"{option.Name}: {number} does not fit; the data have {(data.Count == 1 ? "sample 1 alone" : $"samples 1 to {data.Count}")}.");

    /// <summary>Writes samples as the file's name says.</summary>
    private static Tensor Write(SavedModel saved, Tensor samples, string output, int? columns)
    {
        var result = saved.Scaling.Invert(samples);
        if (SoundSheet.IsMeant(output)) SoundSheet.Write(output, saved.Sound!, result);
        else if (IsPicture(output)) PngWriter.Write(output, SampleLook.Of(saved).Draw(samples, columns));
        else if (Path.GetExtension(output).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            FeatureTable.WriteSamples(output, result, saved.ColumnNames);
        else Npy.Write(output, result);
        return result;
    }

    private static bool IsPicture(string path) => Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase);
}
