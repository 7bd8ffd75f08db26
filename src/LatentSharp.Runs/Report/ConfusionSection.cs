using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>
/// How the classes of the held-out part were told apart: what was taken for what, the figures of each class, and the surest mistakes.
/// </summary>
internal static class ConfusionSection
{
    private const int MostClasses = 40, MostMistakes = 20, MostRows = 6;

    /// <summary>The sections; none of a model that does not classify.</summary>
    /// <param name="metrics">With the figures of classes.</param>
    /// <param name="heldOut">The held-out part.</param>
    /// <param name="look">How samples are drawn.</param>
    /// <param name="probabilities">(M, classes): what the model said of it.</param>
    public static IEnumerable<ReportPage.Section> Sections(RunMetrics metrics, PreparedPart heldOut, SampleLook look, Tensor? probabilities)
    {
        if (metrics is not { ConfusionMatrix: { } confusion, PerClass: { } classes } || probabilities is not { } shares
            || heldOut.Labels is not { } labels)
            yield break;
        if (confusion.Classes.Count <= MostClasses)
            yield return new(
                "What was taken for what", "Held-out samples: a row for each true class, a column for each predicted one.",
                Matrix(confusion));
        yield return new("Classes", "How well each is recognised in the held-out part.", Figures(metrics, classes));
        if (Mistakes(heldOut, look, labels.ToArray<int>(), shares) is { Length: > 0 } mistakes)
            yield return new(
                "Surely wrong",
                "The held-out samples that were taken for another class with the highest probability."
                    + SampleGrid.InWords(look, compared: false),
                mistakes);
    }

    private static string Matrix(ConfusionFigures confusion)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"confusion\"><thead><tr><th></th>");
        foreach (var name in confusion.Classes) html.Append(Invariant, $"<th>{Escape(name)}</th>");
        html.Append("</tr></thead><tbody>\n");
        for (var truth = 0; truth < confusion.Counts.Count; truth++)
        {
            var row = confusion.Counts[truth];
            var total = Math.Max(1, row.Sum());
            html.Append(Invariant, $"<tr><th scope=\"row\">{Escape(confusion.Classes[truth])}</th>");
            for (var guess = 0; guess < row.Count; guess++)
                html.Append(
                    Invariant,
                    $"<td class=\"{(truth == guess ? "right" : "wrong")}\" "
                    + $"style=\"--share:{100.0 * row[guess] / total:0.#}%\">{Count(row[guess])}</td>");
            html.Append("</tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Figures(RunMetrics metrics, IReadOnlyList<ClassFigures> classes)
    {
        var html = new StringBuilder(
            "<div class=\"scroll\"><table "
            + "class=\"metrics\"><thead><tr><th></th><th>Precision</th><th>Recall</th><th>F1</th><th>Samples</th></tr></thead><tbody>\n");
        foreach (var item in classes) Row(Escape(item.Name), item.Precision, item.Recall, item.F1, item.Support);
        Row("Mean of classes", metrics.MacroPrecision!.Value, metrics.MacroRecall!.Value, metrics.MacroF1!.Value, metrics.HeldOutSamples);
        return html.Append("</tbody></table></div>\n").ToString();

        void Row(string name, double precision, double recall, double f1, int support) =>
            html.Append(
                Invariant,
                $"<tr><th "
                + $"scope=\"row\">{name}</th><td>{Percent(precision)}</td><td>{Percent(recall)}"
                + $"</td><td>{Percent(f1)}</td><td>{Count(support)}</td></tr>\n");
    }

    private static string Mistakes(PreparedPart heldOut, SampleLook look, int[] labels, Tensor probabilities)
    {
        var guesses = Ops.ArgMax(probabilities).ToArray<int>();
        double Sureness(int row) => probabilities.Rows(row, 1).AsSpan()[guesses[row]];
        var wrong = Enumerable.Range(0, labels.Length).Where(row => guesses[row] != labels[row]).OrderByDescending(Sureness)
            .Take(look.Kind is SampleKind.Picture or SampleKind.Text ? MostMistakes : MostRows).ToArray();
        return wrong.Length == 0 ? "" : SampleGrid.Render([.. wrong.Select(Shown)], look, "probability");

        ShownSample Shown(int row) => new(
            heldOut.Original(row).ToArray(),
            $"{ClassNaming.Name(heldOut.Data.ClassNames, labels[row])} → {ClassNaming.Name(heldOut.Data.ClassNames, guesses[row])}")
            {
                Text = heldOut.Text(row), Figure = Percent(Sureness(row)),
                Length = heldOut.Data.Sequences is null ? null : heldOut.Lengths[row],
            };
    }
}
