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
        if (options.LabelSeparator is not { } separator)
        {
            string[] lines = [.. TextFile.Lines(text).Select(line => line.Text)];
            found.Texts.AddRange(options.Learned?.Labels is { } labels ? WithoutLabels(lines, labels, found.Notes) : lines);
            return found;
        }
        foreach (var (line, number) in TextFile.Lines(text))
        {
            if (LineLabels.Divide(line, separator, options.LabelUntil) is not { } parts)
                throw found.Refuse(
                    number, $"there is no {LineLabels.Show(separator)} behind a label, as --label-separator says; each line needs one.");
            found.Labels.Add((parts.Label, number));
            found.Texts.Add(parts.Text);
        }
        return found;
    }

    /// <summary>Lines without the labels that those had which were learned from.</summary>
    private static IEnumerable<string> WithoutLabels(string[] lines, LineLabels labels, List<string> notes)
    {
        var sign = LineLabels.Show(labels.Separator);
        if (!labels.AreIn(lines))
        {
            notes.Add($"the lines are read whole, since they do not begin with labels and a {sign}, as those did that were learned from.");
            return lines;
        }
        notes.Add($"what stands before the first {sign} of each line is its label, as in learning, and is passed over; "
            + "--label-separator takes it as the class.");
        return lines.Select(line => LineLabels.Divide(line, labels.Separator, labels.Until)!.Value.Text);
    }
}
