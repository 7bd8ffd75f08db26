using System.Globalization;
using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// Writes a file so that whatever happens on the way, power cuts included, either the old file or the whole new one stands
/// there: written beside it in the same folder, flushed to disk, renamed over it, and the folder flushed too.
/// </summary>
public static partial class AtomicFile
{
    private static int written;

    /// <summary>Writes the file at <paramref name="path"/>. When <paramref name="write"/> throws, the old file stays as it was.</summary>
    /// <param name="path">The file to make or to replace; its folder must exist.</param>
    /// <param name="write">Writes the content into the stream, which it need not flush or close.</param>
    /// <exception cref="BadFileException">The folder is not there, the place may not be written to, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        if (Directory.Exists(path))
            throw new BadFileException($"{path}: a folder of this name is in the way; no file can be written there.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new BadFileException($"{path}: the folder {folder} does not exist, so no file can be written there.");
        var number = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Interlocked.Increment(ref written)}");
        var beside = Path.Combine(folder, $".{Path.GetFileName(path)}.{number}.partial");
        Unfinished.Begin(beside);
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
            FlushFolder(folder);
        }
        catch (Exception e)
        {
            TryDelete(beside);
            // Where files cannot be made at all, the system says that the one to be made is not there.
            if (e is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
                throw new BadFileException($"{path}: this place may not be written to.", e);
            if (e is IOException and not BadFileException)
                throw new BadFileException($"{path}: the file cannot be written: {e.Message}", e);
            throw;
        }
        finally
        {
            Unfinished.End(beside);
        }
    }

    /// <summary>Makes a folder and those around it that are missing.</summary>
    /// <exception cref="BadFileException">It cannot be made.</exception>
    internal static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadFileException($"{path}: the folder cannot be made: {e.Message}", e);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is what the caller must hear of.
        }
    }

    /// <summary>A rename is on disk only when its folder is; .NET has no call for that, and Windows needs none.</summary>
    internal static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = OpenFile(folder, 0);
        if (descriptor < 0) return;
        _ = Synchronize(descriptor);
        _ = CloseFile(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseFile(int descriptor);
}
