namespace LatentSharp;

/// <summary>
/// A file whose content cannot be used. The message names the file, the place in it and what was expected there; it is written to
/// be shown to a user as it is.
/// </summary>
public sealed class BadFileException : IOException
{
    /// <summary>Creates the exception with a general message.</summary>
    public BadFileException() : base("A file cannot be used.")
    {
    }

    /// <summary>Creates the exception with the sentence that names the file, the place and what was expected.</summary>
    public BadFileException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public BadFileException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception from its three parts: <c>digits.csv: line 7: expected 65 columns, found 64.</c></summary>
    /// <param name="file">The file's name as the user gave it.</param>
    /// <param name="place">Where in it: a line, a byte, an entry.</param>
    /// <param name="problem">What is wrong there and what was expected.</param>
    public static BadFileException At(string file, string place, string problem) => new($"{file}: {place}: {problem}");
}
