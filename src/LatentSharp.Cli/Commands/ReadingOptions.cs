using System.CommandLine;

namespace LatentSharp;

/// <summary>The options that say how data are read, for commands that learn from them, or take a part of these options.</summary>
internal sealed class ReadingOptions
{
    private readonly SpecOption<string?> label = new(LearnOptions.Label), sequence = new(LearnOptions.Sequence);
    private readonly SpecOption<Enum> missing = new(LearnOptions.Missing), fit = new(LearnOptions.Fit);
    private readonly SpecOption<PictureSize?> size = new(LearnOptions.Size);
    private readonly SpecOption<int?> labelFromName = new(LearnOptions.LabelFromName);
    private readonly SpecOption<int?> sampleRate = new(RecordingOptions.SampleRate), fft = new(RecordingOptions.Fft),
        hop = new(RecordingOptions.Hop);
    private readonly SpecOption<double?> seconds = new(RecordingOptions.Seconds);
    private readonly SpecOption<Enum> features = new(RecordingOptions.Features);
    private readonly SpecOption<int> mels = new(RecordingOptions.Mels), mfccs = new(RecordingOptions.Mfccs);
    private readonly FormatOptions format = new();
    private readonly TextFlags texts = new();

    public IEnumerable<Option> All => [.. Columns, .. Table, Channels, missing, HashSize, .. Pictures, .. Recordings, .. Texts];

    /// <summary>How texts are read.</summary>
    public IEnumerable<Option> Texts => texts.All;

    /// <summary>Which columns are what.</summary>
    public IEnumerable<Option> Columns => [label, labelFromName, sequence];

    /// <summary>Where the channels of images are.</summary>
    public SpecOption<Enum> Channels { get; } = new(LearnOptions.Channels);

    /// <summary>What becomes of a column with too many texts.</summary>
    public SpecOption<int?> HashSize { get; } = new(LearnOptions.HashSize);

    /// <summary>What becomes of the sizes of pictures.</summary>
    public IEnumerable<Option> Pictures => [size, fit];

    /// <summary>What recordings become.</summary>
    public IEnumerable<Option> Recordings => [sampleRate, seconds, features, mels, fft, hop, mfccs];

    /// <summary>How a table is written.</summary>
    public IEnumerable<Option> Table => format.All;

    /// <summary>Gives them to a command.</summary>
    public static ReadingOptions AddTo(Command command, DataArgument data)
    {
        var options = new ReadingOptions();
        foreach (var option in data.Options.Concat(options.All)) command.Add(option);
        return options;
    }

    /// <summary>
    /// Gives a command those that a finished model leaves open: which columns are what, how a table is written, and where texts are.
    /// </summary>
    public void AddKnownTo(Command command, DataArgument? data = null)
    {
        foreach (var option in Columns.Concat(Table).Concat(texts.Places).Concat(data?.Options ?? [])) command.Add(option);
    }

    /// <summary>What the user said; an option that the command does not have is at its default.</summary>
    public DataOptions Value(ParseResult parsed) => new()
    {
        Label = label.Value(parsed), Sequence = sequence.Value(parsed), Channels = (ChannelOrder)Channels.Value(parsed),
        Missing = (Missing)missing.Value(parsed), HashSize = HashSize.Value(parsed), Format = format.Value(parsed),
        Size = size.Value(parsed),
        Fit = (PictureFit)fit.Value(parsed), LabelFromName = labelFromName.Value(parsed),
        Sound = new SoundOptions
        {
            SampleRate = sampleRate.Value(parsed), Seconds = seconds.Value(parsed), Features = (SoundFeatures)features.Value(parsed),
            Mels = mels.Value(parsed), Fft = fft.Value(parsed), Hop = hop.Value(parsed), Mfccs = mfccs.Value(parsed),
        },
        Text = texts.Value(parsed),
    };
}
