using System.Globalization;

namespace LatentSharp;

/// <summary>How many bytes a packed file may unpack to, so that a small file cannot keep the program busy or fill the memory.</summary>
/// <param name="Bytes">The most bytes.</param>
/// <param name="IsGiven">
/// Whether the user named them. When not, a file must not swell to more than <see cref="MaxRatio"/> times its packed size either.
/// </param>
internal sealed record UnpackedLimit(long Bytes, bool IsGiven)
{
    /// <summary>The environment variable with the most MiB.</summary>
    internal const string Variable = "LATENT_MAX_UNPACKED_MIB";

    /// <summary>Up to here the ratio does not matter.</summary>
    internal const long FreeBytes = 64L << 20;

    /// <summary>Tables of text unpack to some 3 to 30 times their packed size; deflate can do 1,032.</summary>
    internal const long MaxRatio = 100;

    private const long DefaultMiB = 4096, MostMiB = 1 << 24;

    /// <summary>What <see cref="Variable"/> says, by default 4096 MiB.</summary>
    /// <exception cref="BadArgumentException">The variable holds no such number.</exception>
    internal static UnpackedLimit Current => Read(Environment.GetEnvironmentVariable(Variable));

    internal static UnpackedLimit Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new UnpackedLimit(DefaultMiB << 20, false);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= MostMiB
            ? new UnpackedLimit(size << 20, true)
            : throw new BadArgumentException($"{Variable}: '{text}' does not fit; it must be a whole number of MiB from 1 to {MostMiB}.");
    }

    /// <summary>Compares what a stream gave so far with what may be.</summary>
    /// <exception cref="BadFileException">It is too much.</exception>
    internal void CheckStream(string name, long packed, long unpacked)
    {
        CheckSize(name, unpacked);
        if (!IsGiven && unpacked > FreeBytes && unpacked / MaxRatio > packed)
            throw new BadFileException(
                $"{name}: {packed} packed bytes unpack to more than {unpacked}; a file that swells so is "
                + $"refused, unless {Variable} names how many MiB it may hold.");
    }

    /// <summary>Compares a size alone, of what cannot be more than an array in memory anyway.</summary>
    /// <exception cref="BadFileException">It is too much.</exception>
    internal void CheckSize(string name, long unpacked)
    {
        if (unpacked > Bytes)
            throw new BadFileException(
                $"{name}: it unpacks to more than {Bytes >> 20} MiB, which is the most; set {Variable} to read more.");
    }
}
