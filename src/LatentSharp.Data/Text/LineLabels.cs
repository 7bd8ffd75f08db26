namespace LatentSharp;

/// <summary>Labels at the beginning of the lines of a text file.</summary>
/// <param name="Separator">The sign behind each.</param>
/// <param name="Until">The sign from which on one is left out; null for none.</param>
/// <param name="Classes">The names of the classes.</param>
internal sealed record LineLabels(char Separator, char? Until, IReadOnlyList<string> Classes)
{
    /// <summary>
    /// Whether other lines have labels too: all have the separator, and before it, at least in every second one, stands a class that is
    /// known. Blanks and commas are in texts as well.
    /// </summary>
    internal bool AreIn(IReadOnlyList<string> lines)
    {
        var find = ClassTable.Finder(Classes);
        var known = 0;
        foreach (var line in lines)
        {
            if (Divide(line, Separator, Until) is not { } parts) return false;
            if (find(parts.Label) >= 0) known++;
        }
        return 2 * known >= lines.Count;
    }

    /// <summary>A separator, as messages have it.</summary>
    internal static string Show(char separator) => separator switch { '\t' => "tab", ' ' => "blank", _ => $"'{separator}'" };

    /// <summary>The label and the text of a line; null for one without the separator.</summary>
    internal static (string Label, string Text)? Divide(string line, char separator, char? until)
    {
        var end = line.IndexOf(separator, StringComparison.Ordinal);
        if (end < 0) return null;
        var label = line[..end];
        if (until is { } sign && label.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var cut) label = label[..cut];
        return (label, line[(end + 1)..].Trim());
    }
}
