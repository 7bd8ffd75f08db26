namespace LatentSharp;

/// <summary>
/// How texts became the numbers of samples: (N, <see cref="Length"/>, 1), each the id of a token, and <see cref="Tokenizer.Padding"/>
/// behind the end of a text. It is learned from some texts and applied as it is to others (<see cref="TextOptions.Learned"/>).
/// </summary>
/// <param name="Tokenizer">What takes texts apart.</param>
/// <param name="Length">The most tokens of a text.</param>
public sealed record TextEncoding(Tokenizer Tokenizer, int Length)
{
    /// <summary>The column or key that held the texts where it was found, to be looked for in others; null for none.</summary>
    public string? Column { get; init; }

    /// <summary>The labels at the beginning of the lines where it was found; null for none.</summary>
    internal LineLabels? Labels { get; init; }

    /// <summary>Whether samples are windows over one text, the end of which is the test part (<see cref="TextOptions.Window"/>).</summary>
    internal bool IsContinuous { get; init; }

    /// <summary>What one token is called: <c>word</c>, <c>character</c>, <c>token</c>.</summary>
    internal string Noun => Tokenizer.Options.Kind switch
    {
        TokenKind.Words => "word", TokenKind.Characters => "character", _ => "token",
    };

    private const long MostNumbers = (int.MaxValue - 128) / sizeof(float);

    /// <summary>The name of what each step of a sample is.</summary>
    internal const string Channel = "token";

    /// <summary>How many tokens of the texts that it was found in or applied to there are, unknown ones and cut off ones.</summary>
    internal sealed record Counts(long Tokens, long Unknown, int Cut, int Empty)
    {
        public static Counts operator +(Counts a, Counts b) =>
            new(a.Tokens + b.Tokens, a.Unknown + b.Unknown, a.Cut + b.Cut, a.Empty + b.Empty);
    }

    /// <summary>Learns a vocabulary, and how long texts are.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="options">What they are taken apart into, and how long they may be; null for the defaults.</param>
    /// <exception cref="BadArgumentException">An option does not fit.</exception>
    public static TextEncoding Learn(IReadOnlyList<string> texts, TextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new();
        if (options.Length < 1)
            throw new BadArgumentException($"{nameof(TextOptions.Length)}: {options.Length} does not fit; it must be 1 or more.");
        var tokenizer = Tokenizer.Fit(texts, options.Tokens);
        var longest = texts.Count == 0 ? 1 : texts.Max(text => tokenizer.Encode(text).Length);
        return new(tokenizer, Math.Max(1, Math.Min(longest, options.Length ?? TextOptions.UsualLength)));
    }

    /// <summary>Texts as samples (N, <see cref="Length"/>, 1); one without a token is a single unknown one.</summary>
    public Tensor Encode(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Encode("Encode", texts).Samples;
    }

    /// <summary>The same with how long texts are, and what to tell of them.</summary>
    internal (Tensor Samples, Sequences Sequences, Counts Counts) Encode(string name, IReadOnlyList<string> texts)
    {
        if ((long)texts.Count * Length > MostNumbers)
            throw new BadFileException(
                $"{name}: {texts.Count} texts of {Length} tokens are too many; at most 2 GiB of numbers fit.");
        var (lengths, counts) = (new int[texts.Count], new Counts(0, 0, 0, 0));
        var samples = Tensor.Create<float, IReadOnlyList<string>>([texts.Count, Length, 1], texts, (elements, all) =>
        {
            elements.Clear();
            for (var row = 0; row < all.Count; row++)
            {
                var ids = Tokenizer.Encode(all[row]);
                counts += new Counts(ids.Length, ids.Count(id => id == Tokenizer.Unknown), ids.Length > Length ? 1 : 0,
                    ids.Length == 0 ? 1 : 0);
                if (ids.Length == 0) ids = [Tokenizer.Unknown];
                lengths[row] = Math.Min(ids.Length, Length);
                for (var i = 0; i < lengths[row]; i++) elements[(row * Length) + i] = ids[i];
            }
        });
        return (samples, new Sequences([.. lengths], [Channel]), counts);
    }
}
