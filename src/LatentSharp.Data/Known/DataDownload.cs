using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace LatentSharp;

/// <summary>How far the getting of a set is.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">How many of its bytes are here.</param>
/// <param name="Length">How many it has.</param>
/// <param name="FromCache">Whether it was here already.</param>
public sealed record DataProgress(string File, long Bytes, long Length, bool FromCache);

/// <summary>
/// Gets the files of a known set, from their homes or from a folder, into the cache. Each appears there whole and with the right checksum
/// or not at all. What a broken transfer left is kept beside, and the next one goes on from there.
/// </summary>
public static class DataDownload
{
    private const int Tries = 3;

    /// <summary>Fetches a set over HTTP; files that are in the cache already are checked and kept.</summary>
    /// <param name="set">The set.</param>
    /// <param name="cache">Where sets lie: it gets a folder of the set's name. Null, the default: <see cref="DataCache.Folder"/>.</param>
    /// <param name="listener">Told about every file and every MiB.</param>
    /// <param name="client">What to fetch with; null for an ordinary one with a limit of 100 seconds for an answer.</param>
    /// <param name="cancellation">Ends it with an exception; what is here is kept for the next time.</param>
    /// <returns>The folder with the files.</returns>
    /// <exception cref="BadFileException">No home of a file answers, or what comes has another length or checksum.</exception>
    public static async Task<string> GetAsync(
        KnownSet set, string? cache = null, IProgress<DataProgress>? listener = null, HttpClient? client = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        var folder = Prepare(set, cache);
        using var own = client is null ? new HttpClient() : null;
        foreach (var file in set.Files)
        {
            var path = Path.Combine(folder, file.Name);
            if (IsHere(file, path, listener)) continue;
            await FetchAsync(client ?? own!, file, path, listener, cancellation).ConfigureAwait(false);
        }
        return folder;
    }

    /// <summary>Takes a set's files from a folder at hand, or from the folder of the set's name in it, with the same checks.</summary>
    /// <param name="set">The set.</param>
    /// <param name="from">The folder.</param>
    /// <param name="cache">Where sets lie; null, the default: <see cref="DataCache.Folder"/>.</param>
    /// <param name="listener">Told about every file.</param>
    /// <returns>The folder with the files.</returns>
    /// <exception cref="BadFileException">A file is not there or has another length or checksum.</exception>
    public static string Copy(KnownSet set, string from, string? cache = null, IProgress<DataProgress>? listener = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentException.ThrowIfNullOrEmpty(from);
        if (!Directory.Exists(from)) throw new BadFileException($"{from}: there is no such folder.");
        var inner = Path.Combine(from, set.Name);
        var source = Directory.Exists(inner) ? inner : from;
        var missing = set.Files.Where(file => !File.Exists(Path.Combine(source, file.Name))).Select(file => file.Name).ToArray();
        if (missing.Length > 0)
            throw new BadFileException(
                $"{source}: {string.Join(", ", missing)} of {set.Name} {(missing.Length == 1 ? "is" : "are")} not there.");
        var folder = Prepare(set, cache);
        foreach (var file in set.Files)
        {
            var path = Path.Combine(folder, file.Name);
            if (IsHere(file, path, listener)) continue;
            var original = Path.Combine(source, file.Name);
            if (Problem(file, original) is { } problem) throw new BadFileException($"{original}: {problem}");
            AtomicFile.Write(path, stream =>
            {
                using var input = InputFile.Open(original);
                input.CopyTo(stream);
            });
            listener?.Report(new DataProgress(file.Name, file.Length, file.Length, FromCache: false));
        }
        return folder;
    }

    private static string Prepare(KnownSet set, string? cache)
    {
        var folder = Path.Combine(cache ?? DataCache.Folder, set.Name);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadFileException($"{folder}: this folder cannot be made: {e.Message}", e);
        }
        return folder;
    }

    private static bool IsHere(KnownFile file, string path, IProgress<DataProgress>? listener)
    {
        if (!File.Exists(path) || Problem(file, path) is not null) return false;
        listener?.Report(new DataProgress(file.Name, file.Length, file.Length, FromCache: true));
        return true;
    }

    private static string? Problem(KnownFile file, string path)
    {
        using var stream = InputFile.Open(path);
        if (stream.Length != file.Length) return $"the file has {stream.Length} bytes; {file.Length} are expected.";
        var sum = Convert.ToHexStringLower(SHA256.HashData(stream));
        return sum == file.Sha256 ? null : $"the file's SHA-256 is {sum}; {file.Sha256} is expected.";
    }

    private static async Task FetchAsync(
        HttpClient client, KnownFile file, string path, IProgress<DataProgress>? listener, CancellationToken cancellation)
    {
        var partial = path + ".partial";
        var problem = "it has no home.";
        foreach (var home in file.Homes.SelectMany(home => Enumerable.Repeat(home, Tries)))
        {
            try
            {
                await ContinueAsync(client, home, file, partial, listener, cancellation).ConfigureAwait(false);
                if (Problem(file, partial) is not { } wrong)
                {
                    Publish(partial, path);
                    return;
                }
                File.Delete(partial);
                problem = $"{home}: {wrong}";
            }
            catch (Exception e) when (
                e is HttpRequestException or IOException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                problem = $"{home}: {e.Message}";
            }
        }
        throw new BadFileException($"{file.Name} cannot be fetched; the last try ended with: {problem}");
    }

    /// <summary>Asks for the bytes that are not here yet, and for all where the server does not know how to give a part.</summary>
    private static async Task ContinueAsync(
        HttpClient client, Uri home, KnownFile file, string partial, IProgress<DataProgress>? listener, CancellationToken cancellation)
    {
        using var output = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        if (output.Length > file.Length) output.SetLength(0);
        if (output.Length == file.Length) return;
        using var request = new HttpRequestMessage(HttpMethod.Get, home);
        if (output.Length > 0) request.Headers.Range = new RangeHeaderValue(output.Length, null);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) output.SetLength(0);
        response.EnsureSuccessStatusCode();
        var continues = response.StatusCode == HttpStatusCode.PartialContent
            && response.Content.Headers.ContentRange?.From == output.Length;
        if (!continues) output.SetLength(0);
        output.Position = output.Length;

        using var input = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        var told = output.Length;
        while (await input.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            if (output.Position + read > file.Length) throw new IOException($"more than the {file.Length} bytes come that are expected.");
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            if (output.Position - told < 1 << 20 && output.Position < file.Length) continue;
            told = output.Position;
            listener?.Report(new DataProgress(file.Name, told, file.Length, FromCache: false));
        }
        if (output.Position < file.Length) throw new IOException($"the transfer ended after {output.Position} of {file.Length} bytes.");
        output.Flush(flushToDisk: true);
    }

    private static void Publish(string partial, string path)
    {
        try
        {
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadFileException($"{path}: the file cannot be written: {e.Message}", e);
        }
    }
}
