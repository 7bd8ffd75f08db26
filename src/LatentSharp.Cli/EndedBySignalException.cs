namespace LatentSharp;

/// <summary>A signal ended the program's work before there was anything to keep.</summary>
internal sealed class EndedBySignalException(string message, int exitCode) : OperationCanceledException(message)
{
    /// <summary>What a shell calls a program that the signal ended.</summary>
    public int ExitCode { get; } = exitCode;
}
