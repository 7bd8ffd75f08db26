namespace LatentSharp;

/// <summary>How the characters of a text file are written as bytes.</summary>
public enum CharacterSet
{
    /// <summary>UTF-8, with a byte order mark or not; other bytes are refused.</summary>
    Utf8,

    /// <summary>ISO 8859-1, a byte a character, as older western files are.</summary>
    Latin1,
}
