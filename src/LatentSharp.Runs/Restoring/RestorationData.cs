namespace LatentSharp;

/// <summary>Pictures of any sizes or series of any lengths, in the units of their files.</summary>
/// <param name="Name">The data's name.</param>
/// <param name="Samples">(H, W, C) or (T, C) each, with its name.</param>
/// <param name="IsSeries">Whether they are series.</param>
/// <param name="ArePictureFiles">Whether each is a picture of a file of its own.</param>
/// <param name="Scaling">To the units of a model that learns from them.</param>
internal sealed record RestorationData(
    string Name, IReadOnlyList<(string Name, Tensor Values)> Samples, bool IsSeries, bool ArePictureFiles, Scaler Scaling)
{
    private const float Greatest = 255, Fold = 257;
    private const int TestShare = 5;

    /// <summary>What to know of how they were read, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The names of the channels of series; empty for pictures.</summary>
    public IReadOnlyList<string> Channels { get; private init; } = [];

    /// <summary>The one long series whose windows the samples are; null for samples by themselves.</summary>
    public LongSeries? Series { get; private init; }

    /// <summary>Whether the one sample is a table's rows as a long series.</summary>
    public bool IsOne { get; private init; }

    /// <summary>How many samples there are: <c>1 picture</c>, <c>12 series</c>, <c>71 windows</c>.</summary>
    public string CountInWords => Series is not null ? ReportText.Plural(Samples.Count, "window")
        : Sound is not null ? ReportText.Plural(Samples.Count, "recording")
        : IsSeries ? $"{ReportText.Count(Samples.Count)} series"
        : ReportText.Plural(Samples.Count, "picture");

    /// <summary>How recordings become spectra; null where samples are none.</summary>
    public SoundPlan? Sound { get; private init; }

    /// <summary>What <see cref="Unseen"/> left out, to stand after what is left: empty for nothing.</summary>
    public string LeftOut { get; private init; } = "";

    /// <summary>Reads a picture, a folder of pictures, or what <see cref="DataSource"/> reads.</summary>
    /// <param name="path">A picture, a folder of pictures, a set's name or a file's path.</param>
    /// <param name="reading">How they are read; null for the defaults.</param>
    /// <param name="window">Takes the rows of a table for one long series, in windows of so many.</param>
    /// <param name="columns">The columns of that series; null for all of numbers.</param>
    /// <exception cref="BadFileException">A file cannot be read.</exception>
    /// <exception cref="BadArgumentException">They are neither pictures nor series.</exception>
    public static RestorationData Open(
        string path, DataOptions? reading = null, int? window = null, IReadOnlyList<string>? columns = null)
    {
        if (window is { } rows)
            return Windows(LongSeries.Of(SeriesRows.Read(path, reading ?? new()), rows, stride: null, columns: columns));
        if (DataSource.HoldsSounds(path)) return Sounds(path, (reading ?? new()).Sound);
        if (ImageFile.IsHere(path)) return Pictures(path, [path], []);
        if (Directory.Exists(path) && !File.Exists(Path.Combine(path, FolderMetadata.FileName)))
        {
            var files = FolderFiles.Below(path, ImageFile.Kind);
            string[] images = [.. files.Paths.Where(ImageFile.Kind.Means)];
            if (images.Length > 0) return Pictures(path, images, FolderFiles.Notes([files], ImageFile.Kind));
        }
        return Arrays(path, DataSource.Open(path, reading ?? new()));
    }

    /// <summary>Reads data for a model: a table, where it has learned from one long series, as such a series of any length.</summary>
    /// <param name="path">As of <see cref="Open"/>.</param>
    /// <param name="reading">How they are read.</param>
    /// <param name="plan">The series that the model has learned from; null where it learned from others.</param>
    /// <param name="sound">How recordings become spectra that it has learned from; null where it learned from others.</param>
    /// <inheritdoc cref="Open"/>
    public static RestorationData OpenFor(string path, DataOptions reading, SeriesPlan? plan, SoundPlan? sound)
    {
        if (DataSource.HoldsSounds(path) != sound is not null)
            throw new BadArgumentException(
                $"{path}: these are {(sound is null ? "" : "no ")}recordings, but the model has learned from "
                + $"{(sound is null ? "others" : "such")}.");
        if (sound is not null) return Sounds(path, new SoundOptions { SampleRate = sound.Rate }) with { Sound = sound };
        if (plan is null) return Open(path, reading);
        var table = SeriesRows.Read(path, reading);
        if (table.SampleShape.Rank != 1) return Arrays(path, table);
        var rows = SeriesRows.Of(table, plan.Columns);
        return new RestorationData(
            table.Name, rows.Count == 0 ? [] : [("1", rows.Points)], IsSeries: true, ArePictureFiles: false, Scaler.Identity)
        {
            Notes = rows.Notes, Channels = rows.Columns, IsOne = true,
        };
    }

    /// <summary>A long series as its windows.</summary>
    private static RestorationData Windows(LongSeries series)
    {
        var (window, channels) = (series.Plan.Window, series.Plan.Columns.Count);
        return new RestorationData(
            series.Table.Name,
            [
                .. series.Starts.Select(start => (
                    FormattableString.Invariant($"from row {start + 1}"),
                    Ops.Slice(series.Points, 0, start, window).Reshape([window, channels]).Keep())),
            ],
            IsSeries: true, ArePictureFiles: false, Scaler.Choose(series.Windows))
        {
            Notes = series.Notes, Channels = series.Plan.Columns, Series = series,
        };
    }

    /// <summary>Recordings of any length, of one rate, their channels mixed down.</summary>
    private static RestorationData Sounds(string path, SoundOptions options)
    {
        if (options != new SoundOptions { SampleRate = options.SampleRate })
            throw new BadArgumentException(
                $"{path}: recordings are restored as they are; of what they become {RecordingOptions.SampleRate.Name} alone can be said.");
        var isFolder = Directory.Exists(path);
        string[] files = isFolder ? [.. FolderFiles.Below(path, SoundFile.Kind).Paths.Where(SoundFile.Kind.Means)] : [path];
        var sounds = InOrder.Of(files.Length, i => SoundFile.Read(files[i]));
        var rate = options.SampleRate ?? sounds[0].Info.SampleRate;
        var samples = new List<(string, Tensor)>();
        for (var i = 0; i < files.Length; i++)
        {
            var info = sounds[i].Info;
            if (info.Length == 0) throw new BadFileException($"{files[i]}: this recording holds no sound.");
            if (info.SampleRate != rate && options.SampleRate is null)
                throw new BadFileException(
                    $"{files[i]}: the recording has {info.SampleRate} samples a second, but {files[0]} has {rate}; "
                    + $"{RecordingOptions.SampleRate.Name} {rate} brings all to one.");
            var mono = Resampling.Apply(sounds[i].Mono(), info.SampleRate, rate);
            samples.Add((isFolder ? Path.GetRelativePath(path, files[i]) : Path.GetFileName(path), Tensor.From(mono, [mono.Length, 1])));
        }
        var (mixed, moved) = (sounds.Count(sound => sound.Info.Channels > 1), sounds.Count(sound => sound.Info.SampleRate != rate));
        string[] notes =
        [
            .. mixed > 0 ? [$"{Counted.Of(mixed, "recording")} of more than one channel, mixed down to one."] : Array.Empty<string>(),
            .. moved > 0 ? [$"{Counted.Of(moved, "recording")} of another rate, brought to {rate} Hz."] : Array.Empty<string>(),
        ];
        // Loudness has no other unit: the mean of squares of all is 1.
        var power = samples.Sum(sample => Squares(sample.Item2.AsSpan())) / samples.Sum(sample => sample.Item2.Count);
        var scale = power > 0 ? (float)Math.Sqrt(power) : 1;
        return new RestorationData(
            Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), samples, IsSeries: true,
            ArePictureFiles: false, new Scaler(ScalerKind.UnitRange, Tensor.Scalar(0), Tensor.Scalar(scale)))
        {
            Notes = notes, Channels = ["sound"], Sound = SoundPlan.Of(rate),
        };
    }

    private static double Squares(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value * (double)value;
        return sum;
    }

    /// <summary>What the scaling does, in words.</summary>
    public string ScalingInWords => Sound is null
        ? Scaling.Description
        : "loudness is divided by the root of the mean square of all recordings";

    /// <summary>What restores samples of these: the model, of recordings by their spectra.</summary>
    public IRestorer RestorerOf(FittedModel model) =>
        Sound is { } sound ? new SpectralRestorer((IRestorer)model, sound.Planes) : (IRestorer)model;

    /// <summary>What a network learns from, in its units.</summary>
    public Tensor ToTrain(IReadOnlyList<(string Name, Tensor Values)> training, RestorationOptions options)
    {
        if (Sound is not { } sound) return TrainingPatches.Of([.. training.Select(sample => sample.Values)], options, IsSeries, Scaling);
        // None is shorter than a patch, so that those of all are as large.
        var shortest = TrainingPatches.SideOf(options) * sound.Hop;
        return TrainingPatches.Of(
            [
                .. training.Select(sample =>
                {
                    var scaled = Scaled(sample.Values, Scaling).AsSpan();
                    var padded = new float[Math.Max(shortest, scaled.Length)];
                    scaled.CopyTo(padded.AsSpan((padded.Length - scaled.Length) / 2));
                    return sound.Planes.Of(padded).Keep();
                }),
            ],
            options, isSeries: false, Scaler.Identity);
    }

    private static RestorationData Pictures(string path, string[] files, IEnumerable<string> notes)
    {
        var (samples, alphas) = (new List<(string, Tensor)>(), 0);
        foreach (var (file, picture) in files.Zip(InOrder.Of(files.Length, i => ImageFile.Read(files[i]))))
        {
            var values = picture.ToTensor();
            if (picture.Info.HasAlpha)
            {
                values = Ops.Slice(values, 2, 0, picture.Info.Channels - 1);
                alphas++;
            }
            if (picture.Info.BitDepth == 16) values /= Fold;
            samples.Add((file == path ? Path.GetFileName(file) : Path.GetRelativePath(path, file), values.Keep()));
        }
        if (alphas > 0) notes = notes.Append($"{Counted.Of(alphas, "picture")} whose alpha is left out.");
        return new RestorationData(
            Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), samples, IsSeries: false,
            ArePictureFiles: true, new Scaler(ScalerKind.UnitRange, Tensor.Scalar(0), Tensor.Scalar(Greatest))) { Notes = [.. notes] };
    }

    private static RestorationData Arrays(string path, Dataset data)
    {
        if (data.Sequences is null && data.SampleShape.Rank == 2 && SampleAxes.Auto.For(data.SampleShape) == SampleAxes.Sequence)
            data = data.AsSequences(padded: false);
        var isSeries = data.Sequences is not null;
        var shape = data.SampleShape;
        if (!isSeries && (shape.Rank is not (2 or 3) || shape.Count == 0))
            throw new BadArgumentException(
                $"{path}: samples of shape {shape} are neither pictures nor series, so there is nothing to restore in them"
                + (shape.Rank != 1 ? "."
                    : $"; name the column that says to which series a row belongs with {LearnOptions.Sequence.Name}, or take all rows for "
                    + $"one long series with {RestoreOptions.Window.Name}."));
        var all = data.TestPart is { } test ? Ops.Concatenate([data.Samples, test.Samples], 0) : data.Samples;
        int[] lengths = [.. data.Lengths, .. data.TestPart?.Lengths ?? []];
        var samples = new (string, Tensor)[all.Shape[0]];
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = all.Rows(i, 1).Reshape(shape);
            if (isSeries) sample = Ops.Slice(sample, 0, 0, lengths[i]);
            if (shape.Rank == 2 && !isSeries) sample = sample.Reshape([.. shape, 1]);
            samples[i] = (FormattableString.Invariant($"{i + 1}"), sample.Keep());
        }
        return new RestorationData(data.Name, samples, isSeries, ArePictureFiles: false, ScalingOf(data))
        {
            Notes = data.Notes, Channels = data.Sequences?.Channels ?? [],
        };
    }

    /// <summary>One scaling for samples of any size.</summary>
    private static Scaler ScalingOf(Dataset data)
    {
        var chosen = Scaler.Choose(data);
        if (chosen.Kind is ScalerKind.None or ScalerKind.UnitRange or ScalerKind.Channels) return chosen;
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in data.Samples.AsSpan()) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return new Scaler(ScalerKind.UnitRange, Tensor.Scalar(low), Tensor.Scalar(high > low ? high - low : 1));
    }

    /// <summary>The same without samples that were learned from, which would measure as better than they are.</summary>
    /// <param name="learned">What was learned from.</param>
    /// <param name="path">What they were read from.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="BadArgumentException">None is left.</exception>
    public RestorationData Unseen(RestorationData learned, string path, string option)
    {
        (string Name, Tensor Values)[] left =
        [
            .. Samples.Where(sample => !learned.Samples.Any(other => other.Values.Shape == sample.Values.Shape
                && other.Values.AsSpan().SequenceEqual(sample.Values.AsSpan()))),
        ];
        if (left.Length == Samples.Count) return this;
        if (left.Length == 0) throw new BadArgumentException($"{option}: all of {path} is learned from too; name others to measure on.");
        return this with { Samples = left, LeftOut = $" (without {Samples.Count - left.Length} that are learned from)" };
    }

    /// <summary>
    /// The same fit to learn from: grey pictures among colour ones have their grey three times, and none is too small.
    /// </summary>
    /// <param name="path">What they were read from.</param>
    /// <param name="side">The fewest pixels of a side.</param>
    /// <exception cref="BadArgumentException">A picture is smaller, or its channels are neither grey nor colours.</exception>
    public RestorationData ToLearnFrom(string path, int side)
    {
        if (IsSeries) return this;
        foreach (var (name, values) in Samples)
        {
            if (values.Shape[0] < side || values.Shape[1] < side)
                throw new BadArgumentException(
                    $"{path}: picture {name} has {values.Shape[1]} x {values.Shape[0]} pixels; {side} or more a side are needed to learn "
                    + "from; leave it out.");
        }
        var channels = Samples.Max(sample => sample.Values.Shape[2]);
        var few = Samples.Count(sample => sample.Values.Shape[2] < channels);
        if (few == 0) return this;
        return this with
        {
            Samples =
            [
                .. Samples.Select(sample => sample.Values.Shape[2] == channels ? sample
                    : (sample.Name, Ops.Concatenate([.. Enumerable.Repeat(sample.Values, channels)], 2).Keep())),
            ],
            Notes = [.. Notes, $"{Counted.Of(few, "grey picture")} among colour ones: their grey is taken for all colours."],
        };
    }

    /// <summary>
    /// Sets a fifth of the samples apart, one at least; of a long series the windows at its end, which share no row with the others.
    /// </summary>
    /// <param name="seed">What the choice follows from.</param>
    /// <param name="path">What they were read from.</param>
    /// <param name="test">The option that names others to measure on.</param>
    /// <exception cref="BadArgumentException">There is one alone.</exception>
    public (IReadOnlyList<(string Name, Tensor Values)> Training, RestorationData Test) HoldOut(long seed, string path, string test)
    {
        if (Series is { } series)
        {
            var (rows, window) = (series.Points.Shape[0], series.Plan.Window);
            var cut = Math.Min(rows - (rows / TestShare), rows - window);
            if (cut < window)
                throw new BadArgumentException(
                    $"{path}: {Counted.Of(rows, "row")} are too few to learn from windows of {window} and to measure on others; take fewer "
                    + $"rows by {RestoreOptions.Window.Name}, or give others to measure on by {test}.");
            return (
                [.. Samples.Where((_, i) => series.Starts[i] + window <= cut)],
                this with { Samples = [.. Samples.Where((_, i) => series.Starts[i] >= cut)] });
        }
        if (Samples.Count < 2)
            throw new BadArgumentException(
                $"{path}: there is one {(IsSeries ? "series" : "picture")} alone; give others to measure on by {test}.");
        var order = new RandomStream(seed).Derive("test").Permutation(Samples.Count);
        var held = Math.Max(1, Samples.Count / TestShare);
        return (
            [.. order[held..].Order().Select(i => Samples[i])],
            this with { Samples = [.. order[..held].Order().Select(i => Samples[i])] });
    }

    /// <summary>One sample as a batch in the units of a scaling.</summary>
    public static Tensor Scaled(Tensor sample, Scaler scaling) => scaling.Apply(sample.Reshape(sample.Shape.Prepend(1)));
}
