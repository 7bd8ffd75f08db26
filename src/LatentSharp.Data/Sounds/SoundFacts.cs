namespace LatentSharp;

/// <summary>What is known of the recordings that samples were made of.</summary>
/// <param name="Options">How they became samples, complete.</param>
/// <param name="Files">What the files say of themselves, of both parts, in their order.</param>
public sealed record SoundFacts(SoundOptions Options, IReadOnlyList<SoundInfo> Files)
{
    /// <summary>How they became samples, to be done with others.</summary>
    public SoundReading Reading { get; } = new(Options);
}
