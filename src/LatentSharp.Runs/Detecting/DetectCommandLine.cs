namespace LatentSharp;

/// <summary>Writes a request as the command that makes it.</summary>
internal static class DetectCommandLine
{
    /// <summary><c>latent detect cardio.csv --model iforest</c>: what differs from the defaults.</summary>
    public static string ToCommand(this DetectRequest request)
    {
        var words = new List<string> { "latent detect" };
        if (request.Model is { } model) words.Add(LearnCommandLine.Quote(model));
        words.Add(LearnCommandLine.Quote(request.Data));
        if (request.Model is null)
        {
            Add(DetectOptions.Model, request.Estimator.Kind);
            words.AddRange(LearnCommandLine.Options(request.Estimator));
        }
        Add(DetectOptions.Score, request.Score);
        if (request.Threshold is { } rule) words.Add($"{DetectOptions.Threshold.Name} {DetectOptions.Threshold.Write(rule)}");
        Add(DetectOptions.Contamination, request.Contamination);
        Add(DetectOptions.Normal, request.Normal);
        Add(DetectOptions.Window, request.Window);
        Add(DetectOptions.Stride, request.Stride);
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
            if (value is not null && option.Write(value) != option.DefaultText)
                words.Add($"{option.Name} {LearnCommandLine.Quote(option.Write(value))}");
        }
    }
}
