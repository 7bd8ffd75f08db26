using System.Globalization;

namespace LatentSharp;

/// <summary>
/// A folder that appears complete or not at all: it is written under another name beside its place and renamed at the end. Nobody else can
/// take the place meanwhile, and what appears there all the same stays: then the folder goes beside it.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private readonly string target;
    private readonly string? made;
    private readonly PlaceLock place;
    private bool published;

    private RunFolder(string path, string target, string partial, string? made, PlaceLock place)
    {
        Path = path;
        this.target = target;
        Partial = partial;
        this.made = made;
        this.place = place;
    }

    /// <summary>The folder's path as the user gave it, or where it went instead.</summary>
    public string Path { get; private set; }

    /// <summary>Where to write until then.</summary>
    public string Partial { get; }

    /// <summary>The name of a run that was given none: <c>runs/digits-autoencoder-20260131-235959</c>.</summary>
    public static string DefaultPath(string data, string model, DateTime now)
    {
        var name = new string([.. data.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')]);
        var path = System.IO.Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{name}-{model}-{now:yyyyMMdd-HHmmss}"));
        var unique = path;
        for (var i = 2; Directory.Exists(unique); i++) unique = string.Create(CultureInfo.InvariantCulture, $"{path}-{i}");
        return unique;
    }

    /// <summary>Takes the place, so that what cannot be written is known before anything is computed.</summary>
    /// <exception cref="BadArgumentException">
    /// There is something already, another run takes it, or nothing can be written there.
    /// </exception>
    public static RunFolder Create(string path)
    {
        string? made = null;
        PlaceLock? place = null;
        try
        {
            var target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
            RefuseTaken(path, target);
            var parent = System.IO.Path.GetDirectoryName(target) ?? throw Refuse(path, "is the root of a disk");
            var name = System.IO.Path.GetFileName(target);
            made = FirstMissing(parent);
            if (made is not null && File.Exists(made)) throw Refuse(path, $"cannot be made: '{made}' is a file");
            Directory.CreateDirectory(parent);
            Leftovers.Clear(parent);
            place = PlaceLock.TryTake(parent, name) ?? throw Refuse(path, "is being written by another run");
            RefuseTaken(path, target);
            var partial = System.IO.Path.Combine(parent, Leftovers.Name(name));
            Unfinished.Begin(partial);
            Directory.CreateDirectory(partial);
            return new RunFolder(path, target, partial, made, place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            place?.Dispose();
            RemoveEmpty(made);
            throw e as BadArgumentException ?? Refuse(path, $"cannot be made: {Reason(e)}");
        }
    }

    /// <summary>Gives the folder its name, or when something else has it by now, that name with a number.</summary>
    /// <returns>What to say when it did not go where it was to go; null otherwise.</returns>
    /// <exception cref="BadFileException">It cannot be renamed; it stays where it was written, and the message says where.</exception>
    public string? Publish()
    {
        published = true; // From here on what was learned is kept, come what may.
        Unfinished.End(Partial);
        var at = target;
        try
        {
            for (var i = 2; !TryMove(Partial, at); i++) at = string.Create(CultureInfo.InvariantCulture, $"{target}-{i}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadFileException(
                $"{LearnOptions.Output.Name}: '{Path}' cannot be made: {Reason(e)}; what was learned lies in {Partial}.", e);
        }
        if (at == target) return null;
        var wanted = Path;
        Path = at;
        return $"{wanted} was filled by somebody else while this run went on, and is left as it is; what was learned lies in {at}.";
    }

    /// <summary>Removes everything when it was not published, and frees the place.</summary>
    public void Dispose()
    {
        if (!published && Directory.Exists(Partial)) Directory.Delete(Partial, recursive: true);
        Unfinished.End(Partial);
        place.Dispose();
        if (!published) RemoveEmpty(made);
    }

    private static void RefuseTaken(string path, string target)
    {
        if (File.Exists(target)) throw Refuse(path, "is a file");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()) throw Refuse(path, "is not empty");
    }

    private static bool TryMove(string from, string to)
    {
        try
        {
            if (Directory.Exists(to)) Directory.Delete(to);
            if (File.Exists(to)) return false;
            Directory.Move(from, to);
            return true;
        }
        catch (IOException) when (Directory.Exists(from) && (Directory.Exists(to) || File.Exists(to)))
        {
            return false;
        }
    }

    private static string Reason(Exception e) => e switch
    {
        PathTooLongException => "its name is too long",
        UnauthorizedAccessException or FileNotFoundException => "nothing may be written in the folder above it",
        _ => e.Message.TrimEnd('.'),
    };

    private static BadArgumentException Refuse(string path, string problem) =>
        new($"{LearnOptions.Output.Name}: '{path}' {problem}; it must be {LearnOptions.Output.Requirement}.");

    private static string? FirstMissing(string folder)
    {
        string? missing = null;
        for (var at = folder; at is not null && !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at)) missing = at;
        return missing;
    }

    /// <summary>Takes back folders that were made on the way, as far as nothing lies in them.</summary>
    private static void RemoveEmpty(string? made)
    {
        if (made is null || !Directory.Exists(made)) return;
        foreach (var child in Directory.EnumerateDirectories(made)) RemoveEmpty(child);
        if (!Directory.EnumerateFileSystemEntries(made).Any()) Directory.Delete(made);
    }
}
