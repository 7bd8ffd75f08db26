namespace LatentSharp;

/// <summary>What to know about data beyond their name.</summary>
public sealed record DataOptions
{
    /// <summary>
    /// Where the classes are: the column of a table, by name or by number (<see cref="CsvOptions.Label"/>), or the array of an npz file.
    /// Null, the default: none, or what the format says of itself. <see cref="NoLabel"/>: none, whatever the data bring.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>
    /// The <see cref="Label"/> that takes no classes, also of data that bring their own: <c>none</c>. A column that is called so is named
    /// by its number.
    /// </summary>
    public const string NoLabel = "none";

    /// <summary>Where the channels of images in .npy and .npz files are. The default finds it out and says so.</summary>
    public ChannelOrder Channels { get; init; }

    /// <summary>
    /// The array of an npz file that holds the samples. Null, the default: one with a usual name
    /// (<see cref="NpzDataset.Read(string, string?, string?, ChannelOrder)"/>).
    /// </summary>
    public string? Array { get; init; }

    /// <summary>What to do with missing values of a table, of sequences or of arrays of JSON. The default refuses them.</summary>
    public Missing Missing { get; init; }

    /// <summary>How many numbers too many texts of a table's column become (<see cref="CsvOptions.HashSize"/>).</summary>
    public int? HashSize { get; init; }

    /// <summary>
    /// The column of a .csv, .tsv or .txt table that says to which sequence a row belongs, by name or by number as <see cref="Label"/>.
    /// Null, the default: each row is a sample.
    /// </summary>
    public string? Sequence { get; init; }

    /// <summary>
    /// The query of a database whose answer the data are; their name is then no more than that. Null, the default: the name is that of a
    /// set or the path of a file or folder.
    /// </summary>
    public DatabaseQuery? Query { get; init; }

    /// <summary>
    /// How a .csv, .tsv or .txt table is written; of a .jsonl file only how numbers are that stand in texts. The default is found out from
    /// the file.
    /// </summary>
    public TableFormat Format { get; init; } = new();

    /// <summary>
    /// How the columns of a table become numbers, from data that were learned from (<see cref="Dataset.Encoding"/>). Null, the default: it
    /// is found in the table itself.
    /// </summary>
    public TableEncoding? Encoding { get; init; }

    /// <summary>
    /// That the data are texts, and how they are read. Null, the default: they are texts only where they can be nothing else, as a folder
    /// of .txt files.
    /// </summary>
    public TextOptions? Text { get; init; }

    /// <summary>
    /// The size that pictures in files are brought to. Null, the default: their own, which must be the same for all.
    /// </summary>
    public PictureSize? Size { get; init; }

    /// <summary>How they are brought to <see cref="Size"/>.</summary>
    public PictureFit Fit { get; init; }

    /// <summary>
    /// The part of the names of files in a folder of images or recordings that is their class, from 1: a name without its ending is divided
    /// by <c>_</c>, or by <c>-</c> where it has none. Null, the default: folders or <c>metadata.csv</c> say the classes.
    /// </summary>
    public int? LabelFromName { get; init; }

    /// <summary>What recordings become.</summary>
    public SoundOptions Sound { get; init; } = new();

    /// <summary>
    /// The channels that pictures get where they have fewer, as those had that were learned from; null for what they have.
    /// </summary>
    internal int? Channelled { get; init; }

    /// <summary>Whether a single sample is enough: something has been learned already.</summary>
    internal bool TakesOne { get; init; }

    /// <summary>Whether columns of a table may hold nothing but missing values: it is described, and not learned from.</summary>
    internal bool TakesEmptyColumns { get; init; }
}
