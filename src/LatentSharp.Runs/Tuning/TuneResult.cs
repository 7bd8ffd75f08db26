namespace LatentSharp;

/// <summary>What a search found.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Best">The options that were best on the part that chooses.</param>
/// <param name="Command">The <c>latent learn</c> that learns by them.</param>
/// <param name="Measure">The measure in words.</param>
/// <param name="Trials">How many trainings there were.</param>
/// <param name="Test">How good the best is on the part that judges, learned anew with another seed.</param>
/// <param name="DefaultTest">The same of the defaults.</param>
/// <param name="PValue">Of a paired test of the two.</param>
/// <param name="Mattered">
/// For each option that was searched its share of what varied, the largest first; null where too little was tried.
/// </param>
/// <param name="Verdict">All of it in a sentence.</param>
public sealed record TuneResult(
    string Folder, EstimatorOptions Best, string Command, string Measure, int Trials, double Test, double DefaultTest, double PValue,
    IReadOnlyList<KeyValuePair<string, double?>> Mattered, string Verdict)
{
    /// <summary>What is missing since it was interrupted, in a sentence; null when it was not.</summary>
    public string? Interrupted { get; init; }
}
