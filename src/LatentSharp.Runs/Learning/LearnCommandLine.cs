namespace LatentSharp;

/// <summary>Writes a request as the command that makes it.</summary>
internal static class LearnCommandLine
{
    /// <summary><c>latent learn digits --latent 2 --seed 1</c>: what differs from the defaults.</summary>
    public static string ToCommand(this LearnRequest request)
    {
        var words = new List<string> { "latent learn", Quote(request.Data) };
        Add(LearnOptions.Model, request.Estimator.Kind);
        foreach (var option in EstimatorOption.Of(request.Estimator))
        {
            var text = option.Spec.WriteValue(option.Get(request.Estimator));
            if (text != option.Spec.DefaultText && text.Length > 0) words.Add($"{option.Spec.Name} {Quote(text)}");
        }
        Add(LearnOptions.Validation, request.Validation ?? LearnOptions.Validation.Default);
        Add(LearnOptions.LabelsFor, request.LabelsFor);
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

    private static string Quote(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || "-_./,:\\".Contains(c, StringComparison.Ordinal)) ? text : $"\"{text}\"";
}
