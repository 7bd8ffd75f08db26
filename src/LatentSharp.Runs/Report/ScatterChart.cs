using System.Text;
using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>Points in the plane, coloured by label: what the features tell apart.</summary>
internal static class ScatterChart
{
    /// <summary>Colours that the style sheet defines, for light and for dark; labels beyond them take the next shape.</summary>
    public const int Colours = 12;

    private const int MostInLegend = 24;

    /// <summary>The chart and its legend as HTML.</summary>
    /// <param name="points">x and y of each point.</param>
    /// <param name="labels">
    /// For each point an index into <paramref name="names"/>, negative for none; empty when there are no labels.
    /// </param>
    /// <param name="names">The names of the labels.</param>
    /// <param name="xName">The name of the first axis.</param>
    /// <param name="yName">The name of the second axis.</param>
    public static string Render(
        IReadOnlyList<(double X, double Y)> points, IReadOnlyList<int> labels, IReadOnlyList<string> names, string xName, string yName)
    {
        var finite = Enumerable.Range(0, points.Count).Where(i => double.IsFinite(points[i].X) && double.IsFinite(points[i].Y)).ToArray();
        var frame = finite.Length == 0
            ? new ChartFrame(Axis.Linear(0, 1, 5), Axis.Linear(0, 1, 5), 480, 420)
            : new ChartFrame(AxisOf(finite.Select(i => points[i].X)), AxisOf(finite.Select(i => points[i].Y)), 480, 420);

        var html = new StringBuilder();
        frame.Open(html, $"{Plural(finite.Length, "sample")}, {xName} against {yName}", xName, yName);
        foreach (var i in finite) Mark(html, frame.X(points[i].X), frame.Y(points[i].Y), labels.Count == 0 ? 0 : labels[i], 2.6);
        html.Append('\n');
        if (names.Count <= Colours) NameGroups(html, frame, finite, points, labels, names);
        html.Append("</svg>\n");
        if (labels.Count > 0) Legend(html, labels, names);
        return html.ToString();

        static Axis AxisOf(IEnumerable<double> values)
        {
            var all = values.ToArray();
            return Axis.Linear(all.Min(), all.Max(), 5);
        }
    }

    private static void Mark(StringBuilder html, double x, double y, int label, double r)
    {
        var style = label < 0 ? "none" : $"c{label % Colours}";
        switch (label < 0 ? 0 : label / Colours % 4)
        {
            case 0: html.Append(Invariant, $"<circle class=\"{style}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{r}\"/>"); break;
            case 1: html.Append(Invariant, $"<path class=\"{style}\" d=\"M{x - r:0.#} {y - r:0.#}h{2 * r}v{2 * r}h-{2 * r}z\"/>"); break;
            case 2: html.Append(
                Invariant, $"<path class=\"{style}\" d=\"M{x:0.#} {y - (r * 1.2):0.#}l{r * 1.2} {r * 2.1}h-{r * 2.4}z\"/>"); break;
            default: html.Append(
                Invariant,
                $"<path class=\"{style}\" d=\"M{x:0.#} {y - (r * 1.4):0.#}l{r * 1.4} "
                + $"{r * 1.4}l-{r * 1.4} {r * 1.4}l-{r * 1.4} -{r * 1.4}z\"/>"); break;
        }
    }

    /// <summary>Writes each label's name at the median of its points: quicker to read than any legend.</summary>
    private static void NameGroups(
        StringBuilder html, ChartFrame frame, int[] finite, IReadOnlyList<(double X, double Y)> points, IReadOnlyList<int> labels,
        IReadOnlyList<string> names)
    {
        if (labels.Count == 0) return;
        foreach (var group in finite.GroupBy(i => labels[i]).Where(group => group.Key >= 0))
        {
            var x = Median(group.Select(i => points[i].X));
            var y = Median(group.Select(i => points[i].Y));
            var name = names[group.Key];
            if (name.Length <= 12)
                html.Append(
                    Invariant,
                    $"<text class=\"group\" x=\"{At(frame.X(x))}\" y=\"{At(frame.Y(y) + 5)}\" "
                    + $"text-anchor=\"middle\">{Escape(name)}</text>");
        }

        static double Median(IEnumerable<double> values)
        {
            var sorted = values.Order().ToArray();
            return sorted[sorted.Length / 2];
        }
    }

    private static void Legend(StringBuilder html, IReadOnlyList<int> labels, IReadOnlyList<string> names)
    {
        html.Append("<ul class=\"legend\">");
        for (var label = 0; label < Math.Min(names.Count, MostInLegend); label++)
        {
            html.Append("<li><svg class=\"key\" viewBox=\"0 0 12 12\" aria-hidden=\"true\">");
            Mark(html, 6, 6, label, 4);
            html.Append(Invariant, $"</svg>{Escape(names[label])}</li>");
        }
        if (names.Count > MostInLegend) html.Append(Invariant, $"<li>and {names.Count - MostInLegend} more</li>");
        if (labels.Any(label => label < 0))
            html.Append(
                "<li><svg class=\"key\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><circle "
                + "class=\"none\" cx=\"6\" cy=\"6\" r=\"4\"/></svg>no label</li>");
        html.Append("</ul>\n");
    }
}
