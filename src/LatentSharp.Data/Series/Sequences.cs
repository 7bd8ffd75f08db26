using System.Collections.Immutable;

namespace LatentSharp;

/// <summary>What is known of samples that are sequences: of shape (N, T, C), with steps of 0 after the end of those that are shorter than T.</summary>
/// <param name="Lengths">For each sample how many of its steps are its own, at least 1 and at most T.</param>
/// <param name="Channels">The names of the C channels.</param>
/// <param name="MissingValues">How many values were missing, and were filled in.</param>
public sealed record Sequences(ImmutableArray<int> Lengths, ImmutableArray<string> Channels, int MissingValues = 0)
{
    internal Sequences Take(int[] rows)
    {
        var lengths = Lengths;
        return this with { Lengths = [.. rows.Select(row => lengths[row])] };
    }

    internal void Check(string name, Tensor samples)
    {
        if (samples.Rank != 3 || samples.Shape[0] != Lengths.Length || samples.Shape[2] != Channels.Length)
            throw new BadArgumentException($"Dataset {name}: {Lengths.Length} lengths and {Channels.Length} channels do not fit samples of shape {samples.Shape}; (N, T, C) is needed.");
        foreach (var length in Lengths)
            if (length < 1 || length > samples.Shape[1]) throw new BadArgumentException($"Dataset {name}: a length of {length} does not fit {samples.Shape[1]} steps.");
    }
}
