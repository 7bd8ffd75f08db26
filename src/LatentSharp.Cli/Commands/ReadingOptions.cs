using System.CommandLine;

namespace LatentSharp;

/// <summary>The options that say how data are read, for commands that learn from them.</summary>
internal sealed class ReadingOptions
{
    private readonly SpecOption<string?> label = new(LearnOptions.Label), sequence = new(LearnOptions.Sequence);
    private readonly SpecOption<Enum> channels = new(LearnOptions.Channels), missing = new(LearnOptions.Missing);
    private readonly FormatOptions format = new();

    public IEnumerable<Option> All => [label, sequence, .. format.All, channels, missing];

    /// <summary>Gives them to a command.</summary>
    public static ReadingOptions AddTo(Command command)
    {
        var options = new ReadingOptions();
        foreach (var option in options.All) command.Add(option);
        return options;
    }

    /// <summary>What the user said.</summary>
    public DataOptions Value(ParseResult parsed) => new()
    {
        Label = label.Value(parsed), Sequence = sequence.Value(parsed), Channels = (ChannelOrder)channels.Value(parsed),
        Missing = (Missing)missing.Value(parsed), Format = format.Value(parsed),
    };
}
