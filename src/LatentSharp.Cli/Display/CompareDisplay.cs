namespace LatentSharp;

/// <summary>Shows a comparison as a table of text, with the sentence that says which features to use.</summary>
internal static class CompareDisplay
{
    private const int NameWidth = 24, ValueWidth = 10;

    public static void Show(CompareResult result)
    {
        Console.Out.WriteLine($"{result.Measure}, {(result.MoreIsBetter ? "more" : "less")} is better");
        Console.Out.WriteLine(Line("", ["judged", "±", "chosen by", "p", "alike", .. result.Beside]));
        foreach (var row in result.Rows)
        {
            Console.Out.WriteLine(Line(
                row.Name,
                [
                    result.Show(row.Test), result.Show(row.Deviation), result.Show(row.Choice), row.PValueText, row.StabilityText,
                    .. row.Beside.Select(CompareResult.ShowBeside),
                ]).TrimEnd());
        }
        Console.Out.WriteLine();
        Console.Out.WriteLine(result.Verdict);
        if (result.Interrupted is { } interrupted) Console.Out.WriteLine(interrupted);
        if (result.Note is { } note) Console.Out.WriteLine(note);
        Console.Out.WriteLine($"{result.Folder}: report.html, comparison.json, trials.csv");
    }

    private static string Line(string name, string[] values) =>
        name.PadRight(NameWidth) + string.Concat(values.Select(value => value.PadLeft(ValueWidth)));
}
