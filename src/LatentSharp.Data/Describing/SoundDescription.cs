namespace LatentSharp;

/// <summary>What recordings are, before they become samples; of both parts together.</summary>
/// <param name="SampleRates">The rates in Hz, each with the number of recordings.</param>
/// <param name="Channels">The numbers of channels, each with the number of recordings.</param>
/// <param name="Encodings">How they are written, each with the number of recordings.</param>
/// <param name="Shortest">Seconds of the shortest.</param>
/// <param name="Median">Seconds of the one in the middle.</param>
/// <param name="Longest">Seconds of the longest.</param>
/// <param name="Total">Seconds of all together.</param>
public sealed record SoundDescription(
    IReadOnlyList<ClassCount> SampleRates, IReadOnlyList<ClassCount> Channels, IReadOnlyList<ClassCount> Encodings, double Shortest,
    double Median, double Longest, double Total)
{
    internal static SoundDescription Of(IReadOnlyList<SoundInfo> files)
    {
        var seconds = files.Select(file => file.Seconds).Order().ToArray();
        return new(
            Count(files.OrderBy(file => file.SampleRate).Select(file => FormattableString.Invariant($"{file.SampleRate} Hz"))),
            Count(files.OrderBy(file => file.Channels).Select(file => Counted.Of(file.Channels, "channel"))),
            Count(files.Select(file => file.Encoding).Order(StringComparer.Ordinal)), seconds[0], seconds[seconds.Length / 2], seconds[^1],
            seconds.Sum());
    }

    private static ClassCount[] Count(IEnumerable<string> names) =>
        [.. names.GroupBy(name => name, StringComparer.Ordinal).Select(group => new ClassCount(group.Key, group.Count()))];
}
