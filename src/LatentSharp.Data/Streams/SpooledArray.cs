using Microsoft.Win32.SafeHandles;

namespace LatentSharp;

/// <summary>
/// A file in the folder of temporary files that is written once, block by block, and then read in any order; it is gone when it is closed.
/// </summary>
internal sealed class SpooledArray : IDisposable
{
    private readonly string name;
    private SafeFileHandle? file;

    /// <param name="name">What the bytes are of, for messages.</param>
    internal SpooledArray(string name)
    {
        this.name = name;
        var path = Path.Combine(Path.GetTempPath(), $"latent-{Path.GetRandomFileName()}");
        try
        {
            file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
            // Where a file may be removed while it is open, nothing is left whatever becomes of the process.
            if (!OperatingSystem.IsWindows()) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e);
        }
    }

    /// <summary>The bytes written so far.</summary>
    internal long Length { get; private set; }

    /// <summary>What to know of it, once all is written.</summary>
    /// <param name="what">What was written, as "the file was unpacked".</param>
    internal string Note(string what) => FormattableString.Invariant(
        $"so that it can be read in blocks, {what} once, {Length / (double)(1 << (Length < 1 << 30 ? 20 : 30)):0.0} ")
        + $"{(Length < 1 << 30 ? "MiB" : "GiB")}, to {Place}.";

    /// <summary>Where the file is, in a sentence.</summary>
    private static string Place => $"a file in {Path.GetTempPath()} that is gone in the end (TMPDIR names another folder)";

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(file!, bytes, Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(e);
        }
        Length += bytes.Length;
    }

    /// <summary>All that a stream still holds.</summary>
    internal void Write(Stream stream)
    {
        var buffer = new byte[1 << 20];
        while (stream.Read(buffer) is > 0 and var read) Write(buffer.AsSpan(0, read));
    }

    /// <summary>Hands the file over to who reads it.</summary>
    internal SafeFileHandle Release()
    {
        var own = file!;
        file = null;
        return own;
    }

    /// <summary>Removes the file, unless it was handed over.</summary>
    public void Dispose() => file?.Dispose();

    private BadFileException Refused(Exception e) => new(
        $"{name}: its samples, to be read in blocks, are written once to {Place}; that failed after {Length} bytes: "
        + $"{InputFile.Reason(e)}.", e);
}
