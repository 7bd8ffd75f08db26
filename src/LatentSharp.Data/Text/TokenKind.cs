namespace LatentSharp;

/// <summary>What a text is taken apart into.</summary>
public enum TokenKind
{
    /// <summary>Words, numbers and single signs; blanks are left out (<see cref="WordTokenizer"/>).</summary>
    Words,

    /// <summary>Characters: Unicode scalar values (<see cref="CharacterTokenizer"/>).</summary>
    Characters,

    /// <summary>Parts of words that occur often, learned from the texts (<see cref="BytePairTokenizer"/>).</summary>
    BytePairs,
}
