using System.Globalization;

namespace LatentSharp;

/// <summary>
/// A folder that appears complete or not at all: it is written under another name beside its place and renamed at the end.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private readonly string target;
    private readonly string? made;
    private bool published;

    private RunFolder(string path, string target, string partial, string? made)
    {
        Path = path;
        this.target = target;
        Partial = partial;
        this.made = made;
    }

    /// <summary>The folder's path as the user gave it.</summary>
    public string Path { get; }

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
    /// <exception cref="BadArgumentException">There is something already, or nothing can be written there.</exception>
    public static RunFolder Create(string path)
    {
        string? made = null;
        try
        {
            var target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
            if (File.Exists(target)) throw Refuse(path, "is a file");
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()) throw Refuse(path, "is not empty");
            var parent = System.IO.Path.GetDirectoryName(target) ?? throw Refuse(path, "is the root of a disk");
            made = FirstMissing(parent);
            Directory.CreateDirectory(parent);
            var partial = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(target)}.{Environment.ProcessId}.partial");
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
            Directory.CreateDirectory(partial);
            return new RunFolder(path, target, partial, made);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException || (e is ArgumentException and not BadArgumentException))
        {
            RemoveEmpty(made);
            throw Refuse(path, "cannot be made, since nothing can be written in the folder above it");
        }
    }

    /// <summary>Gives the folder its name.</summary>
    public void Publish()
    {
        if (Directory.Exists(target)) Directory.Delete(target); // It was empty when the place was taken; otherwise this throws.
        Directory.Move(Partial, target);
        published = true;
    }

    /// <summary>Removes everything when it was not published.</summary>
    public void Dispose()
    {
        if (published) return;
        try
        {
            Directory.Delete(Partial, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }
        RemoveEmpty(made);
    }

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
