using System.CommandLine;

namespace LatentSharp;

/// <summary>The options that say how a table is written, for all commands that read one.</summary>
internal sealed class FormatOptions
{
    private readonly SpecOption<bool?> header = new(LearnOptions.Header);
    private readonly SpecOption<char?> separator = new(LearnOptions.Separator), decimals = new(LearnOptions.Decimal),
        thousands = new(LearnOptions.Thousands);

    public IEnumerable<Option> All => [header, separator, decimals, thousands];

    /// <summary>Gives them to a command.</summary>
    public static FormatOptions AddTo(Command command)
    {
        var options = new FormatOptions();
        foreach (var option in options.All) command.Add(option);
        return options;
    }

    /// <summary>What the user said.</summary>
    public TableFormat Value(ParseResult parsed) => new()
    {
        HasHeader = header.Value(parsed),
        Separator = separator.Value(parsed),
        Decimal = decimals.Value(parsed),
        Thousands = thousands.Value(parsed),
    };
}
