namespace LatentSharp;

/// <summary>
/// Results along an axis that are sums over the same taps: those at Result, Result + step, …, whose first tap meets the sources at Source,
/// Source + step, ….
/// </summary>
internal struct Stretch
{
    internal int Result, Count, Source, Tap, Taps;
}
