namespace LatentSharp;

/// <summary>How texts are found in data, and what they are taken apart into.</summary>
public sealed record TextOptions
{
    /// <summary>The <see cref="Source"/> of which each line is a text.</summary>
    public const string Lines = "lines";

    /// <summary>The <see cref="Source"/> of which each file is a text.</summary>
    public const string Whole = "whole";

    /// <summary>
    /// Where the texts are: the column of a table, by name or by number, or the key of a .jsonl file; of any other file
    /// <see cref="Lines"/> or <see cref="Whole"/>. Null, the default: lines, the files of a folder, or of a table the one column that
    /// can be meant, which <see cref="Dataset.Notes"/> tells.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>How characters are written as bytes. Default <see cref="CharacterSet.Utf8"/>.</summary>
    public CharacterSet Encoding { get; init; }

    /// <summary>
    /// The sign behind the label at the beginning of each line, as the tab of <c>spam⇥Free entry</c>. Null, the default: lines have no
    /// labels.
    /// </summary>
    public char? LabelSeparator { get; init; }

    /// <summary>
    /// The sign from which on a label at the beginning of a line is left out: with <c>:</c> the label <c>DESC:manner</c> is <c>DESC</c>.
    /// Null, the default: labels are whole.
    /// </summary>
    public char? LabelUntil { get; init; }

    /// <summary>What texts are taken apart into.</summary>
    public TokenizerOptions Tokens { get; init; } = new();

    /// <summary>
    /// The most tokens of a text; what follows them is cut off. Null, the default: as many as the longest has, but at most
    /// <see cref="UsualLength"/>.
    /// </summary>
    public int? Length { get; init; }

    /// <summary>The most tokens of a text where nothing is said.</summary>
    public const int UsualLength = 256;

    /// <summary>
    /// That all texts are one, read in windows of so many tokens, 2 or more, each of which begins with the last token of the one before:
    /// what a language model learns from. Null, the default: each text is a sample.
    /// </summary>
    public int? Window { get; init; }

    /// <summary>
    /// The share at the end of such a text that is the <see cref="Dataset.TestPart"/>, 0 to below 1; the vocabulary is learned from what
    /// is before it. Default 0: none is.
    /// </summary>
    public double HeldShare { get; init; }

    /// <summary>
    /// How texts become numbers, from data that were learned from (<see cref="Dataset.Text"/>). Null, the default: a vocabulary is learned
    /// from these texts.
    /// </summary>
    public TextEncoding? Learned { get; init; }
}
