using System.IO.Compression;

namespace LatentSharp;

/// <summary>
/// The members of an npz file. A zip entry may lie about its length, and .NET then cuts it silently; so each member is gone through once, its bytes counted
/// and its checksum compared, before memory is taken for its array.
/// </summary>
internal sealed class NpzArchive : IDisposable
{
    private const int MaxMembers = 10_000;
    private const string Ending = ".npy";

    // Deflate packs at most 1,032 bytes into one; the head of a small member may add a few.
    private const long MaxRatio = 1032;

    private readonly ZipArchive zip;
    private readonly string name;
    private readonly Dictionary<string, ZipArchiveEntry> members = new(StringComparer.Ordinal);

    internal NpzArchive(Stream stream, string name)
    {
        this.name = name;
        if (stream.Length == 0) throw new BadFileException($"{name}: the file is empty; an npz file is expected.");
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MaxMembers) throw new BadFileException($"{name}: there are {zip.Entries.Count} members; at most {MaxMembers} are read.");
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

    internal Tensor Read(string array)
    {
        if (!members.TryGetValue(array, out var entry)) throw new BadArgumentException($"{name} has no array '{Shorten(array)}'; {Listed}.");
        var place = $"{name}: {Shorten(entry.FullName)}";
        if (entry.IsEncrypted) throw new BadFileException($"{place}: the member is encrypted; only open ones are read.");
        if (entry.Length > (entry.CompressedLength + 64) * MaxRatio)
            throw new BadFileException($"{place}: {entry.CompressedLength} packed bytes cannot hold the {entry.Length} that are announced.");
        try
        {
            Check(entry, place);
            using var stream = entry.Open();
            return Npy.Read(stream, place, entry.Length);
        }
        catch (Exception e) when (ZipMember.IsDamage(e))
        {
            throw new BadFileException($"{place}: the packed data are damaged.", e);
        }
    }

    public void Dispose() => zip.Dispose();

    /// <summary>What arrays there are, for a message.</summary>
    internal string Listed => members.Count == 0 ? "it holds no arrays" : $"its arrays are {string.Join(", ", members.Keys.Take(20).Select(Shorten))}{(members.Count > 20 ? ", …" : "")}";

    private void Add(ZipArchiveEntry entry)
    {
        var path = entry.FullName;
        if (path.Contains("..", StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal) || path.StartsWith('/') || path.Contains('\0', StringComparison.Ordinal))
            throw new BadFileException($"{name}: the member '{Shorten(path)}' has a name that points elsewhere; plain names are read.");
        if (!path.EndsWith(Ending, StringComparison.Ordinal)) throw new BadFileException($"{name}: the member '{Shorten(path)}' is no array; its name does not end in {Ending}.");
        if (!members.TryAdd(path[..^Ending.Length], entry)) throw new BadFileException($"{name}: the member '{Shorten(path)}' is there twice.");
    }

    /// <summary>Reads the head, which compares shape and length, and then all bytes, without keeping them.</summary>
    private static void Check(ZipArchiveEntry entry, string place)
    {
        using (var head = entry.Open()) NpyHeader.Read(head, place, entry.Length);
        ZipMember.Check(entry, place);
    }

    private static string Shorten(string text)
    {
        var shown = text.Length <= 60 ? text : text[..60] + "…";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }
}
