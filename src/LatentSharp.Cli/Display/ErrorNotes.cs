namespace LatentSharp;

/// <summary>Says what to know of the data on the error stream, so that the output stays what it is.</summary>
internal sealed class ErrorNotes : IProgress<string>
{
    public void Report(string value) => Console.Error.WriteLine($"note: {value}");
}
