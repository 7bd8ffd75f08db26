namespace LatentSharp;

/// <summary>Texts as they were found in data, with their labels.</summary>
internal sealed record FoundTexts
{
    /// <summary>The texts.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>For each text its label and where that is; empty when there are none.</summary>
    public List<(string Label, int Place)> Labels { get; } = [];

    /// <summary>The column or key that they were found in; null for none.</summary>
    public string? Column { get; set; }

    /// <summary>What to know of how they were found.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What was learned from them, or what is judged by.</summary>
    public FoundTexts? TestPart { get; init; }

    /// <summary>Whether labels are names that somebody chose, as those of folders.</summary>
    public bool HasNames { get; init; }

    /// <summary>Says that a label is wrong.</summary>
    public required Func<int, string, BadFileException> Refuse { get; init; }
}
