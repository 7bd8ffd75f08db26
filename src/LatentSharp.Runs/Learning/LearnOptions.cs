using System.Globalization;

namespace LatentSharp;

/// <summary>
/// The options of learning that do not belong to the model. Each is declared here and nowhere else; those of models are declared in their
/// records of options and gathered by <see cref="ModelGroup"/>.
/// </summary>
public static class LearnOptions
{
    private const int MostThreads = 64;

    /// <summary>What learns.</summary>
    public static OptionSpec<string> Model => ModelGroup.Learners.Choice;

    /// <summary>Threads to compute with; they do not change the result.</summary>
    public static OptionSpec<int> Threads { get; } =
        OptionKinds.Whole(
            "--threads", "Threads to compute with; they never change the result.", Math.Min(Environment.ProcessorCount, MostThreads), 1,
            MostThreads);

    /// <summary>The share of samples that is held out.</summary>
    public static OptionSpec<double> Validation { get; } =
        OptionKinds.Real(
            "--validation", "The share of samples that is held out to measure on; a set with a test part of its own takes none.", 0.2, 0,
            1);

    /// <summary>What to do with missing values of a table.</summary>
    public static OptionSpec<Enum> Missing { get; } =
        OptionKinds.Choice(
            "--missing",
            "What to do with missing values: refuse the data, or impute a column's mean or "
            + "most frequent text, in a sequence the value before; indicator imputes and adds a number that is 1 where a table's value was "
            + "missing.",
            LatentSharp.Missing.Refuse);

    /// <summary>How many numbers the texts of a column become where they are too many for one each.</summary>
    public static OptionSpec<int?> HashSize { get; } = new(
        "--hash-size", "N",
        FormattableString.Invariant(
            $"How many numbers a column's texts become by hashing where more than {ColumnEncoding.MaxCategories} are different."),
        FormattableString.Invariant($"a whole number from 1 to {CsvOptions.MostHashed}"), null,
        text => (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value), value),
        value => value is null or (>= 1 and <= CsvOptions.MostHashed),
        value => value is { } size ? size.ToString(CultureInfo.InvariantCulture) : "") { WhenNothingIsSaid = "such a column is refused" };

    /// <summary>How often checkpoints are written.</summary>
    public static OptionSpec<CheckpointInterval?> CheckpointEvery { get; } = new(
        "--checkpoint-every", "TIME|STEPS",
        "Writes a checkpoint so often, from which a run that was interrupted, or killed, goes on with --resume.",
        "a time as 30s, 5m or 2h, or steps of training as 500steps", null, CheckpointInterval.Read, _ => true,
        value => value is { } interval ? interval.ToString() : "") { WhenNothingIsSaid = "none is written" };

    /// <summary>The run that goes on.</summary>
    public static OptionSpec<string?> Resume { get; } = OptionKinds.Text(
        "--resume", "RUN",
        "A run that was begun with --checkpoint-every and not finished: it goes on as it began, to the same bytes as if it had never "
            + "stopped.",
        "the run folder that will be");

    /// <summary>The column of a table or the array of an .npz file that holds labels, or <see cref="DataOptions.NoLabel"/>.</summary>
    public static OptionSpec<string?> Label { get; } = OptionKinds.Text(
        "--label", "COLUMN",
        "The column of a table, the array of an .npz file, or the file beside an .npy file that holds labels, which are never "
        + "learned from; none takes no labels of data that bring their own.",
        "a column's name, its number from 1, an array's name, an .npy file, or none");

    /// <summary>The part of files' names that is their class.</summary>
    public static OptionSpec<int?> LabelFromName { get; } = OptionKinds.WholeOrAutomatic(
        "--label-from-name",
        "The part of the names of images or recordings that is their class, divided by _ or else by -: 1 is the 7 of 7_theo_0.wav.",
        1, "folders or metadata.csv say the classes");

    /// <summary>How many labels are used, as if the others were not known.</summary>
    public static OptionSpec<double?> LabelsFor { get; } = new(
        "--labels-for", "N|X", "How many labels are used, drawn by class, as if nobody knew the others: features are learned from all "
            + "rows, and "
        + "classes from these.", "a share above 0 and below 1, or a whole number of 2 or more", null,
        text => (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value), value),
        value => value is null or (> 0 and < 1) || (value is >= 2 and <= int.MaxValue && Math.Floor(value.Value) == value),
        value => value is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : "") { WhenNothingIsSaid = "all" };

    /// <summary>Whether samples are read from their file whenever they are needed.</summary>
    public static OptionSpec<Enum> Stream { get; } = OptionKinds.Choice(
        "--stream",
        "Whether the samples of an array or a table are read from their file in blocks, whenever they are needed, so that it may be larger "
        + "than memory; auto does so from 1 GiB on.",
        StreamMode.Auto);

    /// <summary>Where the channels of images in .npy and .npz files are.</summary>
    public static OptionSpec<Enum> Channels { get; } =
        OptionKinds.Choice(
            "--channels",
            "Where the channels of images in .npy and .npz files are: first, (N, C, H, W), "
            + "last, (N, H, W, C), or found out from the sizes.",
            ChannelOrder.Auto);

    /// <summary>The size that pictures in files are brought to.</summary>
    public static OptionSpec<PictureSize?> Size { get; } = new(
        "--size", "N|WxH", "The size in pixels that pictures in files are brought to: 64, or the width and the height as 64x48.",
        $"a whole number from 1 to {PictureSize.Most}, or two with x between them", null, ReadSize,
        value => value is null || value.Value.IsValid,
        value => value is { } size
            ? size.Width == size.Height
                ? size.Width.ToString(CultureInfo.InvariantCulture)
                : FormattableString.Invariant($"{size.Width}x{size.Height}")
            : "") { WhenNothingIsSaid = "their own, which must be one" };

    /// <summary>How pictures in files are brought to a size of another shape.</summary>
    public static OptionSpec<Enum> Fit { get; } = OptionKinds.Choice(
        "--fit", "What becomes of pictures of another shape than --size: crop takes the middle, pad puts black around, stretch changes the "
            + "shape.",
        PictureFit.Crop);

    /// <summary>The column of a CSV file that says to which sequence a row belongs.</summary>
    public static OptionSpec<string?> Sequence { get; } =
        OptionKinds.Text(
            "--sequence", "COLUMN",
            "The column of a .csv file whose equal values make rows one sequence; the other columns are its channels.",
            "a column's name, or its number from 1");

    /// <summary>Whether the first line of a table holds names.</summary>
    public static OptionSpec<bool?> Header { get; } =
        OptionKinds.YesNoOrAutomatic(
            "--header", "Whether the first line of a .csv, .tsv or .txt file holds the names of the columns.", "found out and said");

    /// <summary>What divides the cells of a table.</summary>
    public static OptionSpec<char?> Separator { get; } = OptionKinds.Sign(
        "--separator", "What stands between the cells of a .csv, .tsv or .txt file.", "found out", ("comma", ','), ("semicolon", ';'),
        ("bar", '|'), ("tab", '\t'), ("blank", ' '));

    /// <summary>The decimal sign of a table.</summary>
    public static OptionSpec<char?> Decimal { get; } = OptionKinds.Sign(
        "--decimal", "The decimal sign of a table's numbers.", "a point, or a comma in a column that fits nothing else", ("point", '.'),
        ("comma", ','));

    /// <summary>What stands between thousands in a table.</summary>
    public static OptionSpec<char?> Thousands { get; } = OptionKinds.Sign(
        "--thousands", "What stands between the thousands of a table's numbers.", "nothing, or what a column fits that fits nothing else",
        ("comma", ','), ("point", '.'), ("blank", ' '), ("apostrophe", '\''));

    /// <summary>How features are drawn on the plane in the report of learning.</summary>
    public static OptionSpec<Enum> Map { get; } = OptionKinds.Choice(
        "--map", "How the report draws more than two features on the plane.", MapKind.Pca);

    /// <summary>How rows are drawn on the plane in the report of clusters.</summary>
    public static OptionSpec<Enum> ClusterMap { get; } = OptionKinds.Choice(
        "--map", "How the report draws rows on the plane.", MapKind.Umap);

    /// <summary>Refuses a way of reading that cannot be.</summary>
    internal static void CheckReading(DataOptions reading)
    {
        Missing.Check(reading.Missing);
        HashSize.Check(reading.HashSize);
        Channels.Check(reading.Channels);
        if (reading.Label is not null) Label.Check(reading.Label);
        if (reading.Sequence is not null) Sequence.Check(reading.Sequence);
        LabelFromName.Check(reading.LabelFromName);
        RecordingOptions.Check(reading.Sound);
        CheckFormat(reading.Format);
        TextReadingOptions.Check(reading.Text);
        Size.Check(reading.Size);
        Fit.Check(reading.Fit);
        if (reading.Size is null && reading.Fit != PictureFit.Crop)
            throw new BadArgumentException($"{Fit.Name}: {Fit.Write(reading.Fit)} needs a size; say {Size.Name} too.");
    }

    private static (bool Ok, PictureSize? Value) ReadSize(string text)
    {
        var parts = text.Split('x');
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var height) && parts.Length <= 2
            ? (true, new PictureSize(width, height))
            : (false, null);
    }

    private static void CheckFormat(TableFormat format)
    {
        Separator.Check(format.Separator);
        Decimal.Check(format.Decimal);
        Thousands.Check(format.Thousands);
        if (format.Decimal is { } sign && sign == format.Thousands)
            throw new BadArgumentException($"{Thousands.Name}: {Thousands.Write(sign)} does not fit, since it is the decimal sign too.");
    }

    /// <summary>The run folder.</summary>
    public static OptionSpec<string?> Output { get; } =
        OptionKinds.Text(
            "--out", "DIR", "The run folder, new or empty. Default: runs/<data>-<model>-<time>.",
            "the path of a folder that is new or empty");
}
