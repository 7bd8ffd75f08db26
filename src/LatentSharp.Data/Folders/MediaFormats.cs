namespace LatentSharp;

/// <summary>
/// The formats of a kind of file. One is read by what it holds, since cameras and browsers give files the ending of another format, and
/// where that says nothing by the ending of its name.
/// </summary>
/// <typeparam name="TInfo">What a file says of itself.</typeparam>
/// <typeparam name="T">What it holds.</typeparam>
/// <param name="noun">What a file is called.</param>
/// <param name="one">One of them, with its article.</param>
/// <param name="convertTo">The format that those of others are best converted to.</param>
/// <param name="formats">Those that are read.</param>
/// <param name="others">Others, told by their beginning.</param>
/// <param name="otherEndings">The endings of others.</param>
internal sealed class MediaFormats<TInfo, T>(
    string noun, string one, string convertTo, MediaFormats<TInfo, T>.Format[] formats, MediaFormats<TInfo, T>.Other[] others,
    string[] otherEndings)
{
    internal delegate bool IsStart(ReadOnlySpan<byte> start);

    /// <summary>The kind, as what a folder holds.</summary>
    internal MediaKind Kind => new(noun, convertTo, Endings, IsRead, IsOther);

    internal string Endings => string.Join(", ", formats.SelectMany(format => format.Endings));

    internal bool IsRead(string path) => Array.Exists(formats, format => Has(path, format.Endings));

    /// <summary>Whether the name is that of one in a format that is not read, which must not be passed over in silence.</summary>
    internal bool IsOther(string path) => Has(path, otherEndings);

    /// <summary>Whether there is a file with the name of one.</summary>
    internal bool IsHere(string path) => File.Exists(path) && (IsRead(path) || IsOther(path));

    internal TInfo Check(string path)
    {
        using var stream = InputFile.Open(path);
        return Find(stream, path).Check(stream, path);
    }

    internal T Read(string path)
    {
        using var stream = InputFile.Open(path);
        return Find(stream, path).Read(stream, path);
    }

    private Format Find(Stream stream, string path)
    {
        if (Array.Find(formats, format => Has(path, format.Endings)) is not { } named)
            throw new BadFileException($"{path}: {noun}s of this format are not read; convert it to {convertTo} (read are {Endings}).");
        Span<byte> start = stackalloc byte[16];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        foreach (var format in formats)
            if (format.IsStart is { } starts && starts(start)) return format;
        foreach (var other in others)
            if (other.IsStart(start))
                throw new BadFileException(
                    $"{path}: this is {one} in the format {other.Name}, which is not read; convert it to {convertTo} (read are "
                    + $"{Endings}).");
        return named;
    }

    private static bool Has(string path, string[] endings) =>
        Array.Exists(endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>A format that is read.</summary>
    internal sealed record Format(string[] Endings, IsStart? IsStart, Func<Stream, string, TInfo> Check, Func<Stream, string, T> Read);

    /// <summary>One that is not.</summary>
    internal sealed record Other(string Name, IsStart IsStart);
}
