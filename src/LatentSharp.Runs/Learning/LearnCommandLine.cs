namespace LatentSharp;

/// <summary>Writes a request as the command that makes it.</summary>
internal static class LearnCommandLine
{
    /// <summary><c>latent learn digits --latent 2 --seed 1</c>: what differs from the defaults.</summary>
    public static string ToCommand(this LearnRequest request)
    {
        var words = new List<string> { "latent learn", Quote(request.Data) };
        Add(LearnOptions.Model, request.Model);
        Add(LearnOptions.Latent, request.Latent);
        if (request.Hidden is { } hidden) Add(LearnOptions.Hidden, hidden);
        if (request.Epochs is { } epochs) Add(LearnOptions.Epochs, epochs);
        if (request.Batch is { } batch) Add(LearnOptions.Batch, batch);
        if (request.LearningRate is { } rate) Add(LearnOptions.LearningRate, rate);
        Add(LearnOptions.Validation, request.Validation);
        if (request.Label is not null) Add(LearnOptions.Label, request.Label);
        Add(LearnOptions.Seed, request.Seed);
        return string.Join(' ', words);

        void Add<T>(OptionSpec<T> option, T value)
        {
            if (option.Write(value) != option.DefaultText) words.Add($"{option.Name} {Quote(option.Write(value))}");
        }
    }

    private static string Quote(string text) => text.All(c => char.IsLetterOrDigit(c) || "-_./,:\\".Contains(c, StringComparison.Ordinal)) ? text : $"\"{text}\"";
}
