using System.IO.Compression;

namespace LatentSharp;

/// <summary>
/// The members of an npz file. A zip entry may lie about its length, and .NET then cuts it silently; so each member is gone through once,
/// its bytes counted and its checksum compared, before memory is taken for its array.
/// </summary>
internal sealed class NpzArchive : IDisposable
{
    private const int MaxMembers = 10_000;
    private const string Ending = ".npy";

    // Deflate packs at most 1,032 bytes into one; the head of a small member may add a few.
    private const long MaxRatio = 1032;

    private readonly ZipArchive zip;
    private readonly string name;
    private readonly UnpackedLimit limit = UnpackedLimit.Current;
    private readonly Dictionary<string, ZipArchiveEntry> members = new(StringComparer.Ordinal);

    internal NpzArchive(Stream stream, string name)
    {
        this.name = name;
        if (stream.Length == 0) throw new BadFileException($"{name}: the file is empty; an npz file is expected.");
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MaxMembers)
                throw new BadFileException($"{name}: there are {zip.Entries.Count} members; at most {MaxMembers} are read.");
        }
        catch (Exception e) when (ZipMember.IsDamage(e))
        {
            throw new BadFileException($"{name}: this is not an npz file, or it is damaged: its list of members cannot be read.", e);
        }
        foreach (var entry in zip.Entries) Add(entry);
    }

    /// <summary>The names of the arrays, without <c>.npy</c>, in the order of the file.</summary>
    internal IReadOnlyList<string> Names => [.. members.Keys];

    internal bool Has(string array) => members.ContainsKey(array);

    /// <summary>Reads an array of numbers.</summary>
    internal Tensor Read(string array) => Read(array, false, Npy.Read);

    /// <summary>Reads an array by a function, which gets its stream, its name for messages and its length.</summary>
    /// <param name="array">Its name.</param>
    /// <param name="takesTexts">Whether its elements may be texts.</param>
    /// <param name="read">Reads it.</param>
    internal T Read<T>(string array, bool takesTexts, Func<Stream, string, long, T> read)
    {
        if (!members.TryGetValue(array, out var entry))
            throw new BadArgumentException($"{name} has no array '{Shorten(array)}'; {Listed}.");
        var place = $"{name}: {Shorten(entry.FullName)}";
        if (entry.IsEncrypted) throw new BadFileException($"{place}: the member is encrypted; only open ones are read.");
        if (entry.Length > (entry.CompressedLength + 64) * MaxRatio)
            throw new BadFileException(
                $"{place}: {entry.CompressedLength} packed bytes cannot hold the {entry.Length} that are announced.");
        try
        {
            limit.CheckSize(place, entry.Length);
            Check(entry, place, takesTexts);
            using var stream = Open(entry, place);
            return read(stream, place, entry.Length);
        }
        catch (Exception e) when (ZipMember.IsDamage(e))
        {
            throw new BadFileException($"{place}: the packed data are damaged.", e);
        }
    }

    public void Dispose() => zip.Dispose();

    /// <summary>What arrays there are, for a message.</summary>
    internal string Listed => members.Count == 0
        ? "it holds no arrays"
        : $"its arrays are {string.Join(", ", members.Keys.Take(20).Select(Shorten))}{(members.Count > 20 ? ", …" : "")}";

    private void Add(ZipArchiveEntry entry)
    {
        var path = entry.FullName;
        if (path.Contains("..", StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal)
            || path.Contains(':', StringComparison.Ordinal) || path.StartsWith('/') || path.Contains('\0', StringComparison.Ordinal))
            throw new BadFileException($"{name}: the member '{Shorten(path)}' has a name that points elsewhere; plain names are read.");
        if (!path.EndsWith(Ending, StringComparison.Ordinal))
            throw new BadFileException($"{name}: the member '{Shorten(path)}' is no array; its name does not end in {Ending}.");
        if (!members.TryAdd(path[..^Ending.Length], entry))
            throw new BadFileException($"{name}: the member '{Shorten(path)}' is there twice.");
    }

    /// <summary>Reads the head, which compares shape and length, and then all bytes, without keeping them.</summary>
    private static void Check(ZipArchiveEntry entry, string place, bool takesTexts)
    {
        using (var head = Open(entry, place)) NpyHeader.Read(head, place, entry.Length, takesTexts);
        ZipMember.Check(entry, place);
    }

    /// <summary>Opens a member; .NET tells a way of packing that it does not know from damage by its words alone.</summary>
    private static Stream Open(ZipArchiveEntry entry, string place)
    {
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException e) when (e.Message.Contains("compressed using", StringComparison.Ordinal))
        {
            throw new BadFileException(
                $"{place}: the member is packed in a way that is not read, such as LZMA or bzip2; stored and "
                + "deflated ones are, as numpy.savez and numpy.savez_compressed write them.",
                e);
        }
    }

    private static string Shorten(string text)
    {
        var shown = text.Length <= 60 ? text : text[..60] + "…";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }
}
