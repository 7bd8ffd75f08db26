namespace LatentSharp;

/// <summary>Writes a request as the command that makes it.</summary>
internal static class LearnCommandLine
{
    /// <summary><c>latent learn digits --latent 2 --seed 1</c>: what differs from the defaults.</summary>
    public static string ToCommand(this LearnRequest request) => new CommandWords("latent learn", request.Data)
        .Add(LearnOptions.Model, request.Estimator.Kind).Add(request.Estimator)
        .Add(LearnOptions.Validation, request.Validation ?? LearnOptions.Validation.Default)
        .Add(LearnOptions.Missing, request.Missing).Add(LearnOptions.Channels, request.Channels)
        .Add(LearnOptions.Label, request.Label).Add(LearnOptions.Sequence, request.Sequence).Add(request.Format)
        .Add(LearnOptions.Map, request.Map).ToString();
}

/// <summary>The words of a command, put together option by option; what is as it would be anyway is left out.</summary>
/// <param name="command">Its name.</param>
/// <param name="data">What it is about.</param>
internal sealed class CommandWords(string command, string data)
{
    private readonly List<string> words = [command, Quote(data)];

    /// <summary>An option, unless it has its default.</summary>
    public CommandWords Add<T>(OptionSpec<T> option, T value)
    {
        if (value is not null && option.Write(value) != option.DefaultText) words.Add($"{option.Name} {Quote(option.Write(value))}");
        return this;
    }

    /// <summary>The options of an estimator.</summary>
    public CommandWords Add(EstimatorOptions estimator)
    {
        foreach (var option in EstimatorOption.Of(estimator))
        {
            var text = option.Spec.WriteValue(option.Get(estimator));
            if (text != option.Spec.DefaultText && text.Length > 0) words.Add($"{option.Spec.Name} {Quote(text)}");
        }
        return this;
    }

    /// <summary>How a table is written.</summary>
    public CommandWords Add(TableFormat format) =>
        Add(LearnOptions.Header, format.HasHeader).Add(LearnOptions.Separator, format.Separator)
            .Add(LearnOptions.Decimal, format.Decimal).Add(LearnOptions.Thousands, format.Thousands);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', words);

    private static string Quote(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || "-_./,:\\".Contains(c, StringComparison.Ordinal)) ? text : $"\"{text}\"";
}
