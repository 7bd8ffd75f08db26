namespace LatentSharp.Testing;

/// <summary>
/// A short name of numbers' bits (Fowler, Noll and Vo's hash of 64 bits over words), which needs nothing but arithmetic: the runtime's
/// digests ask for a library that an emulated system lacks.
/// </summary>
public static class Digest
{
    /// <summary>The digest as 16 hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<float> values)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in values) hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211UL;
        return hash.ToString("X16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
