using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>How the classes of the held-out part were told apart: what was taken for what, the figures of each class, and the surest mistakes.</summary>
internal static class ConfusionSection
{
    private const int MostClasses = 40, MostMistakes = 20, MostRows = 6;

    /// <summary>The sections; none of a model that does not classify.</summary>
    /// <param name="metrics">With the figures of classes.</param>
    /// <param name="heldOut">The held-out part.</param>
    /// <param name="probabilities">(M, classes): what the model said of it.</param>
    public static IEnumerable<ReportPage.Section> Sections(RunMetrics metrics, PreparedPart heldOut, Tensor? probabilities)
    {
        if (metrics is not { ConfusionMatrix: { } confusion, PerClass: { } classes } || probabilities is not { } shares || heldOut.Labels is not { } labels) yield break;
        if (confusion.Classes.Count <= MostClasses)
            yield return new("What was taken for what", "Held-out samples: a row for each true class, a column for each predicted one.", Matrix(confusion));
        yield return new("Classes", "How well each is recognised in the held-out part.", Figures(metrics, classes));
        if (Mistakes(heldOut, labels.ToArray<int>(), shares) is { Length: > 0 } mistakes)
            yield return new("Surely wrong", "The held-out samples that were taken for another class with the highest probability.", mistakes);
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
                html.Append(Invariant, $"<td class=\"{(truth == guess ? "right" : "wrong")}\" style=\"--share:{100.0 * row[guess] / total:0.#}%\">{Count(row[guess])}</td>");
            html.Append("</tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Figures(RunMetrics metrics, IReadOnlyList<ClassFigures> classes)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th></th><th>Precision</th><th>Recall</th><th>F1</th><th>Samples</th></tr></thead><tbody>\n");
        foreach (var item in classes) Row(Escape(item.Name), item.Precision, item.Recall, item.F1, item.Support);
        Row("Mean of classes", metrics.MacroPrecision!.Value, metrics.MacroRecall!.Value, metrics.MacroF1!.Value, metrics.HeldOutSamples);
        return html.Append("</tbody></table></div>\n").ToString();

        void Row(string name, double precision, double recall, double f1, int support) =>
            html.Append(Invariant, $"<tr><th scope=\"row\">{name}</th><td>{Percent(precision)}</td><td>{Percent(recall)}</td><td>{Percent(f1)}</td><td>{Count(support)}</td></tr>\n");
    }

    private static string Mistakes(PreparedPart heldOut, int[] labels, Tensor probabilities)
    {
        var guesses = Ops.ArgMax(probabilities).ToArray<int>();
        var shape = heldOut.Data.SampleShape;
        double Sureness(int row) => probabilities.Rows(row, 1).AsSpan()[guesses[row]];
        var wrong = Enumerable.Range(0, labels.Length).Where(row => guesses[row] != labels[row]).OrderByDescending(Sureness)
            .Take(SampleGrid.IsImage(shape) ? MostMistakes : MostRows).ToArray();
        if (wrong.Length == 0) return "";
        var html = new StringBuilder(SampleGrid.IsImage(shape) ? "<div class=\"samples\">\n" : "<ul>\n");
        foreach (var row in wrong)
        {
            var words = $"{Escape(ClassNaming.Name(heldOut.Data.ClassNames, labels[row]))} → {Escape(ClassNaming.Name(heldOut.Data.ClassNames, guesses[row]))}</b> {Percent(Sureness(row))}";
            if (!SampleGrid.IsImage(shape))
            {
                html.Append(Invariant, $"<li>held-out sample {row + 1}: <b>{words}</li>\n");
                continue;
            }
            var sample = heldOut.Original(row);
            var (address, width, height) = PictureSheet.DataUri(Stretched(sample), Scaler.Identity);
            html.Append(Invariant, $"<figure><img alt=\"sample\" width=\"{width}\" height=\"{height}\" src=\"{address}\"/><figcaption><b>{words}</figcaption></figure>\n");
        }
        return html.Append(SampleGrid.IsImage(shape) ? "</div>\n" : "</ul>\n").ToString();
    }

    /// <summary>From black for the least number to white for the greatest.</summary>
    private static Tensor Stretched(Tensor sample)
    {
        var values = sample.ToArray();
        var (low, high) = (values.Min(), values.Max());
        return Tensor.From(Array.ConvertAll(values, value => high > low ? (value - low) / (high - low) : 0), sample.Shape);
    }
}
