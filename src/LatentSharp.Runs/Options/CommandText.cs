using System.Text.RegularExpressions;

namespace LatentSharp;

/// <summary>Writes a request as the command that makes it: what differs from the defaults.</summary>
internal sealed partial class CommandText
{
    private readonly List<string> words;

    /// <param name="command">Its name, as <c>learn</c>.</param>
    /// <param name="data">What it is given.</param>
    /// <param name="reading">How the data are read: of a database by a query, which then stands for their name.</param>
    /// <param name="model">The finished run that stands before the data; null for none.</param>
    public CommandText(string command, string data, DataOptions reading, string? model = null)
    {
        words = [$"latent {command}"];
        if (model is not null) words.Add(Quote(model));
        if (reading.Query is { } query) Add(QueryOptions.Query, query.Text);
        else words.Add(Quote(data));
    }

    /// <summary>An option, if it differs from its default.</summary>
    public CommandText Add<T>(OptionSpec<T> option, T value) => value is null ? this : Add(option, option.Write(value));

    /// <summary>An option whose value is a text already, if it differs from its default.</summary>
    public CommandText Add(OptionSpec option, string text)
    {
        if (text != option.DefaultText && text.Length > 0) words.Add($"{option.Name} {Quote(text)}");
        return this;
    }

    /// <summary>An option, whatever its default.</summary>
    public CommandText AddAlways(OptionSpec option, string text)
    {
        words.Add($"{option.Name} {Quote(text)}");
        return this;
    }

    /// <summary>The options of an estimator.</summary>
    public CommandText AddOptions(EstimatorOptions estimator)
    {
        foreach (var option in EstimatorOption.Of(estimator)) Add(option.Spec, option.Spec.WriteValue(option.Get(estimator)));
        return this;
    }

    /// <summary>How data are read.</summary>
    public CommandText AddReading(DataOptions reading) =>
        RecordingOptions.AddTo(TextReadingOptions.AddTo(AddColumns(reading), reading.Text), reading.Sound);

    private CommandText AddColumns(DataOptions reading) => Add(LearnOptions.Missing, reading.Missing)
        .Add(LearnOptions.Channels, reading.Channels).Add(LearnOptions.Label, reading.Label).Add(LearnOptions.Sequence, reading.Sequence)
        .Add(LearnOptions.Header, reading.Format.HasHeader).Add(LearnOptions.Separator, reading.Format.Separator)
        .Add(LearnOptions.Decimal, reading.Format.Decimal).Add(LearnOptions.Thousands, reading.Format.Thousands)
        .Add(LearnOptions.HashSize, reading.HashSize).Add(LearnOptions.Size, reading.Size).Add(LearnOptions.Fit, reading.Fit)
        .Add(LearnOptions.LabelFromName, reading.LabelFromName);

    public override string ToString() => string.Join(' ', words);

    private static string Quote(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || "-_./,:\\".Contains(c, StringComparison.Ordinal))
            ? text : $"\"{Special().Replace(text, @"\$0")}\"";

    /// <summary>What means something within quotation marks.</summary>
    [GeneratedRegex("[\"$`]")]
    private static partial Regex Special();
}
