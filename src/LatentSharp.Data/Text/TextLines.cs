namespace LatentSharp;

/// <summary>Finds texts in a plain text file: its lines, with a label at the beginning or without, or the whole of it.</summary>
internal static class TextLines
{
    internal static FoundTexts Read(InputSource source, TextOptions options)
    {
        var text = TextFile.Read(source, options.Encoding);
        var found = new FoundTexts { Refuse = (line, problem) => BadFileException.At(source.Name, $"line {line}", problem) };
        if (options.Source == TextOptions.Whole)
        {
            if (options.LabelSeparator is not null)
                throw new BadArgumentException($"{source.Name}: the whole file is one text, so that no line begins with a label.");
            found.Texts.Add(text);
            return found;
        }
        foreach (var (line, number) in TextFile.Lines(text))
        {
            if (options.LabelSeparator is not { } separator)
            {
                found.Texts.Add(line);
                continue;
            }
            var end = line.IndexOf(separator, StringComparison.Ordinal);
            if (end < 0)
                throw found.Refuse(
                    number, $"there is no {Show(separator)} behind a label, as --label-separator says; each line needs one.");
            var label = line[..end];
            if (options.LabelUntil is { } until && label.IndexOf(until, StringComparison.Ordinal) is >= 0 and var cut) label = label[..cut];
            found.Labels.Add((label, number));
            found.Texts.Add(line[(end + 1)..].Trim());
        }
        return found;
    }

    private static string Show(char sign) => sign switch { '\t' => "tab", ' ' => "blank", _ => $"'{sign}'" };
}
