namespace LatentSharp;

/// <summary>Keeps a result from being written over the data that it comes from.</summary>
internal static class OutputPlace
{
    private static readonly StringComparison Comparison = OperatingSystem.IsLinux()
        ? StringComparison.Ordinal
        : StringComparison.OrdinalIgnoreCase;

    /// <summary>Checks the path of a result.</summary>
    /// <param name="option">What asks for it.</param>
    /// <param name="output">The file to write.</param>
    /// <param name="data">A set's name, the file that is read, or a folder of which files are; null for none.</param>
    /// <param name="reading">How the data are read; the answer of a query has no file.</param>
    /// <exception cref="BadArgumentException">It does not fit the option, or is the data's own file, also behind links.</exception>
    internal static void Check(OptionSpec<string?> option, string? output, string? data, DataOptions? reading = null)
    {
        option.Check(output);
        if (data is null || reading?.Query is not null || !File.Exists(output) || !Path.Exists(data)) return;
        var (place, source) = (RealPath(output), RealPath(data));
        if (place.Equals(source, Comparison)
            || (Directory.Exists(data) && place.StartsWith(source + Path.DirectorySeparatorChar, Comparison)))
            throw new BadArgumentException($"{option.Name}: '{output}' is a file of the data, which would be lost; name another.");
    }

    /// <summary>A full path without links in it.</summary>
    private static string RealPath(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var here = Path.GetDirectoryName(full) is { } parent ? Path.Join(RealPath(parent), Path.GetFileName(full)) : full;
        return Path.Exists(here) && File.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? RealPath(target.FullName) : here;
    }
}
