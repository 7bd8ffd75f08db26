namespace LatentSharp;

/// <summary>Notes that are put into a list.</summary>
internal sealed class CollectedNotes(List<string> notes) : IProgress<string>
{
    public void Report(string value) => notes.Add(value);
}
