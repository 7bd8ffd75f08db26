namespace LatentSharp;

/// <summary>What a search has tried.</summary>
/// <param name="Places">A place from 0 to below 1 in the range of each option.</param>
/// <param name="Share">The share of the epochs that it was trained.</param>
/// <param name="Score">How good it was on the part that chooses, more being better; minus infinity where it could not be learned.</param>
internal sealed record TunePoint(double[] Places, double Share, double Score);

/// <summary>What a search tries next.</summary>
/// <param name="Places">A place from 0 to below 1 in the range of each option.</param>
/// <param name="Share">The share of the epochs to train.</param>
internal sealed record TuneProposal(double[] Places, double Share);
