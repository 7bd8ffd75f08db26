namespace LatentSharp;

/// <summary>Writes a request as the command that makes it.</summary>
internal static class LearnCommandLine
{
    /// <summary><c>latent learn digits --latent 2 --seed 1</c>: what differs from the defaults.</summary>
    public static string ToCommand(this LearnRequest request)
    {
        var words = new List<string> { "latent learn", Quote(request.Data) };
        Add(LearnOptions.Model, request.Estimator.Kind);
        words.AddRange(Options(request.Estimator));
        Add(LearnOptions.Validation, request.Validation ?? LearnOptions.Validation.Default);
        Add(LearnOptions.Missing, request.Missing);
        Add(LearnOptions.Channels, request.Channels);
        if (request.Label is not null) Add(LearnOptions.Label, request.Label);
        if (request.Sequence is not null) Add(LearnOptions.Sequence, request.Sequence);
        Add(LearnOptions.Header, request.Format.HasHeader);
        Add(LearnOptions.Separator, request.Format.Separator);
        Add(LearnOptions.Decimal, request.Format.Decimal);
        Add(LearnOptions.Thousands, request.Format.Thousands);
        return string.Join(' ', words);

        void Add<T>(OptionSpec<T> option, T value)
        {
            if (value is not null && option.Write(value) != option.DefaultText) words.Add($"{option.Name} {Quote(option.Write(value))}");
        }
    }

    /// <summary>The options of an estimator that differ from its defaults: <c>--latent 2</c>.</summary>
    internal static IEnumerable<string> Options(EstimatorOptions estimator) =>
        from option in EstimatorOption.Of(estimator)
        let text = option.Spec.WriteValue(option.Get(estimator))
        where text != option.Spec.DefaultText && text.Length > 0
        select $"{option.Spec.Name} {Quote(text)}";

    internal static string Quote(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || "-_./,:\\".Contains(c, StringComparison.Ordinal)) ? text : $"\"{text}\"";
}
