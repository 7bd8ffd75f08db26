namespace LatentSharp;

/// <summary>What is known of sequences.</summary>
/// <param name="Shortest">The steps of the shortest that is learned from.</param>
/// <param name="Longest">The steps of the longest that is learned from.</param>
/// <param name="Channels">How many numbers a step has.</param>
/// <param name="Missing">How many values are missing, in the test part too.</param>
/// <param name="TestShortest">The steps of the shortest in the test part; 0 when there is none.</param>
/// <param name="TestLongest">The steps of the longest in the test part; 0 when there is none.</param>
public sealed record SequenceDescription(int Shortest, int Longest, int Channels, int Missing, int TestShortest, int TestLongest)
{
    internal static SequenceDescription? Of(Dataset data)
    {
        if (data.Sequences is not { } own) return null;
        var test = data.TestPart?.Sequences;
        return new SequenceDescription(
            own.Lengths.Min(), own.Lengths.Max(), own.Channels.Length, own.MissingValues + (test?.MissingValues ?? 0),
            test?.Lengths.Min() ?? 0, test?.Lengths.Max() ?? 0);
    }

    /// <summary>What became of missing values and unequal lengths.</summary>
    internal static string Preparation(Dataset data)
    {
        var description = Of(data)!;
        var parts = new List<string>(2);
        if (description.Missing > 0)
            parts.Add("missing values were replaced by the last one before in their channel, or the first one after");
        if (Math.Min(description.Shortest, description.TestShortest == 0 ? int.MaxValue : description.TestShortest) < data.SampleShape[0])
            parts.Add($"shorter sequences were padded at the end with 0 to {data.SampleShape[0]} steps");
        return string.Join("; ", parts);
    }
}
