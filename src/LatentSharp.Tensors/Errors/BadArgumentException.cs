namespace LatentSharp;

/// <summary>
/// An argument, an option or a combination of them that cannot work. The message names the operation, what was given with its
/// shape or value, and what would fit; it is written to be shown to a user as it is.
/// </summary>
public sealed class BadArgumentException : ArgumentException
{
    /// <summary>Creates the exception with a general message.</summary>
    public BadArgumentException() : base("An argument does not fit.")
    {
    }

    /// <summary>Creates the exception with the sentence that tells the user what is wrong and what would fit.</summary>
    public BadArgumentException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public BadArgumentException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>
    /// The property of an options record that the message is about and begins with; null when it is about something else.
    /// </summary>
    public string? Option { get; init; }
}
